// SPDX-License-Identifier: EUPL-1.2
// Tables generation (store) and seen (share store).
#include "db/generation.hpp"

#include <algorithm>

#include "db/outcome.hpp"
#include "db/transaction.hpp"

namespace beraad::db {

Result<std::int64_t> Generation::of_store() const {
  return store_.value<std::int64_t>("SELECT n FROM generation");
}
Result<std::int64_t> Generation::of_share_store() const {
  return share_store_.value<std::int64_t>("SELECT n FROM seen");
}

Result<void> Generation::put_seen(std::int64_t n) {
  return done(share_store_.run("UPDATE seen SET n = ?1 WHERE n < ?1", n));
}

Result<void> Generation::check() const {
  auto const current = of_store();
  if (!current) return current.error();
  auto const seen = of_share_store();
  if (!seen) return seen.error();
  if (*current < *seen) return fail(Errc::kStale, "the store is older than the last one seen, or the end of its log is missing");
  if (*current > *seen + 1) return fail(Errc::kStale, "the store of shares is older than the last one seen");
  return {};
}

Result<void> Generation::start() {
  auto const current = of_store();
  if (!current) return current.error();
  auto const seen = of_share_store();
  if (!seen) return seen.error();
  auto const newest = std::max(*current, *seen);
  if (auto put = put_seen(newest); !put) return put;
  if (auto put = done(store_.run("UPDATE generation SET n = ?1", newest + 1)); !put) return put;
  return put_seen(newest + 1);
}

Result<void> Generation::grow() {
  auto const current = of_store();
  if (!current) return current.error();
  auto const seen = of_share_store();
  if (!seen) return seen.error();
  if (*seen < *current) return {};
  return done(store_.run("UPDATE generation SET n = n + 1"));
}

Result<void> Generation::remember() {
  auto const current = of_store();
  if (!current) return current.error();
  return put_seen(*current);
}

}  // namespace beraad::db
