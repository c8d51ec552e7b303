// SPDX-License-Identifier: EUPL-1.2
// HMAC (RFC 2104). SHA-1 exists for TOTP alone, whose authenticator apps know nothing else.
#pragma once
#include "crypto/bytes.hpp"
#include "crypto/secret.hpp"
#include "crypto/sha256.hpp"

namespace beraad::crypto {

[[nodiscard]] Hash hmac_sha256(View key, View message);
// The same, where the outcome is a secret.
[[nodiscard]] Secret32 hmac_sha256_secret(View key, View message);
[[nodiscard]] Array<20> hmac_sha1(View key, View message);

}  // namespace beraad::crypto
