// SPDX-License-Identifier: EUPL-1.2
// Lengths are public; contents are compared by OpenSSL without an early end.
#include "crypto/constant_time.hpp"

#include <openssl/crypto.h>

namespace beraad::crypto {

bool equal_in_constant_time(View a, View b) noexcept {
  if (a.size() != b.size()) return false;
  return a.empty() || CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace beraad::crypto
