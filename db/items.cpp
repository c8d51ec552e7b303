// SPDX-License-Identifier: EUPL-1.2
// Table item, and what an item changes of its room and sender.
#include "db/items.hpp"

#include <algorithm>

#include "db/outcome.hpp"
#include "db/place.hpp"

namespace beraad::db {
namespace {

Item read_item(Row& row) {
  std::int64_t place = 0;
  Item i;
  row.into(place, i.id, i.thread, i.from, i.type, i.counts, i.ctr, i.at, i.h, i.k, i.c, i.s, i.head, i.tombstone, i.removed_by);
  i.seq = position_of(place);
  return i;
}

RecordItem read_record(Row& row) {
  std::int64_t place = 0;
  RecordItem i;
  row.into(place, i.id, i.from, i.org, i.at, i.h);
  i.seq = position_of(place);
  return i;
}

ThreadStart read_thread(Row& row) {
  ThreadStart thread;
  thread.first = read_item(row);
  row.into(thread.last_at);
  return thread;
}

}  // namespace

Result<Item> Items::find(RoomNo room, ItemId const& id) const {
  return store_.one(
      "SELECT place, id, thread, sender, type, counts, ctr, at, h, k, c, s, head, tombstone, removed_by FROM item WHERE room = ?1 AND id = "
      "?2",
      read_item, room, id);
}

Result<std::vector<Item>> Items::before(RoomNo room, std::uint64_t before, std::uint32_t limit) const {
  auto items = store_.all(
      "SELECT place, id, thread, sender, type, counts, ctr, at, h, k, c, s, head, tombstone, removed_by FROM item "
      "WHERE place > ?1 AND place < ?2 ORDER BY place DESC LIMIT ?3",
      read_item, place_of(room, 0), place_of(room, before == 0 ? kLastPosition : before), limit);
  if (items) std::reverse(items->begin(), items->end());
  return items;
}

Result<std::vector<Item>> Items::after(RoomNo room, std::uint64_t after, std::uint32_t limit) const {
  return store_.all(
      "SELECT place, id, thread, sender, type, counts, ctr, at, h, k, c, s, head, tombstone, removed_by FROM item "
      "WHERE place > ?1 AND place < ?2 ORDER BY place LIMIT ?3",
      read_item, place_of(room, after), place_of(room, kLastPosition), limit);
}

Result<std::vector<ThreadStart>> Items::threads(RoomNo room, std::uint64_t from, std::uint64_t after, std::uint32_t limit) const {
  // From one thread to the next in the index item_counted, rather than over every item.
  return store_.all(
      "WITH RECURSIVE found(thread) AS ("
      "  SELECT MIN(thread) FROM item WHERE room = ?1 AND counts = 1"
      "  UNION ALL"
      "  SELECT (SELECT MIN(thread) FROM item WHERE room = ?1 AND counts = 1 AND thread > found.thread) FROM found WHERE thread IS NOT NULL"
      "), bounds(first, last) AS ("
      "  SELECT (SELECT MIN(place) FROM item WHERE room = ?1 AND counts = 1 AND thread = found.thread AND place > ?2),"
      "         (SELECT MAX(place) FROM item WHERE room = ?1 AND counts = 1 AND thread = found.thread)"
      "  FROM found WHERE thread IS NOT NULL"
      ") "
      "SELECT i.place, i.id, i.thread, i.sender, i.type, i.counts, i.ctr, i.at, i.h, i.k, i.c, i.s, i.head, i.tombstone, i.removed_by, "
      "newest.at "
      "FROM bounds JOIN item i ON i.place = bounds.first JOIN item newest ON newest.place = bounds.last "
      "WHERE bounds.first > ?3 ORDER BY bounds.first LIMIT ?4",
      read_thread, room, place_of(room, from), place_of(room, after), limit);
}

Result<std::vector<RecordItem>> Items::records(RoomNo room) const {
  // A leaf is one person's, so that every stay of it has the same organisation: that of the log, which names none of a pseudonym.
  return store_.all(
      "SELECT place, id, sender, "
      "(SELECT CASE class WHEN 'pseudonym' THEN zeroblob(16) ELSE org END FROM leaf WHERE leaf.room = item.room AND leaf.leaf = "
      "item.sender "
      "LIMIT 1), at, h "
      "FROM item WHERE room = ?1 AND type = 'record' ORDER BY place",
      read_record, room);
}

Result<crypto::Hash> Items::head_at(RoomNo room, std::uint64_t seq) const {
  if (seq == 0) return crypto::Hash{};
  return store_.value<crypto::Hash>("SELECT head FROM item WHERE place = ?1", place_of(room, seq));
}

Result<void> Items::append(RoomNo room, LeafNo sender, Item const& i) {
  if (i.seq == 0 || i.seq >= kLastPosition) return fail(Errc::kMalformed, "an item's sequence");
  auto moved =
      changed_one(store_.run("UPDATE chain SET last_seq = ?2, head = ?3 WHERE of_room = ?1 AND last_seq = ?2 - 1", room, i.seq, i.head),
                  Errc::kStale, "another item came first");
  if (!moved) return moved;
  auto counted = changed_one(store_.run("UPDATE counter SET last_ctr = ?3 WHERE of_stay = ?2 AND last_ctr < ?3 "
                                        "AND EXISTS(SELECT 1 FROM leaf WHERE no = ?2 AND room = ?1 AND to_n IS NULL)",
                                        room, sender, i.ctr),
                             Errc::kStale, "the sender's counter does not grow");
  if (!counted) return counted;
  return done(
      store_.run("INSERT INTO item(place, room, id, thread, sender, type, counts, ctr, at, h, k, c, s, head, tombstone) "
                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 0)",
                 place_of(room, i.seq), room, i.id, i.thread, i.from, i.type, i.counts, i.ctr, i.at, i.h, i.k, i.c, i.s, i.head));
}

Result<void> Items::entomb(RoomNo room, ItemId const& id, crypto::Hash const& hash, LeafId const& by) {
  return changed_one(
      store_.run("UPDATE item SET c = ?3, tombstone = 1, counts = 0, removed_by = ?4 WHERE room = ?1 AND id = ?2 AND tombstone = 0", room,
                 id, hash, by),
      Errc::kNotFound, "no such item");
}

}  // namespace beraad::db
