// SPDX-License-Identifier: EUPL-1.2
// The product's own network room with an endpoint behind it that only passes frames on.
#include <cstring>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "crypto/sha256.hpp"
#include "server/net/server.hpp"
#include "tests/bench/peers/broadcast.hpp"

namespace beraad::bench {
namespace {

class BroadcastEndpoint final : public wire::Endpoint {
 public:
  void attach(wire::Sink& sink) override { sink_ = &sink; }

  void open(std::string session_cookie, wire::ConnectionId connection, std::function<void(std::optional<wire::Caller>)> answer) override {
    wire::Caller caller;
    caller.connection = connection;
    caller.session = crypto::sha256(crypto::view_of(session_cookie));
    std::memcpy(caller.account.bytes.data(), caller.session.data(), caller.account.bytes.size());
    {
      std::scoped_lock const lock(mutex_);
      rooms_[room_of_cookie(session_cookie)].push_back(caller.account);
    }
    answer(caller);
  }

  void on_frame(wire::Caller const& caller, std::string text, std::function<void(wire::Frame)> answer) override {
    auto const frame = std::make_shared<std::string const>(std::move(text));
    sink_->deliver(members_of(field_of(*frame, "room")), frame, caller.connection);
    answer(std::make_shared<std::string const>(acknowledgement_of(*frame)));
  }

  // Whoever leaves ends the measurement with it.
  void closed(wire::Caller const&) override {}
  void on_post(wire::HttpCall, std::function<void(wire::HttpAnswer)> answer) override { answer({}); }
  void drain(std::function<void()> done) override { done(); }

 private:
  std::vector<AccountId> members_of(std::string_view room) {
    std::scoped_lock const lock(mutex_);
    auto const found = rooms_.find(room);
    return found == rooms_.end() ? std::vector<AccountId>{} : found->second;
  }

  wire::Sink* sink_ = nullptr;
  std::mutex mutex_;
  std::map<std::string, std::vector<AccountId>, std::less<>> rooms_;
};

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(std::string(result.error().where));
  return std::move(*result);
}

}  // namespace

void broadcast_with_net(std::filesystem::path const& folder) {
  net::ServerSettings settings;
  settings.origins = {"https://beraad.test"};
  settings.certificate_file = folder / "cert.pem";
  settings.key_file = folder / "key.pem";
  settings.threads = kBroadcastThreads;
  settings.limits.websocket.messages_per_s = settings.limits.websocket.burst = 1'000'000;
  net::Log const log(-1);
  net::Metrics metrics;
  BroadcastEndpoint endpoint;
  auto doors = must(net::Doors::open(settings));
  auto const server = net::Server::start(std::move(doors), settings, {}, endpoint, log, metrics);
  say_listening(server->port());
  for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
}

}  // namespace beraad::bench
