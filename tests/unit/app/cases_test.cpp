// SPDX-License-Identifier: EUPL-1.2
// Opening a case: by a school, with a lead in its team, whole or not at all, and seen by its team only.
#include "consultation_under_test.hpp"

namespace beraad::app::testing {
namespace {

using CasesTest = ConsultationTest;

TEST_F(CasesTest, a_school_opens_a_case_with_its_team_and_first_items) {
  auto command = open_case({&me, &other});
  command.room.items.push_back(team.item(me, "signal"));
  auto const opened = region.ask(mentor, std::move(command));
  ASSERT_TRUE(opened) << opened.error().words.en;
  EXPECT_EQ(opened->of_case.step, Step::k1);
  EXPECT_EQ(opened->of_case.lead, mentor.leaf());
  EXPECT_EQ(opened->of_case.rooms, std::vector<RoomId>{team.id});
  EXPECT_EQ(opened->room.of_case, case_id);
  EXPECT_EQ(opened->room.last_seq, 1U);
  EXPECT_EQ(opened->room.reference.size(), 8U);
  region.settle();
  EXPECT_TRUE(region.ear().told("room.new", colleague.account));
  EXPECT_EQ(region.ask(colleague, ListCases{})->cases.size(), 1U);
}

TEST_F(CasesTest, nobody_outside_the_team_sees_it) {
  begin_case();
  auto& same_school = region.person("school-a", "aandachtsfunctionaris");
  auto& beheer = region.beheerder("school-a");
  for (auto* each : {&same_school, &official, &other_school, &beheer}) {
    ASSERT_TRUE(region.sign_in(*each));
    EXPECT_TRUE(region.ask(*each, ListCases{})->cases.empty());
    EXPECT_TRUE(region.ask(*each, ListRooms{})->rooms.empty());
    auto const there = region.ask(*each, ReadLog{team.id, 0});
    auto const nowhere = region.ask(*each, ReadLog{crypto::random_id<RoomId>(), 0});
    EXPECT_EQ(reason(there), "not_found");
    EXPECT_EQ(nl(there), nl(nowhere));
    EXPECT_EQ(reason(region.ask(*each, PageItems{team.id, 0, 10})), "not_found");
    EXPECT_EQ(reason(region.ask(*each, ListCursors{team.id})), "not_found");
    EXPECT_EQ(reason(region.ask(*each, CreateRoom{case_id, consult.room(gemeente, {&gemeente})})), "not_found");
  }
}

TEST_F(CasesTest, a_gemeente_a_beheerder_and_a_parent_open_no_case) {
  RoomWriter theirs{region, "schoolteam", case_id};
  EXPECT_EQ(reason(region.ask(official, OpenCase{case_id, AgeBand::k12To15, gemeente.leaf, theirs.room(gemeente, {&gemeente})})),
            "refused");
  auto& beheer = region.beheerder("school-a");
  ASSERT_TRUE(region.sign_in(beheer));
  auto const admin = named(beheer);
  EXPECT_EQ(reason(region.ask(beheer, OpenCase{case_id, AgeBand::k12To15, admin.leaf, theirs.room(admin, {&admin})})), "refused");
  auto& parent = guest_of_another_case();
  auto const guest = named(parent);
  EXPECT_EQ(reason(region.ask(parent, OpenCase{case_id, AgeBand::k12To15, guest.leaf, theirs.room(guest, {&guest})})), "refused");
}

TEST_F(CasesTest, the_team_is_of_one_school_and_without_parents) {
  auto const stranger = named(other_school);
  EXPECT_EQ(reason(region.ask(mentor, open_case({&me, &stranger}))), "refused");
  EXPECT_EQ(reason(region.ask(mentor, open_case({&me, &gemeente}))), "refused");
  auto& parent = guest_of_another_case();
  auto const guest = named(parent);
  EXPECT_EQ(reason(region.ask(mentor, open_case({&me, &guest}))), "bad_signature") << "a certificate for another case is none";
}

TEST_F(CasesTest, a_case_begins_anonymous) {
  team.spoil = [](crypto::LogEntry& entry) { entry.phase = crypto::Phase::kIdentified; };
  EXPECT_EQ(reason(region.ask(mentor, open_case({&me}))), "refused");
  EXPECT_TRUE(region.ask(mentor, ListCases{})->cases.empty());
}

TEST_F(CasesTest, the_lead_is_one_of_the_team) {
  auto command = open_case({&me});
  command.lead = colleague.leaf();
  EXPECT_EQ(reason(region.ask(mentor, std::move(command))), "refused");
  EXPECT_TRUE(region.ask(mentor, ListCases{})->cases.empty()) << "nothing of it was kept";
}

TEST_F(CasesTest, one_does_not_open_a_case_in_anothers_name) {
  RoomWriter theirs{region, "schoolteam", case_id};
  EXPECT_EQ(reason(region.ask(mentor, OpenCase{case_id, AgeBand::k12To15, other.leaf, theirs.room(other, {&other, &me})})), "refused");
}

TEST_F(CasesTest, an_old_certificate_does_not_carry_one_into_a_room) {
  auto const old = named(colleague);
  region.certify(region.beheerder("school-a"), colleague);
  EXPECT_EQ(reason(region.ask(mentor, open_case({&me, &old}))), "refused");
  auto const renewed = named(colleague);
  EXPECT_EQ(reason(region.ask(mentor, open_case({&me, &renewed}))), "");
}

TEST_F(CasesTest, whoever_was_blocked_is_not_added) {
  ASSERT_TRUE(region.ask(region.beheerder("school-a"), Block{colleague.account}));
  EXPECT_EQ(reason(region.ask(mentor, open_case({&me, &other}))), "refused");
}

TEST_F(CasesTest, an_entry_that_says_something_else_than_it_should_is_refused) {
  struct Case {
    char const* what;
    std::function<void(crypto::LogEntry&)> spoil;
    std::string_view reason;
  };
  std::vector<Case> const cases{
      {"another case", [](auto& entry) { entry.case_id = crypto::random_id<CaseId>(); }, "refused"},
      {"no case", [](auto& entry) { entry.case_id = {}; }, "refused"},
      {"another room", [](auto& entry) { entry.room = crypto::random_id<RoomId>(); }, "refused"},
      {"another policy", [](auto& entry) { entry.policy[0] ^= 1; }, "refused"},
      {"another step", [](auto& entry) { entry.basis.step = 2; }, "refused"},
      {"another share", [](auto& entry) { entry.shred[0] ^= 1; }, "refused"},
      {"other boxes", [](auto& entry) { entry.boxes[0] ^= 1; }, "refused"},
      {"another roster", [](auto& entry) { entry.roster[0] ^= 1; }, "refused"},
      {"a later entry", [](auto& entry) { entry.n = 1; }, "stale_entry"},
      {"another kind", [](auto& entry) { entry.kind = "consult"; }, "refused"},
  };
  for (auto const& each : cases) {
    team.spoil = each.spoil;
    auto const answer = region.ask(mentor, open_case({&me}));
    EXPECT_EQ(reason(answer), each.reason) << each.what;
  }
  team.spoil = nullptr;
  auto forged = open_case({&me});
  forged.room.entry.entry.s[5] ^= 1;
  EXPECT_EQ(reason(region.ask(mentor, std::move(forged))), "bad_signature");
  EXPECT_TRUE(region.ask(mentor, ListRooms{})->rooms.empty());
  EXPECT_EQ(reason(region.ask(mentor, open_case({&me}))), "");
}

TEST_F(CasesTest, an_id_that_exists_is_not_used_again) {
  begin_case();
  RoomWriter again{region, "schoolteam", case_id};
  EXPECT_EQ(reason(region.ask(mentor, OpenCase{case_id, AgeBand::k12To15, me.leaf, again.room(me, {&me})})), "conflict");
  RoomWriter same_room{region, "schoolteam", crypto::random_id<CaseId>()};
  same_room.id = team.id;
  EXPECT_EQ(reason(region.ask(mentor, OpenCase{same_room.case_id, AgeBand::k12To15, me.leaf, same_room.room(me, {&me})})), "conflict");
}

TEST_F(CasesTest, colleagues_and_the_own_gemeente_are_listed_nobody_else) {
  auto const team_people = region.ask(mentor, ListPeople{RoomKind::kSchoolteam, {}});
  ASSERT_TRUE(team_people);
  for (auto const& each : team_people->people) EXPECT_EQ(each.org, mentor.org->id);
  EXPECT_EQ(team_people->people.size(), 2U);
  begin_case();
  auto const consult_people = region.ask(mentor, ListPeople{RoomKind::kConsult, case_id});
  ASSERT_TRUE(consult_people);
  EXPECT_EQ(consult_people->people.size(), 4U);
  for (auto const& each : consult_people->people) EXPECT_TRUE(each.org == mentor.org->id || each.org == official.org->id);
  auto const seen_by_gemeente = region.ask(official, ListPeople{RoomKind::kConsult, {}});
  ASSERT_TRUE(seen_by_gemeente);
  for (auto const& each : seen_by_gemeente->people) EXPECT_EQ(each.org, official.org->id);
  EXPECT_EQ(reason(region.ask(official, ListPeople{RoomKind::kConsult, case_id})), "not_found");
  EXPECT_EQ(reason(region.ask(region.beheerder("school-a"), ListPeople{RoomKind::kSchoolteam, {}})), "refused");
}

}  // namespace
}  // namespace beraad::app::testing
