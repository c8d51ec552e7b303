// SPDX-License-Identifier: EUPL-1.2
// Table cases.
#include "db/cases.hpp"

#include "db/outcome.hpp"

namespace beraad::db {
namespace {

Case read_case(Row& row) {
  Case c;
  row.into(c.id, c.reference, c.school, c.lead, c.step, c.phase, c.age_band, c.opened_by, c.opened_at, c.continues);
  return c;
}

}  // namespace

Result<Case> Cases::find(CaseId const& id) const {
  return store_.one("SELECT id, reference, school, lead, step, phase, age_band, opened_by, opened_at, continues FROM cases WHERE id = ?1",
                    read_case, id);
}

Result<Case> Cases::after(CaseId const& id) const {
  return store_.one(
      "SELECT id, reference, school, lead, step, phase, age_band, opened_by, opened_at, continues FROM cases WHERE continues = ?1",
      read_case, id);
}

Result<std::vector<Case>> Cases::of_member(AccountId const& account, std::string_view room_kind, std::string_view phase) const {
  return store_.all(
      "SELECT id, reference, school, lead, step, phase, age_band, opened_by, opened_at, continues FROM cases WHERE id IN "
      "(SELECT room.of_case FROM leaf JOIN room ON room.no = leaf.room WHERE leaf.account = ?1 AND leaf.class = 'member' AND leaf.to_n IS "
      "NULL AND (room.kind = ?2 "
      "OR room.phase = ?3)) "
      "ORDER BY opened_at DESC, id",
      read_case, account, room_kind, phase);
}

Result<void> Cases::add(Case const& c) {
  return done(
      store_.run("INSERT INTO cases(id, reference, school, lead, step, phase, age_band, opened_by, opened_at, continues) "
                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                 c.id, c.reference, c.school, c.lead, c.step, c.phase, c.age_band, c.opened_by, c.opened_at, c.continues));
}

Result<void> Cases::move(CaseId const& id, std::string_view step, std::string_view phase) {
  return changed_one(store_.run("UPDATE cases SET step = ?2, phase = ?3 WHERE id = ?1", id, step, phase), Errc::kNotFound, "no such case");
}

}  // namespace beraad::db
