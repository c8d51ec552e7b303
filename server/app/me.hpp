// SPDX-License-Identifier: EUPL-1.2
// Whoever makes a call, as the store knows them at that moment. Found anew for every call; nothing of it is remembered from sign-in.
#pragma once
#include <string_view>

#include "db/stores.hpp"
#include "server/app/caller.hpp"
#include "server/app/outcome.hpp"
#include "server/app/world.hpp"

namespace beraad::app {

inline constexpr TimeMs kSessionIdleMs = TimeMs{15} * 60 * 1000;
inline constexpr TimeMs kSessionMostMs = TimeMs{10} * 60 * 60 * 1000;

struct Me {
  Caller caller;
  db::Session session;
  db::Account account;

  [[nodiscard]] AccountId const& id() const noexcept { return account.id; }
  [[nodiscard]] bool is_active() const noexcept { return account.state == db::AccountState::kActive; }
};

// kNotSignedIn for a session that is unknown, revoked, idle too long or too old, and for an account that may not sign in (any more).
[[nodiscard]] Outcome<Me> who_is(db::Stores const& stores, TimeMs now, Caller const& caller);

// Why a session has run out: "idle" or "expired"; "" while it has not.
[[nodiscard]] std::string_view run_out(TimeMs last_seen_at, TimeMs expires_at, TimeMs now) noexcept;

// The organisation as its newest valid certificate describes it. kCertificateRefused when it has none.
[[nodiscard]] Outcome<crypto::OrganisationCertificate> organisation_of(World const& world, db::Account const& account);

// The hash by which the store knows this cookie; zero, which is no session's, for what is no cookie of ours.
[[nodiscard]] SessionHash hash_of_cookie(std::string_view cookie);

// The leaf id of a member or guest is the account's (protocol.md, section 3).
[[nodiscard]] inline LeafId leaf_of(AccountId const& account) noexcept {
  return LeafId{account.bytes};
}
[[nodiscard]] inline AccountId account_of(LeafId const& leaf) noexcept {
  return AccountId{leaf.bytes};
}

}  // namespace beraad::app
