// SPDX-License-Identifier: EUPL-1.2
// How long a test runs that can run for ever: said from outside.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <string>

namespace beraad::test {

inline std::uint64_t number_in(char const* name, std::uint64_t otherwise) {
  auto const* const text = std::getenv(name);
  return text == nullptr ? otherwise : std::stoull(text);
}

}  // namespace beraad::test
