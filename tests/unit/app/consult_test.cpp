// SPDX-License-Identifier: EUPL-1.2
// A consultation: who may be asked, who is told what, who may change it, and what a pseudonym keeps hidden.
#include "consultation_under_test.hpp"

namespace beraad::app::testing {
namespace {

using crypto::BasisEvent;
using crypto::OpKind;
using ConsultTest = ConsultationTest;

TEST_F(ConsultTest, the_gemeente_sees_a_new_consultation_without_case_or_name) {
  begin_consult();
  EXPECT_TRUE(region.ear().told("room.new", official.account));
  auto const rooms = region.ask(official, ListRooms{});
  ASSERT_TRUE(rooms);
  ASSERT_EQ(rooms->rooms.size(), 1U);
  auto const& seen = rooms->rooms[0];
  EXPECT_TRUE(seen.of_case.is_zero());
  EXPECT_EQ(seen.step, 3U);
  EXPECT_EQ(seen.leaf, gemeente.leaf);
  EXPECT_TRUE(region.ask(official, ListCases{})->cases.empty());
  auto const log = region.ask(official, ReadLog{consult.id, 0});
  ASSERT_TRUE(log);
  auto const name = mentor.account.bytes;
  for (auto const& entry : log->entries)
    for (auto const& cert : entry.certs) EXPECT_EQ(crypto::text_of(cert.b).find(to_b64u(name)), std::string_view::npos);
}

TEST_F(ConsultTest, opening_it_brings_the_case_to_step_three) {
  begin_consult();
  auto const cases = region.ask(mentor, ListCases{});
  ASSERT_EQ(cases->cases.size(), 1U);
  EXPECT_EQ(cases->cases[0].step, Step::k3);
  EXPECT_EQ(cases->cases[0].rooms.size(), 2U);
  EXPECT_EQ(region.ask(colleague, ListCases{})->cases[0].rooms, std::vector<RoomId>{team.id});
  EXPECT_TRUE(region.ear().told("case.changed", colleague.account));
  EXPECT_FALSE(region.ear().told("case.changed", official.account));
}

TEST_F(ConsultTest, one_consultation_at_a_time) {
  begin_consult();
  RoomWriter another{region, "consult", CaseId{}};
  EXPECT_EQ(reason(region.ask(mentor, CreateRoom{case_id, another.room(me, {&me, &gemeente}, 3)})), "refused");
}

TEST_F(ConsultTest, another_gemeente_is_not_asked) {
  begin_case();
  auto const stranger = named(other_gemeente);
  EXPECT_EQ(reason(region.ask(mentor, CreateRoom{case_id, consult.room(me, {&me, &stranger})})), "refused");
}

TEST_F(ConsultTest, a_parent_and_another_school_are_kept_out) {
  begin_case();
  auto const stranger = named(other_school);
  EXPECT_EQ(reason(region.ask(mentor, CreateRoom{case_id, consult.room(me, {&me, &stranger})})), "refused");
  auto& parent = guest_of_another_case();
  auto const guest = named(parent);
  EXPECT_EQ(reason(region.ask(mentor, CreateRoom{case_id, consult.room(me, {&me, &guest})})), "refused");
}

TEST_F(ConsultTest, a_log_that_names_the_case_is_refused) {
  begin_case();
  RoomWriter naming{region, "consult", case_id};
  EXPECT_EQ(reason(region.ask(mentor, CreateRoom{case_id, naming.room(me, {&me, &gemeente})})), "refused");
}

TEST_F(ConsultTest, a_pseudonym_is_of_one_person_and_one_room) {
  begin_case();
  auto const mine = pseudonym(mentor, consult.id);
  auto const theirs = pseudonym(colleague, consult.id);
  EXPECT_EQ(reason(region.ask(mentor, CreateRoom{case_id, consult.room(theirs, {&theirs, &gemeente})})), "refused") << "a colleague's";
  auto const elsewhere = pseudonym(mentor, crypto::random_id<RoomId>());
  EXPECT_EQ(reason(region.ask(mentor, CreateRoom{case_id, consult.room(elsewhere, {&elsewhere, &gemeente})})), "bad_signature")
      << "another room's";
  EXPECT_EQ(reason(region.ask(mentor, CreateRoom{case_id, consult.room(mine, {&mine, &me, &gemeente})})), "refused") << "twice in one room";
  EXPECT_EQ(reason(region.ask(mentor, CreateRoom{case_id, consult.room(mine, {&mine, &gemeente})})), "");
}

TEST_F(ConsultTest, two_pseudonyms_of_one_person_share_nothing) {
  begin_case();
  auto const one = pseudonym(mentor, crypto::random_id<RoomId>());
  auto const two = pseudonym(mentor, crypto::random_id<RoomId>(), true);
  auto const first = std::get<crypto::PseudonymCertificate>(crypto::decode_leaf_certificate(one.cert.b).value());
  auto const other_room = std::get<crypto::PseudonymCertificate>(crypto::decode_leaf_certificate(two.cert.b).value());
  EXPECT_NE(first.leaf, other_room.leaf);
  EXPECT_NE(first.head.serial, other_room.head.serial);
  EXPECT_NE(first.sign, other_room.sign);
  EXPECT_NE(first.seal, other_room.seal);
  EXPECT_EQ(first.head.from % kDayMs, 0) << "the moment of asking does not show";
  EXPECT_EQ(first.school, "");
  EXPECT_EQ(other_room.school, "school-a");
}

TEST_F(ConsultTest, nobody_outside_the_team_gets_a_pseudonym) {
  begin_case();
  auto keys = crypto::pseudonym_keys(official.pseudonym, consult.id);
  IssuePseudonym const command{case_id, consult.id, keys.leaf, keys.sign.verify_key(), keys.seal.seal_key(), false};
  EXPECT_EQ(reason(region.ask(official, command)), "not_found");
  EXPECT_EQ(reason(region.ask(other_school, command)), "not_found");
  auto as_somebody = command;
  as_somebody.leaf = official.leaf();
  EXPECT_EQ(reason(region.ask(mentor, as_somebody)), "refused");
}

TEST_F(ConsultTest, the_first_official_who_picks_it_up_has_it) {
  begin_case();
  ASSERT_TRUE(region.ask(mentor, CreateRoom{case_id, consult.room(me, {&me, &gemeente, &second})}));
  consult.accepted();
  EXPECT_EQ(reason(region.ask(mentor, PickUp{consult.id})), "refused");
  EXPECT_EQ(reason(region.ask(other_gemeente, PickUp{consult.id})), "not_found");
  region.settle();
  region.ear().forget();
  auto const picked = region.ask(official, PickUp{consult.id});
  ASSERT_TRUE(picked);
  EXPECT_EQ(picked->owner, gemeente.leaf);
  EXPECT_EQ(reason(region.ask(second_official, PickUp{consult.id})), "already_picked_up");
  EXPECT_TRUE(region.ask(official, PickUp{consult.id})) << "asked again after a lost answer";
  region.settle();
  EXPECT_TRUE(region.ear().told("room.changed", mentor.account));
  EXPECT_TRUE(region.ear().told("room.changed", second_official.account));
}

TEST_F(ConsultTest, the_gemeente_adds_a_colleague_who_sees_from_there_on) {
  begin_consult();
  append(mentor, consult, *masked);
  region.settle();
  region.ear().forget();
  auto const added =
      region.ask(official, AppendEntry{consult.id, consult.entry(gemeente, {BasisEvent::kMemberAdded, {OpKind::kAdd}, {&second}, 3})});
  ASSERT_TRUE(added) << added.error().words.en;
  EXPECT_EQ(added->n, 1U);
  consult.accepted();
  region.settle();
  EXPECT_TRUE(region.ear().told("room.new", second_official.account));
  EXPECT_TRUE(region.ear().told("room.entry", mentor.account));
  EXPECT_FALSE(region.ear().told("room.entry", second_official.account));

  auto const earlier = region.ask(second_official, PageItems{consult.id, 0, 10});
  ASSERT_TRUE(earlier);
  EXPECT_TRUE(earlier->items.empty());
  append(mentor, consult, *masked);
  EXPECT_EQ(region.ask(second_official, ItemsSince{consult.id, 0, 10})->items.size(), 1U);
  auto const log = region.ask(second_official, ReadLog{consult.id, 0});
  ASSERT_TRUE(log);
  EXPECT_EQ(log->entries.size(), 2U) << "the whole log, or its roster could not be verified";
  ASSERT_EQ(log->boxes.size(), 1U);
  EXPECT_EQ(log->boxes[0].n, 1U);
  ASSERT_EQ(log->shares.size(), 1U);
  EXPECT_EQ(log->shares[0].n, 1U);
}

TEST_F(ConsultTest, the_gemeente_cannot_find_out_who_is_behind_a_pseudonym_by_adding) {
  begin_consult();
  auto const try_mentor =
      region.ask(official, AppendEntry{consult.id, consult.entry(gemeente, {BasisEvent::kMemberAdded, {OpKind::kAdd}, {&me}, 3})});
  auto const try_colleague =
      region.ask(official, AppendEntry{consult.id, consult.entry(gemeente, {BasisEvent::kMemberAdded, {OpKind::kAdd}, {&other}, 3})});
  EXPECT_EQ(reason(try_mentor), "refused");
  EXPECT_EQ(nl(try_mentor), nl(try_colleague));
}

TEST_F(ConsultTest, of_two_entries_at_once_one_is_stale) {
  begin_consult();
  auto const first = consult.entry(gemeente, {BasisEvent::kKeyRotation, {OpKind::kRotate}, {nullptr}, 3});
  auto const late = consult.entry(*masked, {BasisEvent::kKeyRotation, {OpKind::kRotate}, {nullptr}, 3});
  EXPECT_EQ(reason(region.ask(official, AppendEntry{consult.id, {first.entry, first.certs, first.boxes, first.share.clone()}})), "");
  EXPECT_EQ(reason(region.ask(mentor, AppendEntry{consult.id, {late.entry, late.certs, late.boxes, late.share.clone()}})), "stale_entry");
}

TEST_F(ConsultTest, an_entry_is_written_by_its_own_author) {
  begin_consult();
  auto const rotation = consult.entry(*masked, {BasisEvent::kKeyRotation, {OpKind::kRotate}, {nullptr}, 3});
  EXPECT_EQ(reason(region.ask(official, AppendEntry{consult.id, {rotation.entry, {}, rotation.boxes, rotation.share.clone()}})), "refused");
}

TEST_F(ConsultTest, whoever_was_removed_hears_and_sees_nothing_more) {
  begin_case();
  auto const removal = team.entry(me, {BasisEvent::kMemberRemoved, {OpKind::kRemove}, {&other}, 1});
  ASSERT_TRUE(region.ask(mentor, AppendEntry{team.id, {removal.entry, {}, removal.boxes, removal.share.clone()}}));
  team.accepted();
  region.settle();
  region.ear().forget();
  append(mentor, team, me);
  region.settle();
  EXPECT_FALSE(region.ear().told("item.new", colleague.account));
  EXPECT_TRUE(region.ask(colleague, ListRooms{})->rooms.empty());
  EXPECT_TRUE(region.ask(colleague, ListCases{})->cases.empty());
  EXPECT_EQ(reason(region.ask(colleague, PageItems{team.id, 0, 10})), "not_found");
  EXPECT_EQ(reason(region.ask(colleague, ReadLog{team.id, 0})), "not_found");
  EXPECT_EQ(reason(region.ask(colleague, AppendItem{team.id, team.item(other)})), "not_found");
}

TEST_F(ConsultTest, a_closed_room_takes_nothing_more) {
  begin_consult();
  auto const closing = consult.entry(*masked, {BasisEvent::kRoomClosed, {OpKind::kClose}, {nullptr}, 3});
  ASSERT_TRUE(region.ask(mentor, AppendEntry{consult.id, {closing.entry, {}, closing.boxes, closing.share.clone()}}));
  consult.accepted();
  EXPECT_EQ(reason(region.ask(mentor, AppendItem{consult.id, consult.item(*masked)})), "closed");
  EXPECT_EQ(reason(region.ask(official, PickUp{consult.id})), "closed");
  auto const after = consult.entry(gemeente, {BasisEvent::kKeyRotation, {OpKind::kRotate}, {nullptr}, 3});
  EXPECT_EQ(reason(region.ask(official, AppendEntry{consult.id, {after.entry, {}, after.boxes, after.share.clone()}})), "closed");
  EXPECT_TRUE(region.ask(official, PageItems{consult.id, 0, 10})) << "it can still be read";
}

TEST_F(ConsultTest, a_room_does_not_become_identified_without_a_ground) {
  begin_case();
  team.spoil = [](crypto::LogEntry& entry) { entry.phase = crypto::Phase::kIdentified; };
  auto const change = team.entry(me, {BasisEvent::kPhaseChanged, {OpKind::kRotate}, {nullptr}, 1});
  EXPECT_EQ(reason(region.ask(mentor, AppendEntry{team.id, {change.entry, {}, change.boxes, change.share.clone()}})), "refused");
}

TEST_F(ConsultTest, rooms_are_replayed_after_a_restart) {
  begin_consult();
  append(mentor, consult, *masked);
  region.restart();
  append(official, consult, gemeente);
  EXPECT_EQ(region.ask(mentor, PageItems{consult.id, 0, 10})->items.size(), 2U);
}

}  // namespace
}  // namespace beraad::app::testing
