// SPDX-License-Identifier: EUPL-1.2
// AES-256-GCM over EVP. Opening releases nothing before the tag has been checked.
#include "crypto/aead.hpp"

#include "crypto/openssl.hpp"

namespace beraad::crypto {

Bytes aes256_gcm_seal(Secret32 const& key, Nonce const& nonce, Aad aad, View plaintext) {
  CipherContext const context(EVP_CIPHER_CTX_new());
  Bytes out(plaintext.size() + kTagBytes);
  int written = 0;
  int ended = 0;
  require(context && EVP_EncryptInit_ex2(context.get(), aes256_gcm_algorithm(), key.view().data(), nonce.data(), nullptr) == 1 &&
              EVP_EncryptUpdate(context.get(), nullptr, &written, aad.bytes.data(), int_size(aad.bytes.size())) == 1 &&
              EVP_EncryptUpdate(context.get(), out.data(), &written, plaintext.data(), int_size(plaintext.size())) == 1 &&
              EVP_EncryptFinal_ex(context.get(), out.data() + written, &ended) == 1 &&
              EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kTagBytes, out.data() + plaintext.size()) == 1,
          "AES-256-GCM");
  return out;
}

Result<SecretBytes> aes256_gcm_open(Secret32 const& key, Nonce const& nonce, Aad aad, View ciphertext) {
  if (ciphertext.size() < kTagBytes) return fail(Errc::kCrypto, "aead");
  auto const body = ciphertext.first(ciphertext.size() - kTagBytes);
  auto tag = copy_of(ciphertext.last(kTagBytes));
  CipherContext const context(EVP_CIPHER_CTX_new());
  SecretBytes out(body.size() + 1);  // never empty, so that there is always somewhere to write
  int written = 0;
  int ended = 0;
  require(context && EVP_DecryptInit_ex2(context.get(), aes256_gcm_algorithm(), key.view().data(), nonce.data(), nullptr) == 1 &&
              EVP_DecryptUpdate(context.get(), nullptr, &written, aad.bytes.data(), int_size(aad.bytes.size())) == 1 &&
              EVP_DecryptUpdate(context.get(), out.writable().data(), &written, body.data(), int_size(body.size())) == 1 &&
              EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kTagBytes, tag.data()) == 1,
          "AES-256-GCM");
  if (EVP_DecryptFinal_ex(context.get(), out.writable().data() + body.size(), &ended) != 1) return fail(Errc::kCrypto, "aead");
  out.truncate(body.size());
  return out;
}

}  // namespace beraad::crypto
