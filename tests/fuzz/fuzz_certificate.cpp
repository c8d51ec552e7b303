// SPDX-License-Identifier: EUPL-1.2
// Root, organisation, status list; member, guest and pseudonym: a text is at most one of them.
#include "crypto/certificate.hpp"
#include "tests/fuzz/object.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace beraad;
  crypto::View const input(data, size);
  int const kinds = fuzz::survives(input, crypto::decode_root) + fuzz::survives(input, crypto::decode_organisation) +
                    fuzz::survives(input, crypto::decode_status) + fuzz::survives(input, crypto::decode_leaf_certificate);
  fuzz::must(kinds <= 1, "no bytes are two kinds of certificate");
  return 0;
}
