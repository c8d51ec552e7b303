// SPDX-License-Identifier: EUPL-1.2
// Tables declaration and room_invitation.
#include "db/relations.hpp"

#include "db/outcome.hpp"

namespace beraad::db {
namespace {

Declaration read_declaration(Row& row) {
  Declaration d;
  row.into(d.of_case, d.account, d.room, d.relation, d.at, d.declaration.b, d.declaration.s);
  return d;
}

RoomInvitation read_invitation(Row& row) {
  RoomInvitation i;
  row.into(i.room, i.account, i.by, i.at, i.enc, i.ct, i.read_to, i.until, i.stands_in_for);
  return i;
}

}  // namespace

Result<void> Relations::declare(Declaration const& d) {
  return done(
      store_.run("INSERT INTO declaration(of_case, account, room, relation, at, b, s) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
                 "ON CONFLICT(of_case, account, room) DO UPDATE SET relation = ?4, at = ?5, b = ?6, s = ?7 WHERE relation = 0",
                 d.of_case, d.account, d.room, d.relation, d.at, d.declaration.b, d.declaration.s));
}

Result<Declaration> Relations::declared(RoomId const& room, AccountId const& account) const {
  return store_.one("SELECT of_case, account, room, relation, at, b, s FROM declaration WHERE room = ?1 AND account = ?2", read_declaration,
                    room, account);
}

Result<bool> Relations::has_relation(CaseId const& of_case, AccountId const& account) const {
  return store_.value<bool>("SELECT EXISTS(SELECT 1 FROM declaration WHERE of_case = ?1 AND account = ?2 AND relation = 1)", of_case,
                            account);
}

Result<void> Relations::invite(RoomInvitation const& i) {
  return done(
      store_.run("INSERT OR REPLACE INTO room_invitation(room, account, by_leaf, at, enc, ct, read_to, until, stands_in_for) VALUES (?1, "
                 "?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                 i.room, i.account, i.by, i.at, i.enc, i.ct, i.read_to, i.until, i.stands_in_for));
}

Result<RoomInvitation> Relations::invitation(RoomNo room, AccountId const& account) const {
  return store_.one(
      "SELECT room, account, by_leaf, at, enc, ct, read_to, until, stands_in_for FROM room_invitation WHERE room = ?1 AND account = ?2",
      read_invitation, room, account);
}

Result<std::vector<RoomInvitation>> Relations::of_account(AccountId const& account) const {
  return store_.all(
      "SELECT room, account, by_leaf, at, enc, ct, read_to, until, stands_in_for FROM room_invitation WHERE account = ?1 ORDER BY at DESC, "
      "room DESC",
      read_invitation, account);
}

Result<std::vector<RoomInvitation>> Relations::of_room(RoomNo room) const {
  return store_.all(
      "SELECT room, account, by_leaf, at, enc, ct, read_to, until, stands_in_for FROM room_invitation WHERE room = ?1 ORDER BY at, account",
      read_invitation, room);
}

Result<void> Relations::take_back(RoomNo room, AccountId const& account) {
  return done(store_.run("DELETE FROM room_invitation WHERE room = ?1 AND account = ?2", room, account));
}

}  // namespace beraad::db
