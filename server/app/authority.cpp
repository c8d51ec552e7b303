// SPDX-License-Identifier: EUPL-1.2
// The status list counts up from the stored one, whoever issued that.
#include "server/app/authority.hpp"

#include "crypto/random.hpp"

namespace beraad::app {

Result<AuthorityNow> with_status(Authority const& before, crypto::Signed status, TimeMs now) {
  auto next = std::make_shared<Authority>(before);
  if (auto const taken = next->trust.set_status(status, now); !taken) return taken.error();
  next->status = std::move(status);
  return AuthorityNow(std::move(next));
}

Result<crypto::Signed> issue_status(db::Stores& stores, crypto::SigningKey const& region_key, TimeMs now) {
  std::uint64_t n = 0;
  auto const newest = stores.organisations.region(db::RegionCertificate::kStatus);
  if (newest) {
    auto const decoded = crypto::decode_status(newest->b);
    if (!decoded) return fail(Errc::kDamaged, "the stored status list");
    n = decoded->n;
  } else if (newest.error().code != Errc::kNotFound) {
    return newest.error();
  }
  auto revoked = stores.organisations.revoked();
  if (!revoked) return revoked.error();

  crypto::StatusCertificate next;
  next.head = {crypto::random_id<Serial>(), now, now + crypto::kMaxStatusMs};
  next.n = n + 1;
  next.at = now;
  next.revoked = std::move(*revoked);
  auto issued = crypto::issue(next, region_key);
  if (auto const put = stores.organisations.put_region(db::RegionCertificate::kStatus, stored(issued)); !put) return put.error();
  return issued;
}

}  // namespace beraad::app
