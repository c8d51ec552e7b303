// SPDX-License-Identifier: EUPL-1.2
// The wipe that every secret type ends with.
#include "crypto/secret.hpp"

#include <openssl/crypto.h>

namespace beraad::crypto {

void wipe(std::span<Byte> bytes) noexcept {
  if (!bytes.empty()) OPENSSL_cleanse(bytes.data(), bytes.size());
}

}  // namespace beraad::crypto
