// SPDX-License-Identifier: EUPL-1.2
// Bytes signed as they are sent, verified before anything in them counts, never encoded again (protocol.md section 1).
#pragma once
#include "crypto/bytes.hpp"
#include "crypto/ed25519.hpp"
#include "crypto/json.hpp"
#include "crypto/result.hpp"
#include "crypto/sha256.hpp"
#include "crypto/signed.hpp"

namespace beraad::crypto {

inline constexpr std::size_t kMaxSignedBytes = 64 * 1024;

enum class SignedKind { kRoot, kOrg, kMember, kGuest, kPseudonym, kStatus, kLog, kItem, kDeclaration };
[[nodiscard]] std::string_view word_of(SignedKind kind) noexcept;

[[nodiscard]] Signed sign_object(SigningKey const& key, SignedKind kind, Bytes b);
[[nodiscard]] Result<void> verify_object(VerifyKey const& key, SignedKind kind, Signed const& object);

// {"b","s"} on the wire.
[[nodiscard]] Json json_of(Signed const& object);
[[nodiscard]] Result<Signed> signed_of_json(Json const& value);

}  // namespace beraad::crypto
