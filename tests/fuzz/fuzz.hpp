// SPDX-License-Identifier: EUPL-1.2
// A target is one function that libFuzzer calls with an input; in the other builds replay.cpp calls it with every input that is kept.
#pragma once
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "crypto/bytes.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace beraad::fuzz {

// Inputs that a target's parser took. Replaying fails when it takes none: then nothing of what the target promises was tried.
inline std::size_t accepted = 0;

inline void must(bool holds, char const* promise) {
  if (holds) return;
  std::fprintf(stderr, "a promise is broken: %s\n", promise);
  std::abort();
}

}  // namespace beraad::fuzz
