// SPDX-License-Identifier: EUPL-1.2
// SHA-256 over OpenSSL's EVP.
#include "crypto/sha256.hpp"

#include "crypto/openssl.hpp"

namespace beraad::crypto {

Hash sha256(View bytes) {
  Hash out;
  require(EVP_Digest(bytes.data(), bytes.size(), out.data(), nullptr, sha256_algorithm(), nullptr) == 1, "SHA-256");
  return out;
}

void Sha256::Free::operator()(evp_md_ctx_st* context) const noexcept {
  EVP_MD_CTX_free(context);
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
  require(context_ && EVP_DigestInit_ex2(context_.get(), sha256_algorithm(), nullptr) == 1, "SHA-256");
}

Sha256& Sha256::update(View bytes) {
  require(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1, "SHA-256");
  return *this;
}

Hash Sha256::finish() {
  Hash out;
  require(EVP_DigestFinal_ex(context_.get(), out.data(), nullptr) == 1, "SHA-256");
  require(EVP_DigestInit_ex2(context_.get(), sha256_algorithm(), nullptr) == 1, "SHA-256");
  return out;
}

}  // namespace beraad::crypto
