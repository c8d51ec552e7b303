// SPDX-License-Identifier: EUPL-1.2
// Tables fresh_item and item, and what an item changes of its room and sender. An item lies in one of the two: in a room, all that is
// fresh came after all that is settled. Readers see both as the view every_item; a search by id or place looks into both indexes.
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

// The places of a thread's first and newest message.
struct Bounds {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

Bounds read_bounds(Row& row) {
  Bounds bounds;
  row.into(bounds.first, bounds.last);
  return bounds;
}

}  // namespace

Result<Item> Items::find(RoomNo room, ItemId const& id) const {
  return store_.one(
      "SELECT place, id, thread, sender, type, counts, ctr, at, h, k, c, s, head, tombstone, removed_by FROM every_item WHERE room = ?1 "
      "AND id = "
      "?2",
      read_item, room, id);
}

Result<std::vector<Item>> Items::before(RoomNo room, std::uint64_t before, std::uint32_t limit) const {
  auto items = store_.all(
      "SELECT place, id, thread, sender, type, counts, ctr, at, h, k, c, s, head, tombstone, removed_by FROM every_item "
      "WHERE place > ?1 AND place < ?2 ORDER BY place DESC LIMIT ?3",
      read_item, place_of(room, 0), place_of(room, before == 0 ? kLastPosition : before), limit);
  if (items) std::reverse(items->begin(), items->end());
  return items;
}

Result<std::vector<Item>> Items::after(RoomNo room, std::uint64_t after, std::uint32_t limit) const {
  return store_.all(
      "SELECT place, id, thread, sender, type, counts, ctr, at, h, k, c, s, head, tombstone, removed_by FROM every_item "
      "WHERE place > ?1 AND place < ?2 ORDER BY place LIMIT ?3",
      read_item, place_of(room, after), place_of(room, kLastPosition), limit);
}

Result<std::vector<ThreadStart>> Items::threads(RoomNo room, std::uint64_t from, std::uint64_t after, std::uint32_t limit) const {
  // From one thread to the next in the index item_counted, rather than over every item; of what is fresh there is never much.
  auto const found = store_.all(
      "WITH RECURSIVE found(thread) AS ("
      "  SELECT MIN(thread) FROM item WHERE room = ?1 AND counts = 1"
      "  UNION ALL"
      "  SELECT (SELECT MIN(thread) FROM item WHERE room = ?1 AND counts = 1 AND thread > found.thread) FROM found WHERE thread IS NOT NULL"
      "), parts(thread, first, last) AS ("
      "  SELECT thread, (SELECT MIN(place) FROM item WHERE room = ?1 AND counts = 1 AND thread = found.thread AND place > ?2),"
      "         (SELECT MAX(place) FROM item WHERE room = ?1 AND counts = 1 AND thread = found.thread)"
      "  FROM found WHERE thread IS NOT NULL"
      "  UNION ALL"
      "  SELECT thread, MIN(place), MAX(place) FROM fresh_item WHERE room = ?1 AND counts = 1 AND place > ?2 GROUP BY thread"
      ") "
      "SELECT MIN(first) AS first, MAX(last) FROM parts GROUP BY thread HAVING MIN(first) > ?3 ORDER BY first LIMIT ?4",
      read_bounds, room, place_of(room, from), place_of(room, after), limit);
  if (!found) return found.error();
  std::vector<ThreadStart> threads;
  threads.reserve(found->size());
  for (Bounds const& bounds : *found) {
    auto first = store_.one(
        "SELECT place, id, thread, sender, type, counts, ctr, at, h, k, c, s, head, tombstone, removed_by FROM every_item WHERE place = ?1",
        read_item, bounds.first);
    if (!first) return first.error();
    auto const last_at = store_.value<TimeMs>("SELECT at FROM every_item WHERE place = ?1", bounds.last);
    if (!last_at) return last_at.error();
    threads.push_back({std::move(*first), *last_at});
  }
  return threads;
}

Result<std::vector<RecordItem>> Items::records(RoomNo room) const {
  // A leaf is one person's, so that every stay of it has the same organisation: that of the log, which names none of a pseudonym.
  return store_.all(
      "SELECT place, id, sender, "
      "(SELECT CASE class WHEN 'pseudonym' THEN zeroblob(16) ELSE org END FROM leaf WHERE leaf.room = every_item.room AND "
      "leaf.leaf = every_item.sender "
      "LIMIT 1), at, h "
      "FROM every_item WHERE room = ?1 AND type = 'record' ORDER BY place",
      read_record, room);
}

Result<crypto::Hash> Items::head_at(RoomNo room, std::uint64_t seq) const {
  if (seq == 0) return crypto::Hash{};
  return store_.value<crypto::Hash>("SELECT head FROM every_item WHERE place = ?1", place_of(room, seq));
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
  auto const written = changed_one(
      store_.run("INSERT INTO fresh_item(place, room, id, thread, sender, type, counts, ctr, at, h, k, c, s, head) "
                 "SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14 "
                 "WHERE NOT EXISTS(SELECT 1 FROM item WHERE room = ?2 AND id = ?3)",
                 place_of(room, i.seq), room, i.id, i.thread, i.from, i.type, i.counts, i.ctr, i.at, i.h, i.k, i.c, i.s, i.head),
      Errc::kConflict, "an item of this room has the id");
  if (!written || i.seq % kMostFresh != 0) return written;
  return settle(room);
}

Result<void> Items::settle(RoomNo room) {
  auto const moved = store_.run(
      "INSERT INTO item(place, room, id, thread, sender, type, counts, ctr, at, h, k, c, s, head, tombstone) "
      "SELECT place, room, id, thread, sender, type, counts, ctr, at, h, k, c, s, head, 0 FROM fresh_item "
      "WHERE place > ?1 AND place < ?2 ORDER BY place",
      place_of(room, 0), place_of(room, kLastPosition));
  if (!moved) return moved.error();
  return done(store_.run("DELETE FROM fresh_item WHERE place > ?1 AND place < ?2", place_of(room, 0), place_of(room, kLastPosition)));
}

Result<void> Items::entomb(RoomNo room, ItemId const& id, crypto::Hash const& hash, LeafId const& by) {
  if (auto settled = settle(room); !settled) return settled;  // what is fresh has no tombstones
  return changed_one(
      store_.run("UPDATE item SET c = ?3, tombstone = 1, counts = 0, removed_by = ?4 WHERE room = ?1 AND id = ?2 AND tombstone = 0", room,
                 id, hash, by),
      Errc::kNotFound, "no such item");
}

}  // namespace beraad::db
