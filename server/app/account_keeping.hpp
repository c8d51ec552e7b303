// SPDX-License-Identifier: EUPL-1.2
// What handing out and ending accounts comes down to, whoever does it: a beheerder for the organisation, a schoolteam for the guests of its
// case.
#pragma once
#include <string>

#include "server/app/me.hpp"
#include "server/app/news.hpp"
#include "server/app/shapes.hpp"

namespace beraad::app {

// A code that is used once. It is told once, and kept as its hash.
struct FreshCode {
  std::string code;
  db::Invitation invitation;
};
[[nodiscard]] FreshCode fresh_code(TimeMs now);

// For an account that still waits for its owner: the code was lost, and another takes its place. kNotPending when its owner came already.
[[nodiscard]] Outcome<Done> invite_again(db::Stores& stores, db::Account const& account, db::Invitation const& invitation);

// Blocked for good: the sessions end, the certificate is revoked.
[[nodiscard]] Outcome<Done> end_account(World const& world, db::Stores& stores, db::Account const& account, News& news);

// Of a guest: the schoolteam hears that it may admit them, or that they took the code.
[[nodiscard]] Outcome<Done> tell_hosts(domain::Policy const& policy, db::Stores const& stores, db::Account const& account, News& news);

[[nodiscard]] AccountState state_of(db::Account const& account) noexcept;

}  // namespace beraad::app
