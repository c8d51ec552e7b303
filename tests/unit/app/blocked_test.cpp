// SPDX-License-Identifier: EUPL-1.2
// Somebody whose account was blocked is out of the room with the next entry, whoever writes it; and a room that lost everybody who may add
// others gets one of them back from whoever is left.
#include "consultation_under_test.hpp"

namespace beraad::app::testing {
namespace {

using crypto::BasisEvent;
using crypto::OpKind;

class BlockedTest : public ConsultationTest {
 protected:
  void SetUp() override {
    begin_case();
    ASSERT_TRUE(region.ask(mentor, CreateRoom{case_id, consult.room(me, {&me, &gemeente, &adviser})}));
    consult.accepted();
  }

  void block(Somebody const& who, std::string const& organisation) {
    ASSERT_TRUE(region.ask(region.beheerder(organisation), Block{who.account}));
    region.settle();
  }
  Outcome<EntryAppended> change(Somebody const& who, BasisEvent event, OpKind op, std::vector<Participant const*> const& people) {
    auto answer = region.ask(who, AppendEntry{consult.id, consult.entry(named(who), {event, {people.size(), op}, people, 3})});
    if (answer) consult.accepted();
    return answer;
  }
  Outcome<EntryAppended> remove(Somebody const& by, Participant const& who) {
    return change(by, BasisEvent::kMemberRemoved, OpKind::kRemove, {&who});
  }
  Outcome<EntryAppended> add(Somebody const& by, std::vector<Participant const*> const& people) {
    return change(by, BasisEvent::kMemberAdded, OpKind::kAdd, people);
  }
  Outcome<ItemAppended> say(Somebody const& who) {
    auto answer = region.ask(who, AppendItem{consult.id, consult.item(named(who))});
    if (answer) consult.appended(*answer);
    return answer;
  }

  Somebody& adviseur = region.person("advies", "adviseur");
  Somebody& second_adviseur = region.person("advies", "adviseur");
  Participant adviser = named(adviseur);
};

TEST_F(BlockedTest, nothing_more_is_sealed_to_who_is_blocked) {
  ASSERT_TRUE(say(adviseur));
  block(official, "gemeente-a");
  EXPECT_EQ(reason(say(adviseur)), "stale_epoch");
  EXPECT_EQ(reason(say(mentor)), "stale_epoch");
  ASSERT_TRUE(remove(adviseur, gemeente)) << "who adds nobody removes who is blocked";
  EXPECT_TRUE(say(adviseur));
  EXPECT_TRUE(say(mentor));
}

TEST_F(BlockedTest, somebody_who_is_not_blocked_is_not_removed_along) {
  EXPECT_EQ(reason(remove(adviseur, gemeente)), "refused");
  block(official, "gemeente-a");
  auto const both = change(adviseur, BasisEvent::kMemberRemoved, OpKind::kRemove, {&gemeente, &me});
  EXPECT_EQ(nl(both), "U kunt hier niemand verwijderen.");
}

TEST_F(BlockedTest, the_last_who_adds_is_brought_back_by_who_is_left) {
  block(official, "gemeente-a");
  ASSERT_TRUE(remove(adviseur, gemeente));
  EXPECT_EQ(reason(add(adviseur, {&second})), "refused") << "the school still adds others";
  block(mentor, "school-a");
  EXPECT_EQ(reason(add(adviseur, {&second})), "refused") << "as long as the log has the mentor in the room";
  ASSERT_TRUE(remove(adviseur, me));

  auto const another = named(second_adviseur);
  auto const elsewhere = named(other_gemeente);
  EXPECT_EQ(reason(add(adviseur, {&another})), "refused");
  EXPECT_EQ(reason(add(adviseur, {&second, &another})), "refused");
  EXPECT_EQ(reason(add(adviseur, {&elsewhere})), "refused") << "not a gemeente that has nothing to do with this school";
  ASSERT_TRUE(add(adviseur, {&second}));
  region.settle();
  EXPECT_TRUE(region.ear().told("room.new", second_official.account));
  EXPECT_TRUE(say(second_official));
  EXPECT_EQ(reason(add(adviseur, {&another})), "refused") << "from then on it is the gemeente's again";
}

}  // namespace
}  // namespace beraad::app::testing
