// SPDX-License-Identifier: EUPL-1.2
// Saying something in a room: the hot path. The signature is checked before the writer is asked; the writer compares and inserts.
#include <map>

#include "server/app/case_moves.hpp"
#include "server/app/case_records.hpp"
#include "server/app/entry_check.hpp"
#include "server/app/item_check.hpp"
#include "server/app/summaries.hpp"
#include "server/app/use_cases.hpp"

namespace beraad::app {
namespace {

// A case, and where a record brings it: the step at which it is, mostly.
struct Recorded {
  CaseSeen seen;
  Step after{};
  bool moves = false;
};

// Who takes part in the case's other rooms, so that nobody is left out by a smaller room that was opened later.
Outcome<std::map<RoomKind, domain::Organisations>> others_of(World const& world, db::Stores const& stores, CaseSeen const& seen,
                                                             RoomId const& own) {
  std::map<RoomKind, domain::Organisations> out;
  for (auto const& room : seen.rooms) {
    if (room.closed || room.id == own) continue;
    auto const state = world.rooms.of(stores, world.trust(), room);
    if (!state) return state.error();
    auto const facts = room_facts_now(**state, static_cast<int>(room.step));
    if (!facts) return Fault::kInternal;
    out[facts->kind].merge(domain::organisations_in(*facts));
  }
  return out;
}

// Judged on the writer's thread, against everything that was recorded before it.
Outcome<Recorded> judge(World const& world, db::Stores const& stores, RoomSeen const& room, crypto::RoomState const& state,
                        crypto::ItemHeader const& header) {
  auto seen = case_around(stores, room.room);
  if (!seen) return seen.error();
  auto const* const own = crypto::find_leaf(state.roster, room.leaf.leaf);
  auto const facts = room_facts_now(state, static_cast<int>(room.room.step));
  if (own == nullptr || !facts) return Fault::kInternal;
  auto others = others_of(world, stores, *seen, room.room.id);
  if (!others) return others.error();
  domain::RecordPlace const place{facts->kind, domain::organisations_in(*facts), std::move(*others)};
  auto const after = after_record(world, stores, *seen, place, facts_now(world, *own), header);
  if (!after) return after.error();
  bool const moves = domain::word_of(after->step) != seen->record.step;
  return Recorded{std::move(*seen), after->step, moves};
}

PreparedItem prepared_in(RoomStateNow room, AppendItem const& command) {
  PreparedItem out{std::move(room), read_header(command.item)};
  out.holds = out.room && out.header && is_signed(*out.room, *out.header, command.item);
  return out;
}

}  // namespace

// Refuses nothing by itself: who asks is not known yet, and whoever may not know the room is not told that it is there.
std::optional<PreparedItem> prepare_at_once(World const& world, AppendItem const& command) {
  auto room = world.rooms.newest(command.room);
  return room ? std::optional(prepared_in(std::move(room), command)) : std::nullopt;
}

Outcome<PreparedItem> prepare(World const& world, db::Stores const& stores, AppendItem const& command) {
  auto const stored = stores.rooms.find(command.room);
  if (!stored && stored.error().code == Errc::kNotFound) return prepared_in(nullptr, command);
  if (!stored) return stored.error();
  auto state = world.rooms.of(stores, world.trust(), *stored);
  if (!state) return state.error();
  return prepared_in(std::move(*state), command);
}

Outcome<ItemAppended> commit(World const& world, db::Stores& stores, Me const& me, AppendItem const& command, PreparedItem const& prepared,
                             News& news) {
  auto seen = find_room(stores, command.room, me.id());
  if (!seen) return seen.error();
  if (!prepared.header) return prepared.header.error();
  auto const& header = *prepared.header;
  // Before anything that may have changed since: whoever sends an item again, after a lost answer, gets the answer.
  auto const already = answered_before(stores, seen->room.no, header.id, command.item);
  if (!already) return already.error();
  if (*already) return **already;
  auto const state = world.rooms.of(stores, world.trust(), seen->room);
  if (!state) return state.error();
  bool const same = prepared.room && (*state)->head == prepared.room->head;
  bool const holds = same ? prepared.holds : is_signed(**state, header, command.item);
  auto const allowed = allow_item(world, **state, static_cast<int>(seen->room.step), seen->leaf.leaf, header, holds);
  if (!allowed) return allowed.error();
  if (seen->room.closed) return Fault::kRoomClosed;

  std::optional<Recorded> recorded;
  if (header.type == domain::word_of(domain::ItemType::kRecord)) {
    auto judged = judge(world, stores, *seen, **state, header);
    if (!judged) return judged.error();
    recorded = std::move(*judged);
  }
  auto const appended = write_item(world, stores, seen->room, seen->leaf, header, command.item);
  if (!appended) return appended.error();
  if (recorded && recorded->moves)
    if (auto const moved = move_case(stores, recorded->seen, recorded->after); !moved) return moved.error();
  auto members = stores.rooms.accounts(seen->room.no);
  if (!members) return members.error();
  news.item_new(std::move(*members), command.room, as_sent(command.item, *appended));
  if (recorded && recorded->moves)
    if (auto const told = tell_moved(world.policy, stores, recorded->seen, news); !told) return told.error();
  return *appended;
}

}  // namespace beraad::app
