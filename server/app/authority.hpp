// SPDX-License-Identifier: EUPL-1.2
// What the region vouches for at one moment: its trust, and the signed objects from which others build theirs. Immutable: any thread reads
// it.
#pragma once
#include <memory>
#include <vector>

#include "crypto/certificate.hpp"
#include "crypto/trust.hpp"
#include "db/stores.hpp"
#include "server/app/outcome.hpp"
#include "server/app/region.hpp"

namespace beraad::app {

// Half of what a status list may live: a client that was told the newest one can always seal for another twelve hours.
inline constexpr TimeMs kStatusRenewalMs = crypto::kMaxStatusMs / 2;

struct Authority {
  crypto::Trust trust;
  crypto::Signed root;
  std::vector<crypto::Signed> organisations;
  crypto::Signed status;
};
using AuthorityNow = std::shared_ptr<Authority const>;

// kStale when it is older than the one held.
[[nodiscard]] Result<AuthorityNow> with_status(Authority const& before, crypto::Signed status, TimeMs now);

// Issues the next list of everything revoked so far and stores it. On the writer's thread, so that n grows without gaps or doubles.
[[nodiscard]] Result<crypto::Signed> issue_status(db::Stores& stores, crypto::SigningKey const& region_key, TimeMs now);

// The same certificates as the store keeps them.
[[nodiscard]] inline db::Signed stored(crypto::Signed const& object) {
  return {object.b, object.s};
}
[[nodiscard]] inline crypto::Signed loaded(db::Signed const& object) {
  return {object.b, object.s};
}

}  // namespace beraad::app
