// SPDX-License-Identifier: EUPL-1.2
// What stands in a person's lists: only rooms they are in now, only cases whose schoolteam, or one of whose identified rooms, they are in.
#include "server/app/summaries.hpp"
#include "server/app/use_cases.hpp"

namespace beraad::app {

Outcome<Rooms> look(World const& world, db::Stores const& stores, Me const& me, ListRooms const&) {
  auto const views = stores.rooms.views(me.id());
  if (!views) return views.error();
  Rooms out;
  for (auto const& view : *views) {
    auto summary = summary_of(world.policy, view, me.account);
    if (!summary) return summary.error();
    out.rooms.push_back(std::move(*summary));
  }
  return out;
}

Outcome<Cases> look(World const& world, db::Stores const& stores, Me const& me, ListCases const&) {
  auto const cases = stores.cases.of_member(me.id(), domain::word_of(RoomKind::kSchoolteam), domain::word_of(Phase::kIdentified));
  if (!cases) return cases.error();
  Cases out;
  for (auto const& each : *cases) {
    auto summary = case_for(world.policy, stores, each, me.id());
    if (!summary) return summary.error();
    out.cases.push_back(std::move(*summary));
  }
  return out;
}

}  // namespace beraad::app
