// SPDX-License-Identifier: EUPL-1.2
#include "tests/support/base32.hpp"

namespace beraad::test {

crypto::Bytes from_base32(std::string_view letters) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  crypto::Bytes out;
  std::uint32_t bits = 0;
  int held = 0;
  for (char const c : letters) {
    bits = bits << 5 | static_cast<std::uint32_t>(kAlphabet.find(c));
    held += 5;
    if (held < 8) continue;
    held -= 8;
    out.push_back(static_cast<crypto::Byte>(bits >> held));
  }
  return out;
}

}  // namespace beraad::test
