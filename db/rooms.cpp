// SPDX-License-Identifier: EUPL-1.2
// Tables room and leaf with what every message changes of them (chain, counter), and the counting of unread items.
#include "db/rooms.hpp"

#include "db/outcome.hpp"

namespace beraad::db {
namespace {

Room read_room(Row& row) {
  Room r;
  row.into(r.no, r.id, r.of_case, r.school, r.reference, r.kind, r.phase, r.step, r.n, r.entry_hash, r.roster, r.owner, r.founder,
           r.created_at, r.last_seq, r.head, r.closed);
  return r;
}

Leaf read_leaf(Row& row) {
  Leaf l;
  row.into(l.no, l.leaf, l.account, l.org, l.leaf_class, l.functie, l.from_n, l.to_n, l.from_seq, l.last_ctr, l.until, l.serial, l.cert.b,
           l.cert.s);
  return l;
}

TermOver read_term_over(Row& row) {
  TermOver over;
  row.into(over.room, over.leaf);
  return over;
}

AccountId read_account_id(Row& row) {
  AccountId id;
  row.into(id);
  return id;
}

RoomNo read_room_no(Row& row) {
  RoomNo no{};
  row.into(no);
  return no;
}

LeafNo read_leaf_no(Row& row) {
  LeafNo no{};
  row.into(no);
  return no;
}

Unread read_unread(Row& row) {
  Unread unread;
  row.into(unread.thread, unread.count);
  return unread;
}

}  // namespace

Result<Room> Rooms::find(RoomId const& id) const {
  return store_.one(
      "SELECT no, id, of_case, school, reference, kind, phase, step, n, entry_hash, roster, owner, founder, created_at, last_seq, head, "
      "closed FROM room JOIN chain ON of_room = no WHERE id = ?1",
      read_room, id);
}

Result<Room> Rooms::find(RoomNo no) const {
  return store_.one(
      "SELECT no, id, of_case, school, reference, kind, phase, step, n, entry_hash, roster, owner, founder, created_at, last_seq, head, "
      "closed FROM room JOIN chain ON of_room = no WHERE no = ?1",
      read_room, no);
}

Result<std::vector<Room>> Rooms::of_case(CaseId const& id) const {
  return store_.all(
      "SELECT no, id, of_case, school, reference, kind, phase, step, n, entry_hash, roster, owner, founder, created_at, last_seq, head, "
      "closed FROM room JOIN chain ON of_room = no WHERE of_case = ?1 ORDER BY no",
      read_room, id);
}

Result<RoomNo> Rooms::add(Room const& r) {
  auto const no = store_.one(
      "INSERT INTO room(id, of_case, school, reference, kind, phase, step, n, entry_hash, roster, owner, founder, created_at, closed) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) RETURNING no",
      read_room_no, r.id, r.of_case, r.school, r.reference, r.kind, r.phase, r.step, r.n, r.entry_hash, r.roster, r.owner, r.founder,
      r.created_at, r.closed);
  if (!no) return no.error();
  auto const begun = store_.run("INSERT INTO chain(of_room, last_seq, head) VALUES (?1, ?2, ?3)", *no, r.last_seq, r.head);
  if (!begun) return begun.error();
  return *no;
}

Result<void> Rooms::advance(RoomNo no, crypto::Hash const& expected, std::uint64_t n, crypto::Hash const& entry_hash,
                            crypto::Hash const& roster, bool closed) {
  return changed_one(store_.run("UPDATE room SET n = ?3, entry_hash = ?4, roster = ?5, closed = ?6 WHERE no = ?1 AND entry_hash = ?2", no,
                                expected, n, entry_hash, roster, closed),
                     Errc::kStale, "another entry came first");
}

Result<void> Rooms::pick_up(RoomNo no, LeafId const& owner) {
  return changed_one(store_.run("UPDATE room SET owner = ?2 WHERE no = ?1 AND owner IS NULL", no, owner), Errc::kConflict,
                     "the room was picked up already");
}

Result<void> Rooms::move(RoomNo no, std::int64_t step, std::string_view phase) {
  return changed_one(store_.run("UPDATE room SET step = ?2, phase = ?3 WHERE no = ?1", no, step, phase), Errc::kNotFound, "no such room");
}

Result<void> Rooms::close(RoomNo no) {
  return changed_one(store_.run("UPDATE room SET closed = 1 WHERE no = ?1", no), Errc::kNotFound, "no such room");
}

Result<std::vector<Leaf>> Rooms::roster(RoomNo no) const {
  return store_.all(
      "SELECT no, leaf, account, org, class, functie, from_n, to_n, from_seq, last_ctr, until, serial, cert_b, cert_s FROM leaf JOIN "
      "counter ON of_stay = no "
      "WHERE room = ?1 AND to_n IS NULL ORDER BY no",
      read_leaf, no);
}

Result<std::vector<AccountId>> Rooms::accounts(RoomNo no) const {
  return store_.all("SELECT DISTINCT account FROM leaf WHERE room = ?1 AND to_n IS NULL", read_account_id, no);
}

Result<std::vector<AccountId>> Rooms::members(RoomNo no) const {
  return store_.all("SELECT DISTINCT account FROM leaf WHERE room = ?1 AND to_n IS NULL AND class = 'member'", read_account_id, no);
}

Result<Leaf> Rooms::leaf(RoomNo no, LeafId const& leaf) const {
  return store_.one(
      "SELECT no, leaf, account, org, class, functie, from_n, to_n, from_seq, last_ctr, until, serial, cert_b, cert_s FROM leaf JOIN "
      "counter ON of_stay = no "
      "WHERE room = ?1 AND leaf = ?2 AND to_n IS NULL",
      read_leaf, no, leaf);
}

Result<Leaf> Rooms::leaf_of_account(RoomNo no, AccountId const& account) const {
  return store_.one(
      "SELECT no, leaf, account, org, class, functie, from_n, to_n, from_seq, last_ctr, until, serial, cert_b, cert_s FROM leaf JOIN "
      "counter ON of_stay = no "
      "WHERE account = ?2 AND room = ?1 AND to_n IS NULL ORDER BY no LIMIT 1",
      read_leaf, no, account);
}

Result<std::vector<Leaf>> Rooms::stays(RoomNo no, AccountId const& account) const {
  return store_.all(
      "SELECT no, leaf, account, org, class, functie, from_n, to_n, from_seq, last_ctr, until, serial, cert_b, cert_s FROM leaf JOIN "
      "counter ON of_stay = no "
      "WHERE room = ?1 AND account = ?2 ORDER BY no",
      read_leaf, no, account);
}

Result<LeafNo> Rooms::add_leaf(RoomNo no, Leaf const& l) {
  auto const stay = store_.one(
      "INSERT INTO leaf(room, leaf, account, org, class, functie, from_n, to_n, from_seq, until, serial, cert_b, cert_s) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, NULL, ?8, ?9, ?10, ?11, ?12) RETURNING no",
      read_leaf_no, no, l.leaf, l.account, l.org, l.leaf_class, l.functie, l.from_n, l.from_seq, l.until, l.serial, l.cert.b, l.cert.s);
  if (!stay) return stay.error();
  auto const begun = store_.run(
      "INSERT INTO counter(of_stay, last_ctr) VALUES (?1, max(?2, coalesce((SELECT max(last_ctr) FROM leaf JOIN counter ON of_stay = no "
      "WHERE room = ?3 AND leaf = ?4), 0)))",
      *stay, l.last_ctr, no, l.leaf);
  if (!begun) return begun.error();
  return *stay;
}

Result<void> Rooms::remove_leaf(RoomNo no, LeafId const& leaf, std::uint64_t to_n) {
  return changed_one(store_.run("UPDATE leaf SET to_n = ?3 WHERE room = ?1 AND leaf = ?2 AND to_n IS NULL", no, leaf, to_n),
                     Errc::kNotFound, "no such leaf in the room");
}

Result<std::vector<TermOver>> Rooms::terms_over(TimeMs now) const {
  return store_.all("SELECT room, leaf FROM leaf WHERE until > 0 AND until <= ?1 AND to_n IS NULL", read_term_over, now);
}

Result<void> Rooms::replace_cert(RoomNo no, LeafId const& leaf, Serial const& serial, Signed const& cert) {
  return changed_one(store_.run("UPDATE leaf SET serial = ?3, cert_b = ?4, cert_s = ?5 WHERE room = ?1 AND leaf = ?2 AND to_n IS NULL", no,
                                leaf, serial, cert.b, cert.s),
                     Errc::kNotFound, "no such leaf in the room");
}

// Walks from thread to thread over the index (one seek each, however long the thread) and counts in each what lies behind the cursor;
// what is fresh is looked through.
// What is known of a cursor's thread only is its position, so reading on another device moves this one's count too.
Result<std::vector<Unread>> Rooms::unread(RoomNo no, Leaf const& leaf) const {
  return store_.all(
      "WITH RECURSIVE walk(thread) AS ("
      "  SELECT (SELECT thread FROM item WHERE room = ?1 AND counts = 1 ORDER BY thread LIMIT 1)"
      "  UNION ALL"
      "  SELECT (SELECT thread FROM item WHERE room = ?1 AND counts = 1 AND thread > walk.thread ORDER BY thread LIMIT 1)"
      "  FROM walk WHERE walk.thread IS NOT NULL), "
      "counted(thread, unread) AS MATERIALIZED ("
      "  SELECT thread, (SELECT count(*) FROM item WHERE room = ?1 AND counts = 1 AND item.thread = walk.thread AND sender <> ?2"
      "    AND place > (?1 << 32 | max(?3, coalesce((SELECT seq FROM cursor WHERE room = ?1 AND leaf = ?2 AND cursor.thread = "
      "walk.thread), 0))))"
      "  FROM walk WHERE thread IS NOT NULL"
      "  UNION ALL"
      "  SELECT thread, 1 FROM fresh_item WHERE room = ?1 AND counts = 1 AND sender <> ?2"
      "    AND place > (?1 << 32 | max(?3, coalesce((SELECT seq FROM cursor WHERE room = ?1 AND leaf = ?2 AND cursor.thread = "
      "fresh_item.thread), 0)))) "
      "SELECT thread, sum(unread) FROM counted GROUP BY thread HAVING sum(unread) > 0",
      read_unread, no, leaf.leaf, leaf.from_seq);
}

Result<RoomView> Rooms::view(RoomNo no, AccountId const& account) const {
  auto mine = leaf_of_account(no, account);
  if (!mine) return mine.error();
  auto room = find(no);
  if (!room) return room.error();
  auto counts = unread(no, *mine);
  if (!counts) return counts.error();
  auto const tombstones = store_.value<std::uint64_t>("SELECT count(*) FROM item WHERE room = ?1 AND tombstone = 1", no);
  if (!tombstones) return tombstones.error();
  return RoomView{std::move(*room), mine->leaf, mine->last_ctr, std::move(*counts), *tombstones};
}

Result<std::vector<RoomView>> Rooms::views(AccountId const& account) const {
  auto const rooms = store_.all(
      "SELECT no FROM room WHERE no IN (SELECT room FROM leaf WHERE account = ?1 AND to_n IS NULL) ORDER BY created_at DESC, no DESC",
      read_room_no, account);
  if (!rooms) return rooms.error();
  std::vector<RoomView> views;
  views.reserve(rooms->size());
  for (RoomNo const no : *rooms) {
    auto seen = view(no, account);
    if (!seen) return seen.error();
    views.push_back(std::move(*seen));
  }
  return views;
}

}  // namespace beraad::db
