// SPDX-License-Identifier: EUPL-1.2
// Table cursor.
#include "db/cursors.hpp"

namespace beraad::db {
namespace {

Cursor read_cursor(Row& row) {
  Cursor cursor;
  row.into(cursor.leaf, cursor.thread, cursor.seq);
  return cursor;
}

}  // namespace

Result<std::vector<Cursor>> Cursors::of_room(RoomNo room) const {
  return store_.all(
      "SELECT c.leaf, c.thread, c.seq FROM leaf l JOIN cursor c ON c.room = l.room AND c.leaf = l.leaf "
      "WHERE l.room = ?1 AND l.to_n IS NULL ORDER BY l.no, c.thread",
      read_cursor, room);
}

Result<bool> Cursors::move(RoomNo room, Cursor const& cursor) {
  auto const changed = store_.run(
      "INSERT INTO cursor(room, leaf, thread, seq) VALUES (?1, ?2, ?3, ?4) "
      "ON CONFLICT(room, leaf, thread) DO UPDATE SET seq = ?4 WHERE seq < ?4",
      room, cursor.leaf, cursor.thread, cursor.seq);
  if (!changed) return changed.error();
  return *changed != 0;
}

}  // namespace beraad::db
