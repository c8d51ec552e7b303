// SPDX-License-Identifier: EUPL-1.2
// HPKE (RFC 9180) base mode, one shot: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. There is no context to keep and no nonce to
// reuse.
#pragma once
#include "crypto/aead.hpp"
#include "crypto/bytes.hpp"
#include "crypto/result.hpp"
#include "crypto/x25519.hpp"

namespace beraad::crypto {

// What a sealing is for; a type of its own, so that it is not swapped for an Aad.
struct Info {
  View bytes;
  explicit Info(View info) noexcept : bytes(info) {}
};

struct Sealed {
  Array<32> enc{};
  Bytes ciphertext{};
};

// The ephemeral key is fresh for every sealing; the argument is there for the published vectors.
[[nodiscard]] Result<Sealed> hpke_seal(SealKey const& to, Info info, Aad aad, View plaintext,
                                       OpeningKey const& ephemeral = OpeningKey::generate());
[[nodiscard]] Result<SecretBytes> hpke_open(OpeningKey const& own, Info info, Aad aad, Array<32> const& enc, View ciphertext);

}  // namespace beraad::crypto
