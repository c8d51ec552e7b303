// SPDX-License-Identifier: EUPL-1.2
#include "crypto/log_entry.hpp"
#include "tests/fuzz/object.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace beraad;
  fuzz::survives({data, size}, crypto::decode_log_entry);
  return 0;
}
