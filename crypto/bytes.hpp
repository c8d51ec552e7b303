// SPDX-License-Identifier: EUPL-1.2
// Bytes as the whole house passes them: owned (`Bytes`), borrowed (`View`), fixed (`Array<N>`). A View is valid as long as what it looks
// at.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace beraad::crypto {

using Byte = std::uint8_t;
using Bytes = std::vector<Byte>;
using View = std::span<Byte const>;
template <std::size_t N>
using Array = std::array<Byte, N>;

[[nodiscard]] inline View view_of(std::string_view text) noexcept {
  return {reinterpret_cast<Byte const*>(text.data()), text.size()};
}
[[nodiscard]] inline std::string_view text_of(View bytes) noexcept {
  return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}
[[nodiscard]] inline Bytes copy_of(View bytes) {
  return {bytes.begin(), bytes.end()};
}

}  // namespace beraad::crypto
