// SPDX-License-Identifier: EUPL-1.2
// Ed25519 (RFC 8032), verified strictly: one verdict for every implementation that follows protocol.md section 1. Thread-safe.
#pragma once
#include "crypto/bytes.hpp"
#include "crypto/result.hpp"
#include "crypto/secret.hpp"

namespace beraad::crypto {

using Signature = Array<64>;

// The public half; another type than the X25519 one, so that they are not swapped.
struct VerifyKey {
  Array<32> bytes{};
  auto operator<=>(VerifyKey const&) const = default;
};

class SigningKey {
 public:
  [[nodiscard]] static SigningKey generate();
  [[nodiscard]] static SigningKey from_seed(Secret32 seed);
  [[nodiscard]] SigningKey clone() const;

  [[nodiscard]] VerifyKey const& verify_key() const noexcept { return verify_key_; }
  [[nodiscard]] Secret32 const& seed() const noexcept { return seed_; }
  [[nodiscard]] Signature sign(View message) const;

 private:
  SigningKey() = default;

  Secret32 seed_;
  VerifyKey verify_key_;
  SecretArray<64> key_;  // as libsodium has it: the seed and the public half
};

// Canonical and not of small order: a key that can verify anything at all. Certificates with another one are refused when they are met.
[[nodiscard]] bool is_acceptable(VerifyKey const& key) noexcept;

// kCrypto unless S < L, A and R are canonical and not of small order, and the cofactorless equation holds.
[[nodiscard]] Result<void> verify_ed25519(VerifyKey const& key, View message, View signature);

}  // namespace beraad::crypto
