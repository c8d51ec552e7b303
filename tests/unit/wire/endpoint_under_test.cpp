// SPDX-License-Identifier: EUPL-1.2
// Answers are waited for, never slept for.
#include "endpoint_under_test.hpp"

#include <future>

namespace beraad::wire::testing {

void ListeningSink::deliver(std::span<AccountId const> to, Frame frame, ConnectionId except) {
  std::lock_guard const lock(mutex_);
  delivered_.push_back({{to.begin(), to.end()}, crypto::decode_json(*frame).value(), except});
}
void ListeningSink::end_session(SessionHash const&, std::string_view reason) {
  std::lock_guard const lock(mutex_);
  ended_.emplace_back(reason);
}
std::vector<ListeningSink::Delivered> ListeningSink::delivered() const {
  std::lock_guard const lock(mutex_);
  return delivered_;
}
std::vector<std::string> ListeningSink::ended() const {
  std::lock_guard const lock(mutex_);
  return ended_;
}

std::string EndpointTest::send(Caller const& caller, std::string text) {
  std::promise<std::string> answer;
  endpoint.on_frame(caller, std::move(text), [&answer](Frame frame) { answer.set_value(frame ? *frame : "closed"); });
  return answer.get_future().get();
}

Json EndpointTest::call(Caller const& caller, std::string const& method, Json params) {
  Json const frame{{"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", std::move(params)}};
  return Json::parse(send(caller, crypto::encode_json(frame)));
}

HttpAnswer EndpointTest::post(std::string const& path, std::string body, std::string cookie) {
  std::promise<HttpAnswer> answer;
  endpoint.on_post({path, std::move(body), std::move(cookie), "192.0.2.1"},
                   [&answer](HttpAnswer out) { answer.set_value(std::move(out)); });
  return answer.get_future().get();
}

std::optional<Caller> EndpointTest::open(std::string cookie, std::uint64_t connection) {
  std::promise<std::optional<Caller>> answer;
  endpoint.open(std::move(cookie), static_cast<ConnectionId>(connection),
                [&answer](std::optional<Caller> caller) { answer.set_value(caller); });
  return answer.get_future().get();
}

}  // namespace beraad::wire::testing
