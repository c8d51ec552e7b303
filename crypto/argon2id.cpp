// SPDX-License-Identifier: EUPL-1.2
// Argon2id from libargon2, which wipes its memory when done.
#include "crypto/argon2id.hpp"

#include <argon2.h>

namespace beraad::crypto {

Result<Secret32> argon2id(View secret, View salt, Argon2Cost cost) {
  Secret32 out;
  auto const status = argon2id_hash_raw(cost.t, cost.m_kib, cost.p, secret.data(), secret.size(), salt.data(), salt.size(),
                                        out.writable().data(), out.view().size());
  if (status != ARGON2_OK) return fail(Errc::kCrypto, "argon2id");
  return out;
}

}  // namespace beraad::crypto
