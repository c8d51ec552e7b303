// SPDX-License-Identifier: EUPL-1.2
// Unambiguous byte encodings of protocol.md section 1: lp, u32 and u64, and lower-case hex for what people compare.
#pragma once
#include <initializer_list>
#include <string>

#include "crypto/bytes.hpp"
#include "crypto/result.hpp"

namespace beraad::crypto {

[[nodiscard]] constexpr Array<4> u32(std::uint32_t x) noexcept {
  return {static_cast<Byte>(x >> 24), static_cast<Byte>(x >> 16), static_cast<Byte>(x >> 8), static_cast<Byte>(x)};
}
[[nodiscard]] constexpr Array<8> u64(std::uint64_t x) noexcept {
  Array<8> out{};
  for (std::size_t i = 0; i < 8; ++i) out[i] = static_cast<Byte>(x >> (56 - 8 * i));
  return out;
}

// One part: its length as u32, then its bytes. A part is shorter than 4 GiB.
void append_lp(Bytes& out, View part);
// lp({a, b, …}); the views need to live only for the call.
[[nodiscard]] Bytes lp(std::initializer_list<View> parts);

[[nodiscard]] std::string to_hex(View bytes);
// Lower or upper case; kMalformed for anything else.
[[nodiscard]] Result<Bytes> from_hex(std::string_view text);

}  // namespace beraad::crypto
