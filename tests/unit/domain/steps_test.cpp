// SPDX-License-Identifier: EUPL-1.2
// Which moves exist, who makes them, what opening a consult does, and who holds the regie.
#include "server/domain/steps.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/unit/domain/cast.hpp"

namespace beraad::domain {
namespace {

TEST(steps, school_and_gemeente_move_exactly_along_the_listed_transitions) {
  std::set<std::string> const listed{
      "1>2", "1>3", "2>3", "3>2", "2>4", "3>4", "1>closed_at_school", "2>closed_at_school", "3>closed_at_school", "4>closed_at_school"};
  std::set<std::string> const taken{"2>5", "3>5",         "4>5", "5>6",         "5>8",         "6>7",         "6>monitored",
                                    "6>8", "7>monitored", "7>8", "monitored>6", "monitored>7", "monitored>8", "8>closed"};
  std::size_t pairs = 0;
  for (auto const from : kSteps) {
    for (auto const to : kSteps) {
      auto const name = std::string(word_of(from)) + ">" + std::string(word_of(to));
      auto const expected = listed.contains(name) ? "." : taken.contains(name) ? "not_yours_to_move" : "step_not_allowed";
      EXPECT_EQ(text_of(may_move(built_in_policy(), from, to, "school")), expected) << name;
      EXPECT_EQ(text_of(may_move(built_in_policy(), from, to, "gemeente")) == ".", taken.contains(name)) << name;
      ++pairs;
    }
  }
  EXPECT_EQ(pairs, 121U);
}

TEST(steps, only_a_closed_case_is_closed_and_no_transition_leaves_it) {
  for (auto const step : kSteps) EXPECT_EQ(is_closed(step), step == Step::kClosed || step == Step::kClosedAtSchool) << word_of(step);
  for (auto const& each : built_in_policy().transitions) EXPECT_FALSE(is_closed(each.from));
}

TEST(steps, gemeente_does_not_move_the_school_phase) {
  EXPECT_EQ(text_of(may_move(built_in_policy(), Step::k1, Step::k2, "gemeente")), "not_yours_to_move");
}

TEST(steps, opening_a_consult_brings_a_case_from_1_or_2_to_3_and_leaves_later_steps) {
  auto const after = [](Step step) { return step_after_opening(built_in_policy(), RoomKind::kConsult, step); };
  EXPECT_EQ(after(Step::k1), Step::k3);
  EXPECT_EQ(after(Step::k2), Step::k3);
  EXPECT_EQ(after(Step::k3), Step::k3);
  EXPECT_EQ(after(Step::k4), Step::k4);
  EXPECT_EQ(after(Step::k5), Step::k5);
  EXPECT_EQ(step_after_opening(built_in_policy(), RoomKind::kSchoolteam, Step::k1), Step::k1);
}

TEST(steps, regie_is_the_schools_until_step_4_and_the_gemeentes_from_5) {
  for (int step = 1; step <= 4; ++step) EXPECT_EQ(regie(built_in_policy(), step), "school");
  for (int step = 5; step <= 8; ++step) EXPECT_EQ(regie(built_in_policy(), step), "gemeente");
  EXPECT_EQ(regie(built_in_policy(), 0), "");
  EXPECT_EQ(regie(built_in_policy(), 9), "");
}

TEST(steps, every_place_of_a_case_has_a_number_between_1_and_8) {
  for (auto const step : kSteps) {
    EXPECT_GE(number_of(step), 1);
    EXPECT_LE(number_of(step), 8);
  }
  EXPECT_EQ(number_of(Step::kMonitored), 6);
}

}  // namespace
}  // namespace beraad::domain
