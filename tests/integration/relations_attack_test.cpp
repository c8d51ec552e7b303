// SPDX-License-Identifier: EUPL-1.2
// Rules 9 and 15 attacked by modified clients: making the pupil known without a ground, and getting into a room in which the pupil is known
// with a relation to that pupil, or without having said that there is none.
#include "tests/integration/relations_attack.hpp"

namespace beraad::test {
namespace {

TEST_F(Relations, the_pupil_is_not_made_known_without_a_ground) {
  auto const opened = reported();
  auto const room = crypto::random_id<RoomId>();
  auto const refused = make("melding", BasisEvent::kReportOpened, 5, room, opened.id, "mentor", {"gert"});
  EXPECT_EQ(refused.reason, "refused");
  EXPECT_EQ(refused.rule, "9");
  EXPECT_TRUE(seen_by("gert", opened.id).is_null()) << "the gemeente does not know the case";
  give_ground(opened);
  EXPECT_TRUE(make("melding", BasisEvent::kReportOpened, 5, room, opened.id, "mentor", {"gert"}).ok());
  EXPECT_EQ(make("melding", BasisEvent::kReportOpened, 5, crypto::random_id<RoomId>(), opened.id, "mentor", {"gert"}).reason, "conflict");
}

TEST_F(Relations, a_ground_asked_of_the_wrong_people_is_none) {
  auto const opened = reported();
  auto const answer = put(*opened.schoolteam, {"ground_consent", Step::k5, {{"on", "2026-02-03"}, {"whom", "pupil"}}}, "mentor");
  EXPECT_EQ(answer.reason, "refused");
  EXPECT_EQ(answer.rule, "9");
}

TEST_F(Relations, nobody_approves_the_safety_risk_that_they_recorded) {
  auto const opened = reported();
  must_put(*opened.schoolteam, {"ground_risk", Step::k5, {{"on", "2026-02-03"}, {"inform_by", "2026-05-01"}}}, "mentor");
  expect_refused(put(*opened.schoolteam, {"ground_approval", Step::k5, {}}, "mentor"), "someone_else_must");
  EXPECT_EQ(make("melding", BasisEvent::kReportOpened, 5, crypto::random_id<RoomId>(), opened.id, "mentor", {"gert"}).rule, "9");
}

TEST_F(Relations, a_card_is_not_put_where_the_pupil_is_anonymous) {
  auto const opened = region().open_case("mentor");
  must_put(*opened.schoolteam, move(Step::k1, "2"), "mentor");
  auto const report = region().open_report("mentor", opened.id, 2, false);
  auto const card = report->next_item(crypto::random_id<ThreadId>(), "identity", pupils_card());
  expect_refused(line("mentor").call("item.append", {{"room", id_text(report->id())}, {"item", item_json(card)}}), "item_type_not_allowed");
}

TEST_F(Relations, an_anonymous_case_has_no_room_in_which_the_pupil_is_known) {
  auto const opened = reported();
  auto const room = crypto::random_id<RoomId>();
  EXPECT_EQ(make("weegtafel", BasisEvent::kRoomOpened, 5, room, opened.id, "gert", {}).reason, "not_found") << "gert knows no case";
  EXPECT_EQ(make("weegtafel", BasisEvent::kRoomOpened, 5, room, opened.id, "mentor", {}).reason, "refused") << "a school is never there";
}

TEST_F(Relations, nobody_opens_or_joins_a_room_without_having_declared_to_have_no_relation) {
  auto const found = known();
  expect_refused(add(*found.follow_up, "gert", "agent"), "declaration_missing");
  expect_refused(add(*found.follow_up, "gert", "mentor"), "declaration_missing");
  auto const second = known();
  auto const report_of_another = declaration("agent", second.follow_up->id(), second.id, false);
  ASSERT_TRUE(invite("gert", found.follow_up->id(), "agent").ok());
  EXPECT_EQ(answer("agent", found.follow_up->id(), report_of_another).reason, "bad_request") << "said of another room";
  EXPECT_EQ(answer("agent", found.follow_up->id(), declaration("gert", found.follow_up->id(), found.id, false)).reason, "bad_signature")
      << "said by another";
  expect_refused(add(*found.follow_up, "gert", "agent"), "declaration_missing");
  EXPECT_TRUE(answer("agent", found.follow_up->id(), declaration("agent", found.follow_up->id(), found.id, false)).ok());
  EXPECT_TRUE(add(*found.follow_up, "gert", "agent").ok());
  EXPECT_EQ(line("agent").must("invitation.list", Json::object()).at("invitations").size(), 0U);
  EXPECT_FALSE(seen_by("agent", found.id).is_null());
  EXPECT_TRUE(seen_by("agent", second.id).is_null());
}

TEST_F(Relations, who_may_not_add_may_not_invite_or_see_who_was_invited) {
  auto const found = known();
  auto const& room = found.follow_up->id();
  EXPECT_EQ(invite("gemma", room, "agent").reason, "not_found") << "of another gemeente";
  EXPECT_EQ(invite("mentor", room, "agent").reason, "not_found") << "of the school, not in the room";
  EXPECT_EQ(line("mentor").call("invitation.of_room", {{"room", id_text(room)}}).reason, "not_found");
  EXPECT_EQ(answer("zoco", room, declaration("zoco", room, found.id, false)).reason, "not_found") << "not invited";
  EXPECT_EQ(declare("gemma", room, found.id, false).reason, "not_found") << "knows no such case";
}

TEST_F(Relations, a_parent_gets_into_no_room_of_the_plan_although_the_school_signed) {
  auto const found = known("vader");
  expect_refused(invite("gert", found.follow_up->id(), "vader"), "ouders_sluiten_niet_aan");
  expect_refused(add(*found.follow_up, "gert", "vader"), "ouders_sluiten_niet_aan");
}

TEST_F(Relations, somebody_of_another_gemeente_is_not_let_in) {
  auto const found = known();
  EXPECT_EQ(invite("gert", found.follow_up->id(), "gemma").reason, "refused");
  EXPECT_EQ(add(*found.follow_up, "gert", "gemma").reason, "refused");
}

TEST_F(Relations, an_officer_lets_nobody_in_but_a_colleague_who_declared_and_only_for_a_time) {
  auto const found = known();
  auto const& room = found.follow_up->id();
  ASSERT_TRUE(invite("gert", room, "agent").ok());
  ASSERT_TRUE(answer("agent", room, declaration("agent", room, found.id, false)).ok());
  ASSERT_TRUE(add(*found.follow_up, "gert", "agent").ok());
  ASSERT_TRUE(invite("gert", room, "mentor").ok());
  auto const officers = region().copy_of(room, "agent");
  auto const until = now_ms() + 60'000;
  crypto::Term const own{until, region()["agent"].person.leaf()};
  crypto::Term const of_regie{until, region()["gert"].person.leaf()};

  expect_refused(invite("agent", room, "other agent"), "not_yours_to_add");
  expect_refused(invite("agent", room, "other agent", of_regie), "not_yours_to_add");
  expect_refused(invite("agent", room, "mentor", own), "not_a_colleague");
  expect_refused(invite("agent", room, "other agent", {0, own.stands_in_for}), "term_missing");
  ASSERT_TRUE(invite("agent", room, "other agent", own).ok());
  auto const seen = line("agent").must("invitation.of_room", {{"room", id_text(room)}}).at("invited");
  ASSERT_EQ(seen.size(), 1U) << "whom regie invited is not the officer's to know";
  EXPECT_EQ(seen[0].at("for"), id_text(own.stands_in_for));

  expect_refused(let_stand_in(*officers, "agent", "other agent", own), "declaration_missing");
  ASSERT_TRUE(answer("other agent", room, declaration("other agent", room, found.id, false)).ok());
  expect_refused(let_stand_in(*officers, "agent", "other agent", of_regie), "not_yours_to_add");
  EXPECT_TRUE(let_stand_in(*officers, "agent", "other agent", own).ok());
  EXPECT_FALSE(seen_by("other agent", found.id).is_null());
}

// Last: the officer's sessions end.
TEST_F(Relations, zz_a_police_officer_who_is_the_parent_stops_reading_at_once_and_never_comes_back) {
  auto const found = known();
  auto& room = *found.follow_up;
  ASSERT_TRUE(invite("gert", room.id(), "agent").ok());
  ASSERT_TRUE(answer("agent", room.id(), declaration("agent", room.id(), found.id, false)).ok());
  ASSERT_TRUE(add(room, "gert", "agent").ok());
  room.sync(line("gert"));
  auto const epoch = room.epoch();
  auto const seq = room.say(line("gert"), crypto::random_id<ThreadId>(), "Wat de politie nog leest.");
  line("agent").must("cursor.delivered", {{"room", id_text(room.id())}, {"seq", seq}});

  auto const said = declaration("agent", room.id(), found.id, true);
  line("agent").send("relation.declare", {{"room", id_text(room.id())}, {"declaration", crypto::json_of(said)}});
  EXPECT_EQ(line("agent").wait_for_close(), 4001U) << "the connections are closed";
  auto const told = line("gert").next_news("relation.declared", room.id());
  EXPECT_EQ(told.at("leaf"), id_text(region()["agent"].person.account));
  EXPECT_EQ(told.at("read_to"), seq) << "what was read";

  auto const entry = room.next_entry(line("gert"), BasisEvent::kMemberRemoved, {{OpKind::kRemove, {}, region()["agent"].person.leaf()}});
  EXPECT_TRUE(line("gert").call("room.append", {{"room", id_text(room.id())}, {"entry", entry.json()}}).ok());
  room.sync(line("gert"));
  EXPECT_EQ(room.epoch(), epoch + 1) << "with keys the officer does not have";
  expect_refused(invite("gert", room.id(), "agent"), "relation_declared");
  expect_refused(add(room, "gert", "agent"), "relation_declared");
  auto const invited = line("gert").must("invitation.of_room", {{"room", id_text(room.id())}}).at("invited");
  ASSERT_EQ(invited.size(), 1U);
  EXPECT_EQ(invited[0].at("read_to"), seq) << "kept for who has the regie";
}

}  // namespace
}  // namespace beraad::test
