// SPDX-License-Identifier: EUPL-1.2
// Saying something in a room: the hot path. The signature is checked before the writer is asked; the writer compares and inserts.
#include "server/app/item_check.hpp"
#include "server/app/summaries.hpp"
#include "server/app/use_cases.hpp"

namespace beraad::app {

Outcome<PreparedItem> prepare(World const& world, db::Stores const& stores, Me const& me, AppendItem const& command) {
  auto const seen = find_room(stores, command.room, me.id());
  if (!seen) return seen.error();
  auto const header = crypto::decode_item_header(command.item.h);
  if (!header) return Fault::kBadRequest;
  // Before anything that may have changed since: whoever sends an item again, after a lost answer, gets the answer.
  auto already = answered_before(stores, seen->room.no, header->id, command.item);
  if (!already) return already.error();
  if (*already) return PreparedItem{{*header, &command.item}, std::move(*already)};

  auto const state = world.rooms.of(stores, world.trust(), seen->room);
  if (!state) return state.error();
  auto item = verify_new_item(world, **state, static_cast<int>(seen->room.step), seen->leaf.leaf, command.item);
  if (!item) return item.error();
  return PreparedItem{std::move(*item), std::nullopt};
}

Outcome<ItemAppended> commit(World const& world, db::Stores& stores, Me const& me, AppendItem const& command, PreparedItem const& prepared,
                             News& news) {
  if (prepared.already) return *prepared.already;
  auto seen = find_room(stores, command.room, me.id());
  if (!seen) return seen.error();
  if (seen->room.closed) return Fault::kRoomClosed;
  // The roster that was looked at is that of the epoch: the same epoch is the same roster.
  if (seen->room.n != prepared.item.header.epoch) return Fault::kStaleEpoch;
  auto const already = answered_before(stores, seen->room.no, prepared.item.header.id, command.item);
  if (!already) return already.error();
  if (*already) return **already;

  auto const appended = write_item(world, stores, seen->room, seen->leaf, prepared.item);
  if (!appended) return appended.error();
  auto members = stores.rooms.accounts(seen->room.no);
  if (!members) return members.error();
  news.item_new(std::move(*members), command.room, as_sent(command.item, *appended));
  return *appended;
}

}  // namespace beraad::app
