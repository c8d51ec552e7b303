// SPDX-License-Identifier: EUPL-1.2
// What the matrix has no column for: closed rooms and cases, terms, certificates, other item types.
#include <gtest/gtest.h>

#include "server/domain/membership.hpp"
#include "tests/unit/domain/cast.hpp"

namespace beraad::domain {
namespace {

TEST(acts, nothing_is_written_or_picked_up_in_a_closed_room) {
  auto room = room_with("consult", "anonymous", "3", "mentor,gert");
  room.closed = true;
  EXPECT_EQ(text_of(may_append_item(built_in_policy(), person("mentor"), room, ItemType::kText)), "room_closed");
  EXPECT_EQ(text_of(may_pick_up(built_in_policy(), person("gert"), room)), "room_closed");
}

TEST(acts, nobody_writes_picks_up_or_takes_away_after_their_time_is_over) {
  auto const& over = person("gerda_for_gert_over");
  auto const room = room_with("consult", "anonymous", "3", "mentor,gert,gerda_for_gert_over");
  EXPECT_EQ(text_of(may_append_item(built_in_policy(), over, room, ItemType::kText)), "term_over");
  EXPECT_EQ(text_of(may_pick_up(built_in_policy(), over, room)), "term_over");
  EXPECT_EQ(text_of(may_remove_item(built_in_policy(), over, room, ItemType::kText)), "term_over");
}

TEST(acts, only_messages_and_their_changes_are_taken_away) {
  auto const room = room_with("melding", "anonymous", "3", "mentor,gert");
  for (auto const type : kItemTypes)
    EXPECT_EQ(may_remove_item(built_in_policy(), person("gert"), room, type).allowed(), type == ItemType::kText || type == ItemType::kEdit)
        << word_of(type);
}

TEST(acts, in_a_room_of_a_closed_case_nobody_joins_opens_writes_or_picks_up) {
  auto room = room_with("consult", "anonymous", "3", "mentor,gert");
  room.case_closed = true;
  EXPECT_EQ(text_of(may_join(built_in_policy(), person("gerda"), room)), "case_closed");
  EXPECT_EQ(text_of(may_open(built_in_policy(), person("mentor"), room)), "case_closed");
  EXPECT_EQ(text_of(may_append_item(built_in_policy(), person("mentor"), room, ItemType::kText)), "case_closed");
  EXPECT_EQ(text_of(may_pick_up(built_in_policy(), person("gert"), room)), "case_closed");
}

TEST(acts, records_are_put_into_every_room_of_the_plan_and_into_no_conversation_beside_it) {
  for (auto const kind : kRoomKinds) {
    auto const step = std::to_string(built_in_policy().room(kind).steps.front());
    auto const phase = word_of(built_in_policy().room(kind).phases.front());
    auto const room = room_with(word_of(kind), phase, step, "mentor");
    EXPECT_EQ(text_of(may_append_item(built_in_policy(), person("mentor"), room, ItemType::kRecord)),
              kind == RoomKind::kConsult || kind == RoomKind::kOudergesprek ? "item_type_not_allowed" : ".")
        << word_of(kind);
  }
}

TEST(acts, nobody_writes_with_a_certificate_that_ran_out_or_after_declaring_a_relation) {
  auto const room = room_with("consult", "anonymous", "3", "mentor_expired,gert_relation");
  EXPECT_EQ(text_of(may_append_item(built_in_policy(), person("mentor_expired"), room, ItemType::kText)), "certificate_invalid");
  EXPECT_EQ(text_of(may_append_item(built_in_policy(), person("gert_relation"), room, ItemType::kText)), "relation_declared");
}

}  // namespace
}  // namespace beraad::domain
