// SPDX-License-Identifier: EUPL-1.2
// From what the crypto room verified to the facts the rules look at. Pure; the time is an argument.
#pragma once
#include <optional>

#include "crypto/room_state.hpp"
#include "server/domain/authorise.hpp"
#include "server/domain/facts.hpp"

namespace beraad::domain {

// A verified leaf as it stands at `at`; whether somebody declared a relation is not in any certificate.
[[nodiscard]] LeafFacts leaf_facts_of(crypto::VerifiedLeaf const& leaf, TimeMs at);
// The same of a place in a room, with the time for which it is held.
[[nodiscard]] LeafFacts leaf_facts_of(crypto::Leaf const& leaf, TimeMs at);

// Nothing when the room's kind is not a word of the rules.
[[nodiscard]] std::optional<RoomFacts> room_facts_of(crypto::RoomState const& state);
[[nodiscard]] std::optional<EntryFacts> entry_facts_of(crypto::VerifiedEntry const& verified);

// The verdict on an entry straight from the log; entry_malformed for a kind of room that the rules do not know. `case_closed`: whether the
// room's case is at an end now, which no log says: false for what was accepted before.
[[nodiscard]] Decision authorise(Policy const& policy, PolicyHash const& policy_hash, crypto::RoomState const* before,
                                 crypto::VerifiedEntry const& verified, bool case_closed = false);

}  // namespace beraad::domain
