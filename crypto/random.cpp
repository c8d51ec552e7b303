// SPDX-License-Identifier: EUPL-1.2
// OpenSSL's generator, seeded by the kernel and safe over fork and threads.
#include "crypto/random.hpp"

#include <openssl/rand.h>

#include "crypto/openssl.hpp"

namespace beraad::crypto {

void fill_random(std::span<Byte> out) noexcept {
  require(RAND_bytes(out.data(), int_size(out.size())) == 1, "random bytes");
}

}  // namespace beraad::crypto
