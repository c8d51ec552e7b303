// SPDX-License-Identifier: EUPL-1.2
// Framing of calls, answers and notifications.
#include "server/wire/json_rpc.hpp"

namespace beraad::wire {
namespace {

constexpr std::size_t kMaxIdBytes = 64;

bool is_usable_id(Json const& id) {
  return id.is_number_unsigned() || (id.is_string() && id.get_ref<std::string const&>().size() <= kMaxIdBytes);
}

Frame framed(Json const& message) {
  return std::make_shared<std::string const>(crypto::encode_json(message));
}

}  // namespace

Decoded decode_call(std::string_view text) {
  auto message = crypto::decode_json(text);
  if (!message) return Unanswerable{nullptr, RpcCode::kParse};
  if (!message->is_object()) return Foreign{};
  auto const version = message->find("jsonrpc");
  if (version == message->end() || *version != "2.0") return Foreign{};

  auto const id = message->find("id");
  Json usable = id != message->end() && is_usable_id(*id) ? *id : Json(nullptr);
  auto const method = message->find("method");
  auto const params = message->find("params");
  bool const whole =
      !usable.is_null() && method != message->end() && method->is_string() && params != message->end() && message->size() == 4;
  if (!whole) return Unanswerable{std::move(usable), RpcCode::kInvalid};
  if (!params->is_object()) return Unanswerable{std::move(usable), RpcCode::kBadParams};
  return Call{std::move(usable), method->get<std::string>(), std::move(*params)};
}

std::string_view sentence(app::Refusal const& refusal, app::Lang lang) noexcept {
  return lang == app::Lang::kNl ? refusal.words.nl : refusal.words.en;
}

Frame result_frame(Json const& id, Json result) {
  return framed({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}});
}

Frame error_frame(Json const& id, RpcCode code, app::Refusal const& refusal, app::Lang lang) {
  Json data{{"reason", refusal.reason}, {"rule", refusal.rule}};
  return framed({{"jsonrpc", "2.0"},
                 {"id", id},
                 {"error", {{"code", static_cast<int>(code)}, {"message", sentence(refusal, lang)}, {"data", std::move(data)}}}});
}

Frame notification_frame(std::string_view method, Json params) {
  return framed({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}});
}

}  // namespace beraad::wire
