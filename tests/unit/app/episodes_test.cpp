// SPDX-License-Identifier: EUPL-1.2
// A closed case is continued by a new one of the same school, once, and the link is told to nobody who may not know both (rule 21).
#include "consultation_under_test.hpp"
#include "crypto/record.hpp"

namespace beraad::app::testing {
namespace {

class EpisodesTest : public ConsultationTest {
 protected:
  void SetUp() override { begin_case(); }

  void close_case() {
    auto const answer = region.ask(mentor, AppendItem{team.id, team.record(me, {"step", Step::k1, {{"to", "closed_at_school"}}})});
    ASSERT_TRUE(answer);
    team.appended(*answer);
  }
  // A new case of this person alone that says to continue the other.
  Outcome<CaseOpened> go_on(Somebody const& who, CaseId const& from, CaseId const& id = crypto::random_id<CaseId>()) {
    RoomWriter writer{region, "schoolteam", id};
    auto const own = named(who);
    return region.ask(who, OpenCase{id, AgeBand::k12To15, own.leaf, writer.room(own, {&own}), from});
  }
  CaseSummary seen_by(Somebody const& who, CaseId const& id) {
    auto const listed = region.ask(who, ListCases{});
    for (auto const& each : listed->cases)
      if (each.id == id) return each;
    return {};
  }
};

TEST_F(EpisodesTest, a_closed_case_is_continued_by_a_new_one_that_begins_anew) {
  close_case();
  auto const opened = go_on(mentor, case_id);
  ASSERT_TRUE(opened) << opened.error().words.en;
  EXPECT_EQ(opened->of_case.continues, case_id);
  EXPECT_EQ(opened->of_case.step, Step::k1);
  EXPECT_EQ(seen_by(mentor, case_id).continued_by, opened->of_case.id);
  EXPECT_EQ(seen_by(mentor, case_id).step, Step::kClosedAtSchool) << "what was closed stays closed";
  region.restart();
  ASSERT_TRUE(region.sign_in(mentor));
  EXPECT_EQ(seen_by(mentor, opened->of_case.id).continues, case_id);
}

TEST_F(EpisodesTest, only_a_closed_case_of_whose_schoolteam_one_is_is_continued) {
  EXPECT_EQ(go_on(mentor, case_id).error().rule, "21") << "it is open";
  close_case();
  auto& same_school = region.person("school-a", "aandachtsfunctionaris");
  for (auto* each : {&same_school, &other_school}) EXPECT_EQ(reason(go_on(*each, case_id)), "not_found");
  EXPECT_EQ(reason(go_on(official, case_id)), "refused") << "a gemeente opens no case";
  EXPECT_EQ(reason(go_on(mentor, crypto::random_id<CaseId>())), "not_found");
  auto const itself = crypto::random_id<CaseId>();
  EXPECT_EQ(reason(go_on(mentor, itself, itself)), "not_found");
  EXPECT_EQ(seen_by(mentor, case_id).continued_by, CaseId{}) << "nothing was kept";
}

TEST_F(EpisodesTest, a_case_is_continued_once) {
  close_case();
  ASSERT_TRUE(go_on(mentor, case_id));
  auto const again = go_on(colleague, case_id);
  EXPECT_EQ(reason(again), "conflict");
  EXPECT_EQ(again.error().rule, "21");
  EXPECT_EQ(region.ask(colleague, ListCases{})->cases.size(), 1U);
}

TEST_F(EpisodesTest, who_knows_one_of_two_episodes_hears_nothing_of_the_other) {
  close_case();
  auto const opened = go_on(mentor, case_id);
  ASSERT_TRUE(opened);
  EXPECT_EQ(seen_by(colleague, case_id).continued_by, CaseId{}) << "not in the new team";
  EXPECT_EQ(seen_by(colleague, opened->of_case.id).id, CaseId{});
}

}  // namespace
}  // namespace beraad::app::testing
