// SPDX-License-Identifier: EUPL-1.2
// base64url without padding (RFC 4648 section 5), strict: one text for one value.
#include <array>

#include "crypto/ids.hpp"

namespace beraad {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t kNone = 0xff;

constexpr std::array<std::uint8_t, 256> kValues = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNone);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  return values;
}();

}  // namespace

std::string to_b64u(crypto::View bytes) {
  std::string out((bytes.size() * 4 + 2) / 3, '\0');
  auto next = out.begin();
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (auto const byte : bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      *next++ = kAlphabet[(buffer >> bits) & 63];
    }
  }
  if (bits > 0) *next = kAlphabet[(buffer << (6 - bits)) & 63];
  return out;
}

Result<crypto::Bytes> from_b64u(std::string_view text) {
  if (text.size() % 4 == 1) return fail(Errc::kMalformed, "base64url");
  crypto::Bytes out(text.size() * 3 / 4);
  auto next = out.begin();
  std::uint32_t buffer = 0;
  unsigned bits = 0;
  for (auto const character : text) {
    auto const value = kValues[static_cast<unsigned char>(character)];
    if (value == kNone) return fail(Errc::kMalformed, "base64url");
    buffer = (buffer << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      *next++ = static_cast<std::uint8_t>(buffer >> bits);
    }
  }
  if ((buffer & ((1U << bits) - 1)) != 0) return fail(Errc::kMalformed, "base64url");
  return out;
}

}  // namespace beraad
