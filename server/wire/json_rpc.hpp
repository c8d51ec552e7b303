// SPDX-License-Identifier: EUPL-1.2
// JSON-RPC 2.0 as protocol.md section 10 narrows it: one call a frame, always an id, params always an object. Pure.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "crypto/json.hpp"
#include "server/app/outcome.hpp"
#include "server/wire/endpoint.hpp"

namespace beraad::wire {

using crypto::Json;

enum class RpcCode : int { kParse = -32700, kInvalid = -32600, kUnknownMethod = -32601, kBadParams = -32602, kRefused = -32000 };

struct Call {
  Json id;  // a string of at most 64 bytes, or an integer
  std::string method;
  Json params;
};

// The frame was JSON-RPC, but no call that can be answered otherwise.
struct Unanswerable {
  Json id;  // null where there was none to use
  RpcCode code{};
};

// Nothing of JSON-RPC 2.0: the connection is closed.
struct Foreign {};

using Decoded = std::variant<Call, Unanswerable, Foreign>;
[[nodiscard]] Decoded decode_call(std::string_view text);

[[nodiscard]] Frame result_frame(Json const& id, Json result);
[[nodiscard]] Frame error_frame(Json const& id, RpcCode code, app::Refusal const& refusal, app::Lang lang);
[[nodiscard]] Frame notification_frame(std::string_view method, Json params);

[[nodiscard]] std::string_view sentence(app::Refusal const& refusal, app::Lang lang) noexcept;

}  // namespace beraad::wire
