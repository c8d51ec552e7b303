// SPDX-License-Identifier: EUPL-1.2
// Nobody with a personal relation to the pupil takes part where that is not allowed (rule 15): what the log cannot show of it.
#pragma once
#include "server/app/entry_check.hpp"
#include "server/app/world.hpp"

namespace beraad::app {

// Who joins a room in which one declares must have declared, for this very room, to have no relation; who declared one for any room of the
// case joins none in which that is not allowed.
[[nodiscard]] Outcome<Done> check_relations(World const& world, db::Stores const& stores, CaseId const& of_case, RoomId const& room,
                                            domain::RoomRules const& rules, std::vector<Behind> const& joining);

// Whoever's time in a room is over reads and hears nothing more of it; the log follows with the entry of whoever writes there next.
[[nodiscard]] Result<void> end_terms(db::Stores& stores, TimeMs now);

}  // namespace beraad::app
