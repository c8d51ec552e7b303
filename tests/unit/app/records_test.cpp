// SPDX-License-Identifier: EUPL-1.2
// Records: what they do to a case and its rooms, and that nothing gets round the rules or follows a case that was closed.
#include "consultation_under_test.hpp"
#include "crypto/record.hpp"

namespace beraad::app::testing {
namespace {

using crypto::BasisEvent;
using crypto::OpKind;
using Fields = std::map<std::string, std::string, std::less<>>;

class RecordsTest : public ConsultationTest {
 protected:
  AgeBand age_band = AgeBand::k12To15;

  void begin() {
    auto command = open_case({&me, &other});
    command.age_band = age_band;
    auto const opened = region.ask(mentor, std::move(command));
    ASSERT_TRUE(opened) << opened.error().words.en;
    team.accepted();
    region.settle();
    region.ear().forget();
  }
  Outcome<ItemAppended> put(std::string const& word, Step step, Fields fields) {
    auto answer = region.ask(mentor, AppendItem{team.id, team.record(me, {word, step, std::move(fields)})});
    if (answer) team.appended(*answer);
    return answer;
  }
  Outcome<ItemAppended> move(Step from, std::string const& to) { return put("step", from, {{"to", to}}); }
  std::string step() { return std::string(domain::word_of(region.ask(mentor, ListCases{})->cases.at(0).step)); }
  static std::string_view rule(Outcome<ItemAppended> const& outcome) { return outcome ? "" : outcome.error().rule; }

  Fields const parents_talk{{"on", "2026-01-15"}, {"pupil_present", "yes"}, {"sharing_consent", "given"}, {"care_in_place", "no"}};
};

TEST_F(RecordsTest, a_step_moves_the_case_and_everybody_of_the_team_hears_it) {
  begin();
  ASSERT_TRUE(move(Step::k1, "2"));
  EXPECT_EQ(step(), "2");
  region.settle();
  EXPECT_TRUE(region.ear().told("case.changed", colleague.account));
  EXPECT_TRUE(region.ear().told("room.changed", colleague.account));
  EXPECT_TRUE(region.ear().told("item.new", colleague.account));
  EXPECT_TRUE(region.ask(colleague, ListRooms{})->rooms.at(0).unread.empty()) << "a record is not unread";
}

TEST_F(RecordsTest, of_two_moves_from_one_step_the_second_is_refused) {
  begin();
  ASSERT_TRUE(move(Step::k1, "2"));
  EXPECT_EQ(reason(move(Step::k1, "closed_at_school")), "refused");
  EXPECT_EQ(reason(move(Step::k2, "5")), "refused");
  EXPECT_EQ(step(), "2");
}

TEST_F(RecordsTest, rule_5_holds_until_the_pupil_agrees_or_there_is_a_reason) {
  age_band = AgeBand::k16To17;
  begin();
  ASSERT_TRUE(move(Step::k1, "2"));
  ASSERT_TRUE(move(Step::k2, "4"));
  EXPECT_EQ(rule(put("parents_talk", Step::k4, parents_talk)), "5");
  ASSERT_TRUE(put("pupil_consent", Step::k4, {{"on", "2026-01-14"}, {"answer", "refused"}}));
  EXPECT_EQ(rule(put("parents_talk", Step::k4, parents_talk)), "5");
  ASSERT_TRUE(put("consent_exception", Step::k4, {}));
  EXPECT_TRUE(put("parents_talk", Step::k4, parents_talk));
}

TEST_F(RecordsTest, what_a_room_recorded_last_holds_also_when_the_clock_went_back) {
  age_band = AgeBand::k16To17;
  begin();
  ASSERT_TRUE(move(Step::k1, "2"));
  ASSERT_TRUE(move(Step::k2, "4"));
  ASSERT_TRUE(put("pupil_consent", Step::k4, {{"on", "2026-01-14"}, {"answer", "given"}}));
  region.wait(-60'000);
  ASSERT_TRUE(put("pupil_consent", Step::k4, {{"on", "2026-01-15"}, {"answer", "refused"}}));
  EXPECT_EQ(rule(put("parents_talk", Step::k4, parents_talk)), "5");
}

TEST_F(RecordsTest, with_a_pupil_of_age_the_parents_are_not_spoken_with) {
  age_band = AgeBand::k18AndOver;
  begin();
  ASSERT_TRUE(move(Step::k1, "2"));
  ASSERT_TRUE(move(Step::k2, "4"));
  EXPECT_EQ(rule(put("parents_talk", Step::k4, parents_talk)), "5");
  EXPECT_EQ(rule(put("pupil_consent", Step::k4, {{"on", "2026-01-14"}, {"answer", "given"}})), "5");
  EXPECT_EQ(rule(put("parents_talk", Step::k4, parents_talk)), "5");
}

TEST_F(RecordsTest, what_is_known_outlives_a_restart) {
  begin_consult();
  ASSERT_TRUE(put("consult_answers", Step::k3, {{"talk_with_parents", "yes"}, {"sharing_needed", "no"}}));
  ASSERT_TRUE(move(Step::k3, "4"));
  region.restart();
  ASSERT_TRUE(region.sign_in(mentor));
  EXPECT_EQ(step(), "4");
  EXPECT_TRUE(put("parents_talk", Step::k4, parents_talk));
}

TEST_F(RecordsTest, a_record_that_is_not_whole_is_refused) {
  begin();
  auto const refused = [&](std::string const& word, Fields fields) { return reason(put(word, Step::k1, std::move(fields))); };
  EXPECT_EQ(refused("pupil_talk", {{"on", "2026-02-30"}, {"known_to_care", "no"}}), "refused");
  EXPECT_EQ(refused("pupil_talk", {{"on", "2026-02-28"}}), "refused");
  EXPECT_EQ(refused("pupil_talk", {{"on", "2026-02-28"}, {"known_to_care", "perhaps"}}), "refused");
  EXPECT_EQ(refused("pupil_talk", {{"on", "2026-02-28"}, {"known_to_care", "no"}, {"more", "yes"}}), "refused");
  EXPECT_EQ(refused("no_such_record", {}), "refused");
  EXPECT_EQ(refused("step", {}), "refused");
  auto header = team.header(me, "record");
  header.record = crypto::encode_record({"step", Step::k1, {{"to", "2"}}});
  EXPECT_EQ(reason(region.ask(mentor, AppendItem{team.id, team.seal(me, header)})), "bad_request") << "in a thread of the conversation";
  EXPECT_TRUE(put("pupil_talk", Step::k1, {{"on", "2026-02-28"}, {"known_to_care", "no"}}));
}

TEST_F(RecordsTest, nobody_records_where_records_do_not_belong) {
  begin_consult();
  auto const answer = region.ask(official, AppendItem{consult.id, consult.record(gemeente, {"step", Step::k3, {{"to", "4"}}})});
  EXPECT_EQ(reason(answer), "refused");
  EXPECT_EQ(step(), "3");
  RoomWriter theirs{region, "schoolteam", crypto::random_id<CaseId>()};
  auto with_record = OpenCase{theirs.case_id, AgeBand::k12To15, mentor.leaf(), theirs.room(me, {&me})};
  with_record.room.items.push_back(theirs.record(me, {"step", Step::k1, {{"to", "4"}}}));
  EXPECT_EQ(reason(region.ask(mentor, std::move(with_record))), "refused") << "nor in the first items of a room";
}

TEST_F(RecordsTest, nothing_follows_a_case_that_was_closed_at_school) {
  begin_consult();
  ASSERT_TRUE(move(Step::k3, "closed_at_school"));
  region.settle();
  EXPECT_TRUE(region.ear().told("room.changed", official.account));
  EXPECT_TRUE(region.ask(official, ListRooms{})->rooms.at(0).closed);

  auto const refused = [&](auto&& outcome) {
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().rule, "21") << outcome.error().words.en;
  };
  refused(region.ask(mentor, AppendItem{team.id, team.item(me)}));
  refused(put("pupil_talk", Step::kClosedAtSchool, {{"on", "2026-02-28"}, {"known_to_care", "no"}}));
  refused(move(Step::kClosedAtSchool, "1"));
  refused(region.ask(official, AppendItem{consult.id, consult.item(gemeente)}));
  refused(region.ask(official, PickUp{consult.id}));
  refused(region.ask(mentor, AppendEntry{team.id, team.entry(me, {BasisEvent::kKeyRotation, {OpKind::kRotate}, {nullptr}, 4})}));
  refused(region.ask(official, AppendEntry{consult.id, consult.entry(gemeente, {BasisEvent::kMemberAdded, {OpKind::kAdd}, {&second}, 4})}));
  RoomWriter again{region, "consult", CaseId{}};
  refused(region.ask(mentor, CreateRoom{case_id, again.room(me, {&me, &gemeente}, 4)}));

  EXPECT_FALSE(region.ask(mentor, PageItems{team.id, 0, 10})->items.empty()) << "it can still be read";
}

}  // namespace
}  // namespace beraad::app::testing
