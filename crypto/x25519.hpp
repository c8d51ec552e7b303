// SPDX-License-Identifier: EUPL-1.2
// X25519 (RFC 7748). An all-zero shared secret is refused (section 6.1). Thread-safe.
#pragma once
#include <memory>

#include "crypto/bytes.hpp"
#include "crypto/result.hpp"
#include "crypto/secret.hpp"

struct evp_pkey_st;

namespace beraad::crypto {

// The public half, to which others seal.
struct SealKey {
  Array<32> bytes{};
  auto operator<=>(SealKey const&) const = default;
};

class OpeningKey {
 public:
  [[nodiscard]] static OpeningKey generate();
  [[nodiscard]] static OpeningKey from_private(Secret32 private_key);
  [[nodiscard]] OpeningKey clone() const;

  [[nodiscard]] SealKey const& seal_key() const noexcept { return seal_key_; }
  [[nodiscard]] Secret32 const& private_key() const noexcept { return private_key_; }
  // kCrypto for a point of low order.
  [[nodiscard]] Result<Secret32> agree(SealKey const& other) const;

 private:
  struct Free {
    void operator()(evp_pkey_st* key) const noexcept;
  };
  OpeningKey() = default;

  Secret32 private_key_;
  SealKey seal_key_;
  std::unique_ptr<evp_pkey_st, Free> key_;
};

}  // namespace beraad::crypto
