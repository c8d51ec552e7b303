// SPDX-License-Identifier: EUPL-1.2
// HKDF with SHA-256 (RFC 5869), its two halves apart.
#pragma once
#include "crypto/bytes.hpp"
#include "crypto/secret.hpp"

namespace beraad::crypto {

inline constexpr std::size_t kHkdfMaxBytes = 255 * 32;

// RFC 5869 section 2.2. An empty salt stands for 32 zero bytes.
[[nodiscard]] Secret32 hkdf_extract(View salt, View ikm);
// RFC 5869 section 2.3. kCrypto when more than kHkdfMaxBytes are asked for.
[[nodiscard]] Result<SecretBytes> hkdf_expand(View prk, View info, std::size_t size_bytes);

template <std::size_t N>
requires(N <= kHkdfMaxBytes) [[nodiscard]] SecretArray<N> hkdf_expand(View prk, View info) {
  return SecretArray<N>(hkdf_expand(prk, info, N).value().view().template first<N>());
}

}  // namespace beraad::crypto
