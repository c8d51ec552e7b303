// SPDX-License-Identifier: EUPL-1.2
// Algorithms are fetched at their first use; a fetch takes locks and string comparisons that no hot path should pay twice.
#include "crypto/openssl.hpp"

#include <climits>
#include <cstdio>
#include <cstdlib>

namespace beraad::crypto {

void require(bool ok, char const* what) noexcept {
  if (ok) return;
  std::fprintf(stderr, "fatal: OpenSSL cannot do %s\n", what);
  std::abort();
}

int int_size(std::size_t size) noexcept {
  require(size <= INT_MAX, "sizes above 2 GiB");
  return static_cast<int>(size);
}

EVP_MD const* sha256_algorithm() noexcept {
  static EVP_MD const* const algorithm = EVP_MD_fetch(nullptr, "SHA2-256", nullptr);
  require(algorithm != nullptr, "SHA-256");
  return algorithm;
}

EVP_CIPHER const* aes256_gcm_algorithm() noexcept {
  static EVP_CIPHER const* const algorithm = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  require(algorithm != nullptr, "AES-256-GCM");
  return algorithm;
}

}  // namespace beraad::crypto
