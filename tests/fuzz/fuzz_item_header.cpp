// SPDX-License-Identifier: EUPL-1.2
#include "crypto/item.hpp"
#include "tests/fuzz/object.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace beraad;
  fuzz::survives({data, size}, crypto::decode_item_header);
  return 0;
}
