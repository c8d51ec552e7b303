// SPDX-License-Identifier: EUPL-1.2
// Whoever stands in for a colleague takes part until the end that was agreed, and not a moment longer, whatever their client says.
#include <thread>

#include "consultation_under_test.hpp"

namespace beraad::app::testing {
namespace {

using crypto::BasisEvent;
using crypto::OpKind;

constexpr TimeMs kMinuteMs = 60'000;

class TermsTest : public ConsultationTest {
 protected:
  void SetUp() override { begin_case(); }

  Outcome<EntryAppended> change(Somebody const& who, RoomWriter::Change const& change) {
    auto const by = named(who);
    auto answer = region.ask(who, AppendEntry{team.id, team.entry(by, change)});
    if (answer) team.accepted();
    return answer;
  }
  Outcome<EntryAppended> let_stand_in(Somebody const& who, TimeMs for_ms = kMinuteMs) {
    auto const joins = named(who);
    return change(mentor, {BasisEvent::kStandInAdded, {OpKind::kAdd}, {&joins}, 1, {region.now() + for_ms, mentor.leaf()}});
  }
  Outcome<EntryAppended> end_term(Somebody const& by) {
    auto const leaves = named(substitute);
    return change(by, {BasisEvent::kTermEnded, {OpKind::kRemove}, {&leaves}});
  }
  Outcome<ItemAppended> say(Somebody const& who) {
    auto answer = region.ask(who, AppendItem{team.id, team.item(named(who))});
    if (answer) team.appended(*answer);
    return answer;
  }
  // What the service does by itself on its own threads.
  void let_terms_end() {
    region.service().tend();
    auto const over = [now = region.now()](db::Stores const& stores) { return Result<std::size_t>(stores.rooms.terms_over(now)->size()); };
    while (region.in_store<std::size_t>(over) > 0) std::this_thread::yield();
  }

  Somebody& substitute = region.person("school-a", "medewerker");
};

TEST_F(TermsTest, a_stand_in_reads_and_writes_like_the_colleague_until_the_end) {
  ASSERT_TRUE(let_stand_in(substitute));
  region.settle();
  EXPECT_TRUE(region.ear().told("room.new", substitute.account));
  EXPECT_TRUE(say(substitute));
  EXPECT_EQ(region.ask(substitute, ListCases{})->cases.size(), 1U);
  EXPECT_TRUE(say(mentor)) << "who is stood in for is not locked out";
}

TEST_F(TermsTest, nothing_is_written_by_or_sealed_to_who_is_over_time) {
  ASSERT_TRUE(let_stand_in(substitute));
  region.wait(kMinuteMs);
  auto const late = say(substitute);
  EXPECT_EQ(reason(late), "refused");
  EXPECT_EQ(late.error().rule, "waarneming");
  EXPECT_EQ(reason(say(mentor)), "stale_epoch") << "that epoch is sealed to the substitute too";
  EXPECT_EQ(reason(end_term(substitute)), "refused");
  ASSERT_TRUE(end_term(mentor));
  EXPECT_TRUE(say(mentor));
}

TEST_F(TermsTest, a_term_that_goes_on_is_not_ended_by_a_colleague) {
  ASSERT_TRUE(let_stand_in(substitute));
  auto const early = end_term(mentor);
  EXPECT_EQ(reason(early), "refused");
}

TEST_F(TermsTest, the_room_is_closed_to_the_stand_in_although_nobody_is_there_to_say_so) {
  ASSERT_TRUE(let_stand_in(substitute));
  region.wait(kMinuteMs);
  region.restart();
  let_terms_end();
  for (auto* each : {&substitute, &mentor}) ASSERT_TRUE(region.sign_in(*each));
  EXPECT_EQ(reason(region.ask(substitute, ReadLog{team.id, 0})), "not_found");
  EXPECT_EQ(reason(region.ask(substitute, PageItems{team.id, 0, 10})), "not_found");
  EXPECT_TRUE(region.ask(substitute, ListRooms{})->rooms.empty());
  EXPECT_TRUE(region.ask(substitute, ListCases{})->cases.empty());
  ASSERT_TRUE(end_term(mentor)) << "the log follows";
  region.ear().forget();
  ASSERT_TRUE(say(mentor));
  region.settle();
  EXPECT_FALSE(region.ear().told("item.new", substitute.account));
}

TEST_F(TermsTest, a_modified_client_makes_no_stand_in_of_somebody_else_or_for_ever) {
  EXPECT_EQ(let_stand_in(region.person("school-a", "aandachtsfunctionaris")).error().rule, "waarneming") << "another functie";
  EXPECT_EQ(reason(let_stand_in(other_school)), "refused");
  EXPECT_EQ(let_stand_in(substitute, kMinuteMs * 60 * 24 * 93).error().rule, "13") << "too long";
  auto const joins = named(substitute);
  auto const endless = change(mentor, {BasisEvent::kStandInAdded, {OpKind::kAdd}, {&joins}, 1, {0, mentor.leaf()}});
  EXPECT_EQ(endless.error().rule, "13");
}

TEST_F(TermsTest, who_is_back_sends_the_stand_in_away) {
  ASSERT_TRUE(let_stand_in(substitute));
  auto const leaves = named(substitute);
  ASSERT_TRUE(change(mentor, {BasisEvent::kMemberRemoved, {OpKind::kRemove}, {&leaves}}));
  EXPECT_EQ(reason(region.ask(substitute, ReadLog{team.id, 0})), "not_found");
  ASSERT_TRUE(let_stand_in(substitute)) << "and lets them stand in another time";
}

}  // namespace
}  // namespace beraad::app::testing
