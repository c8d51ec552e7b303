// SPDX-License-Identifier: EUPL-1.2
// Codes that are used once, and the end of an account: everything that has to happen with it, at once.
#include "server/app/account_keeping.hpp"

#include "crypto/random.hpp"
#include "crypto/recovery_code.hpp"
#include "crypto/sha256.hpp"
#include "server/app/authority.hpp"
#include "server/app/tell.hpp"

namespace beraad::app {
namespace {

constexpr TimeMs kInvitationMs = 7 * kDayMs;

}  // namespace

FreshCode fresh_code(TimeMs now) {
  auto code = crypto::recovery_code_of(crypto::random_secret<16>());
  db::Invitation const invitation{crypto::sha256(crypto::view_of(code)), now + kInvitationMs};
  return {std::move(code), invitation};
}

Outcome<Done> invite_again(db::Stores& stores, db::Account const& account, db::Invitation const& invitation) {
  auto const invited = stores.accounts.invite_again(account.id, invitation);
  if (!invited) return invited.error().code == Errc::kConflict ? Refusal(Fault::kCodeUsed) : Refusal(invited.error());
  // Whoever had the lost code may have seen the second factor that was made with it.
  if (auto const renewed = stores.accounts.put_totp(account.id, crypto::random_secret<20>()); !renewed) return renewed.error();
  return Done{};
}

Outcome<Done> end_account(World const& world, db::Stores& stores, db::Account const& account, News& news) {
  if (auto const blocked = stores.accounts.block(account.id); !blocked) return blocked.error();
  auto const ended = stores.sessions.revoke_account(account.id, world.now);
  if (!ended) return ended.error();
  for (auto const& session : *ended) news.session_ended(session, "blocked");

  if (!account.certificate) return Done{};
  if (auto const revoked = stores.organisations.revoke(account.certificate->serial, world.now); !revoked) return revoked.error();
  auto status = issue_status(stores, world.region_key, world.now);
  if (!status) return status.error();
  news.status(std::move(*status));
  return Done{};
}

Outcome<Done> tell_hosts(domain::Policy const& policy, db::Stores const& stores, db::Account const& account, News& news) {
  if (!account.of_case) return Done{};
  auto const of_case = stores.cases.find(*account.of_case);
  if (!of_case) return of_case.error();
  return tell_case(policy, stores, *of_case, news);
}

AccountState state_of(db::Account const& account) noexcept {
  switch (account.state) {
    case db::AccountState::kInvited:
      return AccountState::kInvited;
    case db::AccountState::kPending:
      return AccountState::kPending;
    case db::AccountState::kActive:
      return AccountState::kActive;
    case db::AccountState::kBlocked:
      return AccountState::kBlocked;
  }
  return AccountState::kBlocked;
}

}  // namespace beraad::app
