// SPDX-License-Identifier: EUPL-1.2
// How often one may be wrong: 5 times an account in 15 minutes, then with a growing wait that always ends; 100 times an address.
#pragma once
#include <string_view>

#include "server/app/outcome.hpp"
#include "server/app/world.hpp"

namespace beraad::app {

inline constexpr TimeMs kFailureWindowMs = TimeMs{15} * 60 * 1000;
inline constexpr std::int64_t kFreeAccountFailures = 5;
inline constexpr std::int64_t kMostAddressFailures = 100;
inline constexpr TimeMs kFirstWaitMs = TimeMs{30} * 1000;

// Whose attempts are counted, under keyed hashes. An empty login: only the address counts.
struct Attempt {
  std::string_view login;
  std::string_view address;
};

// How long after the last failure the next attempt is looked at: nothing for the first five, then 30 s, doubling up to the window.
[[nodiscard]] TimeMs wait_after(std::int64_t failures) noexcept;

// kSlowDown with the rest of the wait.
[[nodiscard]] Outcome<Done> may_attempt(World const& world, db::Stores const& stores, Attempt const& attempt);
[[nodiscard]] Outcome<Done> count_failure(World const& world, db::Stores& stores, Attempt const& attempt);
// A right attempt clears the account's counter, not the address's.
[[nodiscard]] Outcome<Done> forget_failures(World const& world, db::Stores& stores, Attempt const& attempt);

}  // namespace beraad::app
