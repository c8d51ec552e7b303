// SPDX-License-Identifier: EUPL-1.2
// X25519 over EVP.
#include "crypto/x25519.hpp"

#include "crypto/constant_time.hpp"
#include "crypto/openssl.hpp"
#include "crypto/random.hpp"

namespace beraad::crypto {

void OpeningKey::Free::operator()(evp_pkey_st* key) const noexcept {
  EVP_PKEY_free(key);
}

OpeningKey OpeningKey::generate() {
  return from_private(random_secret<32>());
}

OpeningKey OpeningKey::from_private(Secret32 private_key) {
  OpeningKey out;
  out.key_.reset(EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, private_key.view().data(), 32));
  std::size_t size = 32;
  require(out.key_ && EVP_PKEY_get_raw_public_key(out.key_.get(), out.seal_key_.bytes.data(), &size) == 1, "X25519");
  out.private_key_ = std::move(private_key);
  return out;
}

OpeningKey OpeningKey::clone() const {
  return from_private(private_key_.clone());
}

Result<Secret32> OpeningKey::agree(SealKey const& other) const {
  auto const refused = fail(Errc::kCrypto, "x25519");
  Pkey const peer(EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, other.bytes.data(), 32));
  PkeyContext const context(EVP_PKEY_CTX_new_from_pkey(nullptr, key_.get(), nullptr));
  require(peer && context && EVP_PKEY_derive_init(context.get()) == 1 && EVP_PKEY_derive_set_peer(context.get(), peer.get()) == 1,
          "X25519");
  Secret32 shared;
  std::size_t size = 32;
  if (EVP_PKEY_derive(context.get(), shared.writable().data(), &size) != 1 || size != 32) return refused;
  if (equal_in_constant_time(shared.view(), Array<32>{})) return refused;  // OpenSSL refuses it too; the protocol leans on it
  return shared;
}

}  // namespace beraad::crypto
