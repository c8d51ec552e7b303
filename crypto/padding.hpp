// SPDX-License-Identifier: EUPL-1.2
// Padding of item plaintexts, so that a ciphertext's length tells little (protocol.md section 6).
#pragma once
#include "crypto/bytes.hpp"
#include "crypto/result.hpp"
#include "crypto/secret.hpp"

namespace beraad::crypto {

inline constexpr std::size_t kMaxPlaintextBytes = 32'000;

// What the padded form of so many bytes measures.
[[nodiscard]] constexpr std::size_t padded_size(std::size_t plaintext_bytes) noexcept {
  std::size_t const needed = plaintext_bytes + 4;
  for (std::size_t size = 256; size < 4096; size *= 2)
    if (needed <= size) return size;
  return (needed + 4095) / 4096 * 4096;
}

// kMalformed above kMaxPlaintextBytes.
[[nodiscard]] Result<SecretBytes> pad(View plaintext);
// kMalformed unless it is exactly what pad() makes.
[[nodiscard]] Result<SecretBytes> unpad(View padded);

}  // namespace beraad::crypto
