// SPDX-License-Identifier: EUPL-1.2
// Making a room with its first entry and first items, all of it or nothing: shared by opening a case and opening a room in one.
#pragma once
#include <string>
#include <vector>

#include "server/app/entry_check.hpp"

namespace beraad::app {

// Four and three characters that are not mistaken for each other, e.g. "K7QF-3M2".
[[nodiscard]] std::string random_reference();

// The entry by itself and the items with it. `author`: the caller's leaf in this room. Any thread.
[[nodiscard]] Outcome<PreparedRoom> prepare_room(World const& world, NewRoom const& room);

struct RoomPlace {
  CaseId of_case;
  OrganisationId school;
  int step = 0;  // of the case, once this room is open
  AccountId founder;
};
// On the writer's thread. `joining`: as who_joins() found them, the founder among them as the entry's author. Tells everybody else.
[[nodiscard]] Outcome<db::RoomNo> write_room(World const& world, db::Stores& stores, RoomPlace const& place, NewRoom const& room,
                                             PreparedRoom const& prepared, std::vector<Behind> const& joining, News& news);

// Is the entry's author the caller, by name or under a pseudonym?
[[nodiscard]] Outcome<Done> author_is(World const& world, Me const& me, crypto::LogEntry const& entry, std::vector<Behind> const& joining);

}  // namespace beraad::app
