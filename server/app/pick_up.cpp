// SPDX-License-Identifier: EUPL-1.2
// Taking on a consultation or a report that waits for somebody: the first of the gemeente's people who asks has it.
#include "server/app/entry_check.hpp"
#include "server/app/summaries.hpp"
#include "server/app/tell.hpp"
#include "server/app/use_cases.hpp"
#include "server/domain/membership.hpp"

namespace beraad::app {
namespace {

Outcome<Done> rules_allow(World const& world, db::Stores const& stores, RoomSeen const& seen) {
  auto const state = world.rooms.of(stores, world.trust(), seen.room);
  if (!state) return state.error();
  auto const* const own = crypto::find_leaf((*state)->roster, seen.leaf.leaf);
  auto const facts = room_facts_now(**state, static_cast<int>(seen.room.step));
  if (own == nullptr || !facts) return Fault::kInternal;
  auto const allowed = domain::may_pick_up(world.policy, facts_now(world, *own), *facts);
  if (!allowed.allowed()) return allowed.denial();
  return Done{};
}

}  // namespace

Outcome<PreparedPickUp> prepare(World const& world, db::Stores const& stores, Me const& me, PickUp const& command) {
  auto const seen = find_room(stores, command.room, me.id());
  if (!seen) return seen.error();
  if (seen->room.closed) return Fault::kRoomClosed;
  if (auto const allowed = rules_allow(world, stores, *seen); !allowed) return allowed.error();
  return PreparedPickUp{seen->leaf.leaf};
}

Outcome<RoomSummary> commit(World const& world, db::Stores& stores, Me const& me, PickUp const& command, PreparedPickUp const& prepared,
                            News& news) {
  auto const seen = find_room(stores, command.room, me.id());
  if (!seen) return seen.error();
  if (seen->leaf.leaf != prepared.leaf) return Fault::kNotFound;
  if (seen->room.closed) return Fault::kRoomClosed;
  if (seen->room.owner == prepared.leaf) return room_for(world.policy, stores, seen->room.no, me.id());
  if (auto const picked = stores.rooms.pick_up(seen->room.no, prepared.leaf); !picked)
    return picked.error().code == Errc::kConflict ? Refusal(Fault::kAlreadyPickedUp) : Refusal(picked.error());
  if (auto const told = tell_changed(world.policy, stores, seen->room.no, news); !told) return told.error();
  return room_for(world.policy, stores, seen->room.no, me.id());
}

}  // namespace beraad::app
