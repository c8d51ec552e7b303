// SPDX-License-Identifier: EUPL-1.2
// Who asks: a session's hash, its account and the connection it came over. All of it is checked again on every call.
#pragma once
#include <cstdint>

#include "crypto/bytes.hpp"
#include "crypto/ids.hpp"

namespace beraad::app {

using SessionHash = crypto::Array<32>;                  // SHA-256 of the cookie's 32 bytes
enum class ConnectionId : std::uint64_t { kNone = 0 };  // the network room's number; kNone: the call came over HTTP

struct Caller {
  ConnectionId connection = ConnectionId::kNone;
  SessionHash session{};
  AccountId account{};
};

}  // namespace beraad::app
