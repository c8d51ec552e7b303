// SPDX-License-Identifier: EUPL-1.2
// Checked and counted on the writer's thread, so that attempts made at the same moment do not all pass.
#include "server/app/sign_in_limits.hpp"

#include <algorithm>

#include "crypto/encoding.hpp"
#include "crypto/hmac.hpp"

namespace beraad::app {
namespace {

crypto::Hash subject_of(World const& world, std::string_view kind, std::string_view name) {
  return crypto::hmac_sha256(world.pepper.view(), crypto::lp({crypto::view_of("failures"), crypto::view_of(kind), crypto::view_of(name)}));
}
crypto::Hash account_subject(World const& world, Attempt const& attempt) {
  return subject_of(world, "account", attempt.login);
}
crypto::Hash address_subject(World const& world, Attempt const& attempt) {
  return subject_of(world, "address", attempt.address);
}

bool counts(db::SignInFailures const& failures, TimeMs now) {
  return failures.count > 0 && failures.first_at + kFailureWindowMs > now;
}

}  // namespace

TimeMs wait_after(std::int64_t failures) noexcept {
  if (failures < kFreeAccountFailures) return 0;
  auto const doublings = std::min<std::int64_t>(failures - kFreeAccountFailures, 10);
  return std::min(kFirstWaitMs << doublings, kFailureWindowMs);
}

Outcome<Done> may_attempt(World const& world, db::Stores const& stores, Attempt const& attempt) {
  auto const of_address = stores.failures.find(db::FailureOf::kAddress, address_subject(world, attempt));
  if (!of_address) return of_address.error();
  if (counts(*of_address, world.now) && of_address->count >= kMostAddressFailures)
    return slow_down(of_address->first_at + kFailureWindowMs - world.now);

  auto const of_account = stores.failures.find(db::FailureOf::kAccount, account_subject(world, attempt));
  if (!of_account) return of_account.error();
  auto const until = of_account->last_at + wait_after(of_account->count);
  if (!attempt.login.empty() && counts(*of_account, world.now) && until > world.now) return slow_down(until - world.now);
  return Done{};
}

Outcome<Done> count_failure(World const& world, db::Stores& stores, Attempt const& attempt) {
  auto const of_address = stores.failures.add(db::FailureOf::kAddress, address_subject(world, attempt), world.now, kFailureWindowMs);
  if (!of_address) return of_address.error();
  if (attempt.login.empty()) return Done{};
  auto const of_account = stores.failures.add(db::FailureOf::kAccount, account_subject(world, attempt), world.now, kFailureWindowMs);
  if (!of_account) return of_account.error();
  return Done{};
}

Outcome<Done> forget_failures(World const& world, db::Stores& stores, Attempt const& attempt) {
  if (auto const cleared = stores.failures.clear(db::FailureOf::kAccount, account_subject(world, attempt)); !cleared)
    return cleared.error();
  return Done{};
}

}  // namespace beraad::app
