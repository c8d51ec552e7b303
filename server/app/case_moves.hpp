// SPDX-License-Identifier: EUPL-1.2
// Bringing a case to another step, with all of its rooms. On the writer's thread.
#pragma once
#include "server/app/news.hpp"
#include "server/app/summaries.hpp"

namespace beraad::app {

// `seen` moves with it. Where the plan ends every room of the case is closed (rule 21).
[[nodiscard]] Outcome<Done> move_case(db::Stores& stores, CaseSeen& seen, Step after);

// case.changed to the schoolteam; room.changed to everybody in a room of the case.
[[nodiscard]] Outcome<Done> tell_moved(domain::Policy const& policy, db::Stores const& stores, CaseSeen const& seen, News& news);

}  // namespace beraad::app
