// SPDX-License-Identifier: EUPL-1.2
// How far everybody is, by leaf: what one has received and read is seen by the others under the name one has in that room.
#include "server/app/summaries.hpp"
#include "server/app/use_cases.hpp"

namespace beraad::app {
namespace {

Outcome<Done> move(db::Stores& stores, Me const& me, RoomId const& id, ThreadId const& thread, std::uint64_t seq, News& news) {
  auto const seen = find_room(stores, id, me.id());
  if (!seen) return seen.error();
  if (seq > seen->room.last_seq) return Fault::kBadRequest;
  Cursor const cursor{seen->leaf.leaf, thread, seq};
  auto const moved = stores.cursors.move(seen->room.no, {cursor.leaf, cursor.thread, cursor.seq});
  if (!moved) return moved.error();
  if (!*moved) return Done{};
  auto members = stores.rooms.accounts(seen->room.no);
  if (!members) return members.error();
  news.cursor_moved(std::move(*members), id, cursor);
  return Done{};
}

}  // namespace

Outcome<Done> commit(World const&, db::Stores& stores, Me const& me, MoveDelivered const& command, News& news) {
  return move(stores, me, command.room, ThreadId{}, command.seq, news);
}

Outcome<Done> commit(World const&, db::Stores& stores, Me const& me, MoveRead const& command, News& news) {
  return move(stores, me, command.room, command.thread, command.seq, news);
}

Outcome<Cursors> look(World const&, db::Stores const& stores, Me const& me, ListCursors const& command) {
  auto const seen = find_room(stores, command.room, me.id());
  if (!seen) return seen.error();
  auto const all = stores.cursors.of_room(seen->room.no);
  if (!all) return all.error();
  Cursors out;
  for (auto const& each : *all) out.cursors.push_back({each.leaf, each.thread, each.seq});
  return out;
}

}  // namespace beraad::app
