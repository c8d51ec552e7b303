// SPDX-License-Identifier: EUPL-1.2
// RFC 6238 over RFC 4226.
#include "crypto/totp.hpp"

#include <algorithm>

#include "crypto/constant_time.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hmac.hpp"

namespace beraad::crypto {

std::uint64_t totp_step(TimeMs now) noexcept {
  return static_cast<std::uint64_t>(std::max<TimeMs>(now, 0) / kTotpStepMs);
}

std::string totp_code(View secret, std::uint64_t step, unsigned digits) {
  auto const mac = hmac_sha1(secret, u64(step));
  std::size_t const offset = mac[19] & 0x0f;
  auto const number = (static_cast<std::uint32_t>(mac[offset] & 0x7f) << 24) | (static_cast<std::uint32_t>(mac[offset + 1]) << 16) |
                      (static_cast<std::uint32_t>(mac[offset + 2]) << 8) | mac[offset + 3];
  auto const text = "0000000000" + std::to_string(number);
  return text.substr(text.size() - digits);
}

Result<std::uint64_t> totp_match(View secret, std::string_view code, TimeMs now) {
  auto const current = totp_step(now);
  std::uint64_t matched = 0;
  bool found = false;
  for (std::uint64_t const step : {current == 0 ? 0 : current - 1, current, current + 1}) {
    if (!equal_in_constant_time(view_of(totp_code(secret, step)), view_of(code))) continue;
    matched = step;
    found = true;
  }
  if (!found) return fail(Errc::kCrypto, "totp");
  return matched;
}

std::string to_base32(View bytes) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (auto const byte : bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += kAlphabet[(buffer >> bits) & 31];
    }
  }
  if (bits > 0) out += kAlphabet[(buffer << (5 - bits)) & 31];
  return out;
}

}  // namespace beraad::crypto
