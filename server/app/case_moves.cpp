// SPDX-License-Identifier: EUPL-1.2
// The case's row and its rooms' rows say the same step: they are written together or not at all.
#include "server/app/case_moves.hpp"

#include "server/app/tell.hpp"
#include "server/domain/steps.hpp"

namespace beraad::app {

Outcome<Done> move_case(db::Stores& stores, CaseSeen& seen, Step after) {
  seen.record.step = domain::word_of(after);
  if (auto const moved = stores.cases.move(seen.record.id, seen.record.step, seen.record.phase); !moved) return moved.error();
  for (auto const& room : seen.rooms) {
    if (auto const moved = stores.rooms.move(room.no, domain::number_of(after), room.phase); !moved) return moved.error();
    if (!domain::is_closed(after)) continue;
    if (auto const closed = stores.rooms.close(room.no); !closed) return closed.error();
  }
  return Done{};
}

Outcome<Done> tell_moved(domain::Policy const& policy, db::Stores const& stores, CaseSeen const& seen, News& news) {
  if (auto const told = tell_case(policy, stores, seen.record, news); !told) return told.error();
  for (auto const& room : seen.rooms)
    if (auto const told = tell_changed(policy, stores, room.no, news); !told) return told.error();
  return Done{};
}

}  // namespace beraad::app
