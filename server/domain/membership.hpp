// SPDX-License-Identifier: EUPL-1.2
// Who may be in a room, open one, and write what in it. Pure functions of facts; the same names and verdicts as client-web/src/policy.
#pragma once
#include <string_view>

#include "server/domain/decision.hpp"
#include "server/domain/facts.hpp"
#include "server/domain/policy.hpp"

namespace beraad::domain {

inline constexpr std::size_t kMostLeaves = 64;

// May this person be added to this room as it is now? Looks at the person, phase, step, convenant and the roster's organisations.
[[nodiscard]] Decision may_join(Policy const& policy, LeafFacts const& candidate, RoomFacts const& room);

// For how long somebody joins a room at `at`: whoever is invited for a limited time, or stands in for a colleague who is in it
// (waarneming), has an end to it, and nobody else has.
[[nodiscard]] Decision term_fits(Policy const& policy, LeafFacts const& candidate, RoomFacts const& room, TimeMs at);

// May this person open a room of room.kind? `room` is the room as it would begin: its roster is not looked at.
[[nodiscard]] Decision may_open(Policy const& policy, LeafFacts const& opener, RoomFacts const& room);

// May this person put an item of this type into the room? `sender` must be in the roster.
[[nodiscard]] Decision may_append_item(Policy const& policy, LeafFacts const& sender, RoomFacts const& room, ItemType type);

// May this person take away, for everybody, the words of an item of this type, because they make the pupil identifiable (rule 11)? Also
// where nothing can be written any more.
[[nodiscard]] Decision may_remove_item(Policy const& policy, LeafFacts const& reporter, RoomFacts const& room, ItemType type);

// May this person take on a room that waits for somebody (room.pick_up)?
[[nodiscard]] Decision may_pick_up(Policy const& policy, LeafFacts const& member, RoomFacts const& room);

// The organisation type for which a leaf acts: a pseudonym acts for a school, a guest for nobody (""). Valid as long as the facts.
[[nodiscard]] std::string_view side_of(LeafFacts const& leaf) noexcept;
std::string_view side_of(LeafFacts&&) = delete;

// Does the leaf act for one of these sides, when the case is at this step?
[[nodiscard]] bool is_on(Policy const& policy, Sides const& sides, LeafFacts const& leaf, int step);

// May this author bring this candidate in? Who adds others does; and where nobody is left of those who do, whoever acts for an organisation
// brings back one of them, so that no room stays without its regie. Whether the candidate fits is may_join()'s to say.
[[nodiscard]] bool may_add(Policy const& policy, LeafFacts const& author, RoomFacts const& room, LeafFacts const& candidate);

}  // namespace beraad::domain
