// SPDX-License-Identifier: EUPL-1.2
// What the primitives share of OpenSSL: owners, and algorithms fetched once for the life of the process. Only crypto's own sources include
// it.
#pragma once
#include <openssl/evp.h>

#include <memory>

namespace beraad::crypto {

template <auto kFree>
struct OpensslFree {
  template <class T>
  void operator()(T* object) const noexcept {
    kFree(object);
  }
};
using MdContext = std::unique_ptr<EVP_MD_CTX, OpensslFree<EVP_MD_CTX_free>>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, OpensslFree<EVP_MAC_CTX_free>>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, OpensslFree<EVP_CIPHER_CTX_free>>;
using Pkey = std::unique_ptr<EVP_PKEY, OpensslFree<EVP_PKEY_free>>;
using PkeyContext = std::unique_ptr<EVP_PKEY_CTX, OpensslFree<EVP_PKEY_CTX_free>>;

// For calls that no input can make fail: false means out of memory or a broken installation, and the process ends.
void require(bool ok, char const* what) noexcept;

// The length as OpenSSL's int. Everything the house encrypts is far below 2 GiB.
[[nodiscard]] int int_size(std::size_t size) noexcept;

[[nodiscard]] EVP_MD const* sha256_algorithm() noexcept;
[[nodiscard]] EVP_CIPHER const* aes256_gcm_algorithm() noexcept;

}  // namespace beraad::crypto
