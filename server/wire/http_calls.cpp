// SPDX-License-Identifier: EUPL-1.2
// Bodies are read as strictly as frames. The cookie is set at sign-in and taken back at sign-out, here and nowhere else.
#include "server/wire/http_calls.hpp"

#include <algorithm>
#include <array>

#include "crypto/json.hpp"
#include "server/wire/json_rpc.hpp"
#include "server/wire/read_commands.hpp"
#include "server/wire/write_answers.hpp"

namespace beraad::wire {
namespace {

constexpr std::string_view kCookieAttributes = "; Path=/; Secure; HttpOnly; SameSite=Strict";

std::string cookie_of(std::string_view value) {
  return "__Host-beraad=" + std::string(value) + std::string(kCookieAttributes);
}
std::string no_cookie() {
  return cookie_of("") + "; Max-Age=0";
}

unsigned status_of(std::string_view reason) {
  if (reason == "slow_down") return 429;
  if (reason == "not_signed_in" || reason == "bad_credentials" || reason == "bad_code" || reason == "used_code") return 401;
  if (reason == "bad_invitation") return 403;
  if (reason == "busy") return 503;
  if (reason == "internal") return 500;
  return 400;
}

template <class Answer>
HttpAnswer answer_of(Answer const& answer) {
  HttpAnswer out;
  out.body = crypto::encode_json(write(answer));
  if constexpr (std::is_same_v<Answer, app::SignedIn>) out.set_cookie = cookie_of(answer.cookie);
  return out;
}

// What of a command does not come in the body.
template <class Command>
void add_address(Command& command, HttpCall const& call) {
  if constexpr (requires { command.remote_address; }) command.remote_address = call.remote_address;
}

template <class Command>
void run(app::Service& service, HttpCall call, AnswerHttp answer) {
  auto const body = crypto::decode_json(call.body);
  if (!body) return answer(refusal_answer(app::Fault::kBadRequest, app::Lang::kNl));
  ObjectReader reader(*body);
  auto const lang = read_lang(reader);
  Command command;
  read(reader, command);
  if (!reader.finish()) return answer(refusal_answer(app::Fault::kBadRequest, lang));
  add_address(command, call);
  service.call(std::move(call.session_cookie), std::move(command),
               [lang, answer = std::move(answer)](app::Outcome<typename Command::Answer> outcome) {
                 auto out = outcome ? answer_of(*outcome) : refusal_answer(outcome.error(), lang);
                 if constexpr (std::is_same_v<Command, app::SignOut>) {
                   out.set_cookie = no_cookie();
                   out.clear_site_data = true;
                 }
                 answer(std::move(out));
               });
}

constexpr std::array kRoutes{
    HttpRoute{"/api/sign-in/start", run<app::SignInStart>},
    HttpRoute{"/api/sign-in/finish", run<app::SignInFinish>},
    HttpRoute{"/api/unlock", run<app::Unlock>},
    HttpRoute{"/api/sign-out", run<app::SignOut>},
    HttpRoute{"/api/session", run<app::AskSession>},
    HttpRoute{"/api/enrol/start", run<app::EnrolStart>},
    HttpRoute{"/api/enrol/finish", run<app::EnrolFinish>},
};

}  // namespace

std::span<HttpRoute const> http_routes() {
  return kRoutes;
}

HttpRoute const* find_http_route(std::string_view path) {
  auto const found = std::find_if(kRoutes.begin(), kRoutes.end(), [path](HttpRoute const& each) { return each.path == path; });
  return found == kRoutes.end() ? nullptr : &*found;
}

HttpAnswer refusal_answer(app::Refusal const& refusal, app::Lang lang) {
  HttpAnswer out;
  out.status = status_of(refusal.reason);
  out.refused = refusal.reason;
  out.body = crypto::encode_json(
      {{"error", {{"reason", refusal.reason}, {"message", sentence(refusal, lang)}, {"retry_after_ms", refusal.retry_after_ms}}}});
  return out;
}

}  // namespace beraad::wire
