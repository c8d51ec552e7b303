// SPDX-License-Identifier: EUPL-1.2
// AES-256-GCM with a 96-bit nonce and a 128-bit tag behind the ciphertext. A nonce is used once with a key; where the caller cannot vary
// the key it is random.
#pragma once
#include "crypto/bytes.hpp"
#include "crypto/secret.hpp"

namespace beraad::crypto {

using Nonce = Array<12>;
inline constexpr std::size_t kTagBytes = 16;

// What is authenticated beside the plaintext. A type of its own, so that it is not swapped for a plaintext or an Info.
struct Aad {
  View bytes;
  explicit Aad(View aad) noexcept : bytes(aad) {}
};

[[nodiscard]] Bytes aes256_gcm_seal(Secret32 const& key, Nonce const& nonce, Aad aad, View plaintext);
// kCrypto when key, nonce, aad or ciphertext is not the one that was sealed with.
[[nodiscard]] Result<SecretBytes> aes256_gcm_open(Secret32 const& key, Nonce const& nonce, Aad aad, View ciphertext);

}  // namespace beraad::crypto
