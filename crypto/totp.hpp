// SPDX-License-Identifier: EUPL-1.2
// Time-based one-time codes (RFC 6238 with SHA-1, 6 digits, steps of 30 s), as a pure function of the time given.
#pragma once
#include <string>

#include "crypto/bytes.hpp"
#include "crypto/result.hpp"
#include "crypto/time_ms.hpp"

namespace beraad::crypto {

inline constexpr TimeMs kTotpStepMs = 30'000;

[[nodiscard]] std::uint64_t totp_step(TimeMs now) noexcept;
// RFC 4226 section 5.3; `digits` is 6 with us, 8 in the RFC's own vectors.
[[nodiscard]] std::string totp_code(View secret, std::uint64_t step, unsigned digits = 6);
// The step the code belongs to: now's, the one before or the one after. All three are always computed. kCrypto when it is none of them.
[[nodiscard]] Result<std::uint64_t> totp_match(View secret, std::string_view code, TimeMs now);
// Base32 of RFC 4648 without padding, the form authenticator apps read.
[[nodiscard]] std::string to_base32(View bytes);

}  // namespace beraad::crypto
