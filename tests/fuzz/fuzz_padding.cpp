// SPDX-License-Identifier: EUPL-1.2
// One padded form for one plaintext, both ways.
#include "crypto/padding.hpp"

#include <algorithm>

#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace beraad;
  crypto::View const input(data, size);
  if (auto const plaintext = crypto::unpad(input)) {
    ++fuzz::accepted;
    auto const padded = crypto::pad(plaintext->view());
    fuzz::must(padded.has_value() && std::ranges::equal(padded->view(), input), "what is unpadded is the one padded form of its plaintext");
  }
  auto const padded = crypto::pad(input);
  fuzz::must(padded.has_value() == (size <= crypto::kMaxPlaintextBytes), "every plaintext within the limit can be padded, and no other");
  if (!padded) return 0;
  auto const plaintext = crypto::unpad(padded->view());
  fuzz::must(plaintext.has_value() && std::ranges::equal(plaintext->view(), input), "a plaintext survives being padded and unpadded");
  return 0;
}
