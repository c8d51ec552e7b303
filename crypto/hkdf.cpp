// SPDX-License-Identifier: EUPL-1.2
// HKDF written over HMAC, as RFC 5869 defines it: OpenSSL 3.0's own looks its hash up by name at every call.
#include "crypto/hkdf.hpp"

#include <algorithm>

#include "crypto/hmac.hpp"

namespace beraad::crypto {

Secret32 hkdf_extract(View salt, View ikm) {
  return hmac_sha256_secret(salt, ikm);
}

Result<SecretBytes> hkdf_expand(View prk, View info, std::size_t size_bytes) {
  if (size_bytes > kHkdfMaxBytes) return fail(Errc::kCrypto, "hkdf");
  SecretBytes out(size_bytes);
  SecretBytes message(32 + info.size() + 1);  // T(i-1) || info || i
  std::copy(info.begin(), info.end(), message.writable().begin() + 32);
  Byte counter = 0;
  for (std::size_t done = 0; done < size_bytes; done += 32) {
    message.writable().back() = ++counter;
    auto const block = hmac_sha256_secret(prk, done == 0 ? message.view().subspan(32) : message.view());
    auto const take = std::min<std::size_t>(32, size_bytes - done);
    std::copy_n(block.view().begin(), take, out.writable().begin() + static_cast<std::ptrdiff_t>(done));
    std::copy_n(block.view().begin(), 32, message.writable().begin());
  }
  return out;
}

}  // namespace beraad::crypto
