// SPDX-License-Identifier: EUPL-1.2
// One text for one value, both ways.
#include "crypto/ids.hpp"
#include "tests/fuzz/fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace beraad;
  crypto::View const input(data, size);
  auto const bytes = from_b64u(crypto::text_of(input));
  if (bytes) {
    ++fuzz::accepted;
    fuzz::must(to_b64u(*bytes) == crypto::text_of(input), "a text that is accepted is the one text of its bytes");
  }
  auto const again = from_b64u(to_b64u(input));
  fuzz::must(again.has_value() && *again == crypto::copy_of(input), "bytes survive being written and read");
  return 0;
}
