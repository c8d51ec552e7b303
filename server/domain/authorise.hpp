// SPDX-License-Identifier: EUPL-1.2
// The verdict on every entry of every room log, on the server and on every client alike. Pure; no clock.
#pragma once
#include "server/domain/decision.hpp"
#include "server/domain/facts.hpp"
#include "server/domain/policy.hpp"

namespace beraad::domain {

inline constexpr std::size_t kMostOps = 64;

struct Verdict {
  Decision decision;
  RoomFacts after;  // the room after the entry; only when it was allowed
  [[nodiscard]] bool allowed() const noexcept { return decision.allowed(); }
};

// `before`: the room before the entry; nullptr for entry 0. `policy_hash`: of `policy`'s bytes.
[[nodiscard]] Verdict authorise(Policy const& policy, PolicyHash const& policy_hash, RoomFacts const* before, EntryFacts const& entry);

}  // namespace beraad::domain
