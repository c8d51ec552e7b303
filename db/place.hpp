// SPDX-License-Identifier: EUPL-1.2
// The row number of what is the q-th of its owner: `owner << 32 | q`, so that one owner's rows are one range.
#pragma once
#include <cstdint>

namespace beraad::db {

inline constexpr std::uint64_t kLastPosition = 0xffff'ffff;

// A position past the last one stands for the last one: it bounds a range and is never a row.
template <class Owner>
[[nodiscard]] constexpr std::int64_t place_of(Owner owner, std::uint64_t position) noexcept {
  return (static_cast<std::int64_t>(owner) << 32) | static_cast<std::int64_t>(position < kLastPosition ? position : kLastPosition);
}
[[nodiscard]] constexpr std::uint64_t position_of(std::int64_t place) noexcept {
  return static_cast<std::uint64_t>(place) & kLastPosition;
}

}  // namespace beraad::db
