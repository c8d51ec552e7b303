// SPDX-License-Identifier: EUPL-1.2
// Rule 20 attacked by a gemeente with a modified client: scaling a case down without those who take part in it.
#include "tests/integration/relations_attack.hpp"

namespace beraad::test {
namespace {

class Closing : public Relations {
 protected:
  static void expect_missing(Answer const& answer, std::string const& code) {
    EXPECT_EQ(answer.reason, "refused") << code;
    EXPECT_EQ(answer.message, domain::built_in_policy().condition(code)->denial.nl);
  }
  // In a room of the case that gert opens, with this colleague in it.
  static std::unique_ptr<Room> room_with(std::string const& kind, std::uint64_t step, CaseId const& of_case, std::string const& who) {
    auto const id = crypto::random_id<RoomId>();
    EXPECT_TRUE(declare("gert", id, of_case, false).ok());
    auto const made = make(kind, BasisEvent::kRoomOpened, step, id, of_case, "gert", {});
    EXPECT_TRUE(made.ok()) << made.message;
    auto room = region().copy_of(id, "gert");
    let_in(*room, of_case, who);
    return room;
  }
  static void let_in(Room& room, CaseId const& of_case, std::string const& who) {
    EXPECT_TRUE(invite("gert", room.id(), who).ok());
    EXPECT_TRUE(answer(who, room.id(), declaration(who, room.id(), of_case, false)).ok());
    auto const added = add(room, "gert", who);
    EXPECT_TRUE(added.ok()) << added.message;
    room.sync(line("gert"));
  }
};

TEST_F(Closing, a_follow_up_with_fewer_organisations_than_the_casusoverleg_scales_nothing_down) {
  auto const found = known();  // the follow-up has the gemeente alone
  auto const table = room_with("weegtafel", 6, found.id, "weger");
  auto const at_weger = region().copy_of(table->id(), "weger");
  must_put(*table, {"sitting", Step::k6, {{"on", "2026-02-03"}, {"gemeente", "yes"}, {"politie", "yes"}, {"om", "no"}}}, "gert");
  must_put(*table, {"duiding", Step::k6, {}}, "gert");
  must_put(*at_weger, {"duiding", Step::k6, {}}, "weger");
  must_put(*at_weger, {"outcome", Step::k6, {{"outcome", "opgeschaald"}}}, "weger");
  must_put(*table, {"outcome_support", Step::k6, {}}, "gert");
  must_put(*table, move(Step::k6, "7"), "gert");

  auto const meeting = room_with("casusoverleg", 7, found.id, "mentor");
  must_put(*meeting, {"picture", Step::k7, {}}, "gert");
  must_put(*meeting, {"joint_duiding", Step::k7, {}}, "gert");
  auto const keeper = id_text(region()["mentor"].person.organisation);
  must_put(*meeting, {"plan", Step::k7, {{"contact_keeper", keeper}, {"last_contact", "2026-02-03"}, {"review_on", "2026-09-01"}}}, "gert");
  must_put(*meeting, {"step", Step::k7, {{"to", "monitored"}, {"review_on", "2026-09-01"}}}, "gert");

  must_put(*found.follow_up, {"joint_goal", Step::kMonitored, {}}, "gert");
  must_put(*found.follow_up, {"goal_reached", Step::kMonitored, {}}, "gert");
  must_put(*found.follow_up, {"closing_reason", Step::kMonitored, {}}, "gert");
  expect_missing(put(*found.follow_up, move(Step::kMonitored, "8"), "gert"), "goal_reached_by_all");
  let_in(*found.follow_up, found.id, "mentor");
  auto const at_mentor = region().copy_of(found.follow_up->id(), "mentor");
  must_put(*at_mentor, {"goal_reached", Step::kMonitored, {}}, "mentor");
  expect_missing(put(*found.follow_up, move(Step::kMonitored, "8"), "gert"), "reason_received");
  must_put(*at_mentor, {"reason_received", Step::kMonitored, {}}, "mentor");
  EXPECT_TRUE(put(*found.follow_up, move(Step::kMonitored, "8"), "gert").ok());
}

TEST_F(Closing, a_second_room_of_a_kind_is_refused_while_the_first_is_there) {
  auto const found = known();
  auto const first = room_with("weegtafel", 6, found.id, "weger");
  for (auto const* kind : {"weegtafel", "opvolging"}) {
    auto const second = crypto::random_id<RoomId>();
    ASSERT_TRUE(declare("gert", second, found.id, false).ok());
    EXPECT_EQ(make(kind, BasisEvent::kRoomOpened, 6, second, found.id, "gert", {}).reason, "conflict") << kind;
  }
}

TEST_F(Closing, a_room_that_is_open_without_somebody_is_told_to_whoever_could_open_it_and_to_nobody_else) {
  auto const found = known();
  let_in(*found.follow_up, found.id, "gerda");
  let_in(*found.follow_up, found.id, "agent");
  auto const elsewhere = [&](std::string const& who) { return seen_by(who, found.id).at("elsewhere"); };
  EXPECT_EQ(elsewhere("gerda"), Json::array());
  auto const table = room_with("weegtafel", 6, found.id, "weger");
  EXPECT_EQ(elsewhere("gerda"), Json::array({"weegtafel"}));
  EXPECT_EQ(elsewhere("gert"), Json::array()) << "is in it";
  EXPECT_EQ(elsewhere("agent"), Json::array()) << "the police opens no room";
  EXPECT_EQ(elsewhere("mentor"), Json::array()) << "nor does a school";
  let_in(*table, found.id, "gerda");
  EXPECT_EQ(elsewhere("gerda"), Json::array());
}

TEST_F(Closing, a_weegtafel_is_skipped_only_when_whoever_reported_has_read_why_also_under_a_pseudonym) {
  for (bool const as_pseudonym : {true, false}) {
    auto const opened = region().open_case("mentor");
    must_put(*opened.schoolteam, move(Step::k1, "2"), "mentor");
    auto const report = region().open_report("mentor", opened.id, 2, as_pseudonym, {"gert"});
    auto const at_gert = region().copy_of(report->id(), "gert");
    must_put(*at_gert, move(Step::k2, "5"), "gert");
    expect_missing(put(*at_gert, move(Step::k5, "8"), "gert"), "reason_recorded");
    expect_missing(put(*report, {"skip_reason_received", Step::k5, {}}, "mentor"), "reason_recorded");
    expect_refused(put(*report, {"skip_reason", Step::k5, {}}, "mentor"), "not_yours_to_move");
    must_put(*at_gert, {"skip_reason", Step::k5, {}}, "gert");
    expect_missing(put(*at_gert, move(Step::k5, "8"), "gert"), "skip_reason_received");
    must_put(*report, {"skip_reason_received", Step::k5, {}}, "mentor");
    must_put(*at_gert, {"skip_reason", Step::k5, {}}, "gert");
    expect_missing(put(*at_gert, move(Step::k5, "8"), "gert"), "skip_reason_received");
    must_put(*report, {"skip_reason_received", Step::k5, {}}, "mentor");
    must_put(*at_gert, move(Step::k5, "8"), "gert");
    must_put(*at_gert, {"handover", Step::k8, {{"receiver", "school"}}}, "gert");
    must_put(*at_gert, {"reescalation", Step::k8, {}}, "gert");
    expect_missing(put(*at_gert, move(Step::k8, "closed"), "gert"), "handover_taken");
    must_put(*report, {"handover_taken", Step::k8, {}}, "mentor");
    EXPECT_TRUE(put(*at_gert, move(Step::k8, "closed"), "gert").ok());
  }
}

}  // namespace
}  // namespace beraad::test
