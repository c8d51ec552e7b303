// SPDX-License-Identifier: EUPL-1.2
// Length-prefixed concatenation and hex.
#include "crypto/encoding.hpp"

namespace beraad::crypto {
namespace {

int nibble_of(char character) noexcept {
  if (character >= '0' && character <= '9') return character - '0';
  if (character >= 'a' && character <= 'f') return character - 'a' + 10;
  if (character >= 'A' && character <= 'F') return character - 'A' + 10;
  return -1;
}

}  // namespace

void append_lp(Bytes& out, View part) {
  auto const length = u32(static_cast<std::uint32_t>(part.size()));
  out.insert(out.end(), length.begin(), length.end());
  out.insert(out.end(), part.begin(), part.end());
}

Bytes lp(std::initializer_list<View> parts) {
  Bytes out;
  std::size_t size = 0;
  for (auto const part : parts) size += 4 + part.size();
  out.reserve(size);
  for (auto const part : parts) append_lp(out, part);
  return out;
}

std::string to_hex(View bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (auto const byte : bytes) {
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

Result<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return fail(Errc::kMalformed, "hex");
  Bytes out;
  out.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    auto const high = nibble_of(text[i]);
    auto const low = nibble_of(text[i + 1]);
    if (high < 0 || low < 0) return fail(Errc::kMalformed, "hex");
    out.push_back(static_cast<Byte>(high * 16 + low));
  }
  return out;
}

}  // namespace beraad::crypto
