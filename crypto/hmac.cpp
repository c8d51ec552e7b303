// SPDX-License-Identifier: EUPL-1.2
// HMAC over EVP_MAC. One context for each hash is prepared once and duplicated for every use: setting the hash by name is what costs.
#include "crypto/hmac.hpp"

#include <openssl/core_names.h>
#include <openssl/params.h>

#include <string>

#include "crypto/openssl.hpp"

namespace beraad::crypto {
namespace {

MacContext prepare(char const* hash_name) {
  std::unique_ptr<EVP_MAC, OpensslFree<EVP_MAC_free>> const mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
  require(mac != nullptr, "HMAC");
  MacContext context(EVP_MAC_CTX_new(mac.get()));
  std::string name = hash_name;
  OSSL_PARAM const parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name.data(), 0), OSSL_PARAM_construct_end()};
  require(context && EVP_MAC_CTX_set_params(context.get(), parameters) == 1, "HMAC");
  return context;
}

void compute(EVP_MAC_CTX const* prepared, View key, View message, std::span<Byte> out) {
  constexpr Byte kZero = 0;  // HMAC pads its key with zeros: one zero byte is the empty key, which EVP_MAC_init would read as "no key"
  if (key.empty()) key = View(&kZero, 1);
  MacContext const context(EVP_MAC_CTX_dup(prepared));
  std::size_t written = 0;
  require(context && EVP_MAC_init(context.get(), key.data(), key.size(), nullptr) == 1 &&
              EVP_MAC_update(context.get(), message.data(), message.size()) == 1 &&
              EVP_MAC_final(context.get(), out.data(), &written, out.size()) == 1 && written == out.size(),
          "HMAC");
}

void compute_sha256(View key, View message, std::span<Byte> out) {
  static MacContext const prepared = prepare("SHA2-256");
  compute(prepared.get(), key, message, out);
}

}  // namespace

Hash hmac_sha256(View key, View message) {
  Hash out;
  compute_sha256(key, message, out);
  return out;
}

Secret32 hmac_sha256_secret(View key, View message) {
  Secret32 out;
  compute_sha256(key, message, out.writable());
  return out;
}

Array<20> hmac_sha1(View key, View message) {
  static MacContext const prepared = prepare("SHA1");
  Array<20> out;
  compute(prepared.get(), key, message, out);
  return out;
}

}  // namespace beraad::crypto
