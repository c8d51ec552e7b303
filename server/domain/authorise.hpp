// SPDX-License-Identifier: EUPL-1.2
// The verdict on every entry of every room log, on the server and on every client alike. Pure; no clock.
#pragma once
#include "server/domain/decision.hpp"
#include "server/domain/facts.hpp"
#include "server/domain/policy.hpp"

namespace beraad::domain {

// `before`: the room before the entry; nullptr for entry 0. `policy_hash`: of `policy`'s bytes.
[[nodiscard]] Decision authorise(Policy const& policy, PolicyHash const& policy_hash, RoomFacts const* before, EntryFacts const& entry);

// The room after an entry that was allowed.
[[nodiscard]] RoomFacts after(RoomFacts const* before, EntryFacts const& entry);

}  // namespace beraad::domain
