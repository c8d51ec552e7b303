// SPDX-License-Identifier: EUPL-1.2
// Each step is asserted, so that a test that starts here starts from what it says.
#include "consultation_under_test.hpp"

namespace beraad::app::testing {

ConsultationTest::ConsultationTest() {
  for (auto* each : {&mentor, &colleague, &official, &second_official, &other_school, &other_gemeente}) EXPECT_TRUE(region.sign_in(*each));
}

Participant ConsultationTest::pseudonym(Somebody& who, RoomId const& room, bool show_school) {
  auto keys = crypto::pseudonym_keys(who.pseudonym, room);
  auto const issued = region.ask(who, IssuePseudonym{case_id, room, keys.leaf, keys.sign.verify_key(), keys.seal.seal_key(), show_school});
  EXPECT_TRUE(issued) << issued.error().reason;
  return {keys.leaf, issued->cert, std::move(keys.sign)};
}

Somebody& ConsultationTest::guest_of_another_case() {
  auto const another = crypto::random_id<CaseId>();
  RoomWriter theirs{region, "schoolteam", another};
  EXPECT_TRUE(region.ask(mentor, OpenCase{another, AgeBand::k12To15, mentor.leaf(), theirs.room(me, {&me})}));
  return region.guest(mentor, another);
}

void ConsultationTest::begin_case() {
  auto const opened = region.ask(mentor, open_case({&me, &other}));
  ASSERT_TRUE(opened) << opened.error().reason << " " << opened.error().words.en;
  team.accepted();
}

void ConsultationTest::begin_consult() {
  begin_case();
  masked = pseudonym(mentor, consult.id);
  auto const created = region.ask(mentor, CreateRoom{case_id, consult.room(*masked, {&*masked, &gemeente})});
  ASSERT_TRUE(created) << created.error().reason << " " << created.error().words.en;
  consult.accepted();
  region.settle();
}

}  // namespace beraad::app::testing
