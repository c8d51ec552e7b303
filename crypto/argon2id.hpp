// SPDX-License-Identifier: EUPL-1.2
// Argon2id version 1.3 (RFC 9106). It takes as much memory and time as it is told: the caller bounds both.
#pragma once
#include "crypto/bytes.hpp"
#include "crypto/result.hpp"
#include "crypto/secret.hpp"

namespace beraad::crypto {

struct Argon2Cost {
  std::uint32_t m_kib = 0;
  std::uint32_t t = 0;
  std::uint32_t p = 0;
  bool operator==(Argon2Cost const&) const = default;
};

// kCrypto for a cost or salt that RFC 9106 section 3.1 does not allow.
[[nodiscard]] Result<Secret32> argon2id(View secret, View salt, Argon2Cost cost);

}  // namespace beraad::crypto
