// SPDX-License-Identifier: EUPL-1.2
// Domain separation of protocol.md section 1: every key, hash and signature names what it is for.
#pragma once
#include <initializer_list>
#include <string_view>

#include "crypto/bytes.hpp"
#include "crypto/encoding.hpp"
#include "crypto/secret.hpp"
#include "crypto/sha256.hpp"

namespace beraad::crypto {

// L(word): "beraad/v1 " and the word.
[[nodiscard]] Bytes label(std::string_view word);
// L(word) 0x00 x
[[nodiscard]] Bytes tagged(std::string_view word, View x);
// HKDF-Expand(secret, tagged(word, lp(parts…)), 32)
[[nodiscard]] Secret32 derive(Secret32 const& secret, std::string_view word, std::initializer_list<View> parts = {});
// SHA-256(tagged(word, x))
[[nodiscard]] Hash hash(std::string_view word, View x);

}  // namespace beraad::crypto
