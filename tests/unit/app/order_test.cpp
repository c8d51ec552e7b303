// SPDX-License-Identifier: EUPL-1.2
// A message is prepared while others are being stored: what counts is what the store says once its turn has come.
#include "consultation_under_test.hpp"

namespace beraad::app::testing {
namespace {

using crypto::BasisEvent;
using crypto::OpKind;

class OrderTest : public ConsultationTest {
 protected:
  void SetUp() override { begin_consult(); }
  [[nodiscard]] std::size_t stored() { return region.ask(official, PageItems{consult.id, 0, 10})->items.size(); }
};

TEST_F(OrderTest, a_session_that_ends_first_says_nothing_more) {
  auto const writer = region.hold_writer();
  std::promise<Outcome<Done>> out;
  region.service().call(mentor.cookie, SignOut{}, [&out](Outcome<Done> done) { out.set_value(std::move(done)); });
  auto said = region.begin(mentor, AppendItem{consult.id, consult.item(*masked)});
  region.await_waiting(2);
  writer->set_value();
  EXPECT_TRUE(out.get_future().get());
  EXPECT_EQ(reason(said.get()), "not_signed_in");
  EXPECT_EQ(stored(), 0U);
}

TEST_F(OrderTest, a_message_of_the_epoch_before_waits_for_its_sender_to_seal_it_again) {
  auto const writer = region.hold_writer();
  auto const rotation =
      region.begin(official, AppendEntry{consult.id, consult.entry(gemeente, {BasisEvent::kKeyRotation, {OpKind::kRotate}, {nullptr}, 3})});
  region.await_waiting(1);
  auto said = region.begin(mentor, AppendItem{consult.id, consult.item(*masked)});
  region.await_waiting(2);
  writer->set_value();
  EXPECT_EQ(reason(said.get()), "stale_epoch");
  EXPECT_EQ(stored(), 0U);
}

TEST_F(OrderTest, whoever_an_entry_brings_in_may_speak_as_soon_as_it_is_stored) {
  auto const writer = region.hold_writer();
  auto added =
      region.begin(official, AppendEntry{consult.id, consult.entry(gemeente, {BasisEvent::kMemberAdded, {OpKind::kAdd}, {&second}, 3})});
  region.await_waiting(1);
  consult.accepted();
  auto said = region.begin(second_official, AppendItem{consult.id, consult.item(second)});
  region.await_waiting(2);
  writer->set_value();
  EXPECT_TRUE(added.get());
  EXPECT_TRUE(said.get()) << "though the room was another one when its signature was looked at";
  EXPECT_EQ(stored(), 1U);
}

TEST_F(OrderTest, whoever_an_entry_removes_first_says_nothing_more) {
  ASSERT_TRUE(
      region.ask(official, AppendEntry{consult.id, consult.entry(gemeente, {BasisEvent::kMemberAdded, {OpKind::kAdd}, {&second}, 3})}));
  consult.accepted();
  auto const last_words = consult.item(second);
  auto const writer = region.hold_writer();
  auto removed = region.begin(
      official, AppendEntry{consult.id, consult.entry(gemeente, {BasisEvent::kMemberRemoved, {OpKind::kRemove}, {&second}, 3})});
  region.await_waiting(1);
  auto said = region.begin(second_official, AppendItem{consult.id, last_words});
  region.await_waiting(2);
  writer->set_value();
  EXPECT_TRUE(removed.get());
  EXPECT_EQ(reason(said.get()), "not_found");
  EXPECT_EQ(stored(), 0U);
}

}  // namespace
}  // namespace beraad::app::testing
