// SPDX-License-Identifier: EUPL-1.2
// HMAC-SHA256 under the pepper, its first 16 bytes.
#include "server/app/pseudonyms.hpp"

#include <algorithm>

#include "crypto/encoding.hpp"
#include "crypto/hmac.hpp"

namespace beraad::app {

Serial pseudonym_serial(World const& world, AccountId const& account, crypto::PseudonymCertificate const& certificate) {
  auto const about = crypto::lp({crypto::view_of("pseudonym"), account.view(), certificate.room.view(), certificate.leaf.view(),
                                 certificate.sign.bytes, certificate.seal.bytes, crypto::view_of(certificate.school)});
  auto const mac = crypto::hmac_sha256(world.pepper.view(), about);
  Serial serial;
  std::copy_n(mac.begin(), serial.bytes.size(), serial.bytes.begin());
  return serial;
}

Result<AccountId> owner_of_pseudonym(World const& world, std::span<AccountId const> accounts,
                                     crypto::PseudonymCertificate const& certificate) {
  auto const found = std::find_if(accounts.begin(), accounts.end(), [&](AccountId const& each) {
    return pseudonym_serial(world, each, certificate) == certificate.head.serial;
  });
  if (found == accounts.end()) return fail(Errc::kNotFound, "the owner of a pseudonym");
  return *found;
}

}  // namespace beraad::app
