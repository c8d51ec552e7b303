// SPDX-License-Identifier: EUPL-1.2
// The checks of security.md, "Sessions".
#include "server/app/me.hpp"

#include "crypto/sha256.hpp"

namespace beraad::app {

std::string_view run_out(TimeMs last_seen_at, TimeMs expires_at, TimeMs now) noexcept {
  if (expires_at <= now) return "expired";
  return last_seen_at + kSessionIdleMs <= now ? "idle" : "";
}

Outcome<Me> who_is(db::Stores const& stores, TimeMs now, Caller const& caller) {
  auto session = stores.sessions.find(caller.session);
  if (!session) return session.error().code == Errc::kNotFound ? Refusal(Fault::kNotSignedIn) : Refusal(session.error());
  bool const of_caller = caller.account.is_zero() || caller.account == session->account;
  if (!of_caller || session->revoked_at || !run_out(session->last_seen_at, session->expires_at, now).empty()) return Fault::kNotSignedIn;
  auto account = stores.accounts.find(session->account);
  if (!account) return account.error();
  bool const may = account->state == db::AccountState::kActive || account->state == db::AccountState::kPending;
  if (!may) return Fault::kNotSignedIn;
  return Me{caller, std::move(*session), std::move(*account)};
}

Outcome<crypto::OrganisationCertificate> organisation_of(World const& world, db::Account const& account) {
  auto organisation = world.trust().organisation(account.org, world.now);
  if (!organisation) return Fault::kCertificateRefused;
  return std::move(*organisation);
}

SessionHash hash_of_cookie(std::string_view cookie) {
  auto const secret = from_b64u(cookie);
  if (!secret || secret->size() != 32) return {};
  return crypto::sha256(*secret);
}

}  // namespace beraad::app
