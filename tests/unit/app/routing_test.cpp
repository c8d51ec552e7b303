// SPDX-License-Identifier: EUPL-1.2
// A partner passes on a signal to the gemeente it concerns (rule 8): to nobody else, without a case of a school, and with an answer.
#include <set>

#include "consultation_under_test.hpp"
#include "crypto/record.hpp"

namespace beraad::app::testing {
namespace {

class RoutingTest : public ConsultationTest {
 protected:
  Outcome<CaseOpened> pass_on(Somebody const& who, std::vector<Participant const*> const& to, CaseId const& continues = {}) {
    auto const own = named(who);
    std::vector<Participant const*> people{&own};
    people.insert(people.end(), to.begin(), to.end());
    auto answer = region.ask(who, OpenCase{signal_id, AgeBand::k16To17, own.leaf, signal.room(own, people, 5), continues});
    if (answer) signal.accepted();
    return answer;
  }
  Outcome<ItemAppended> answer_it(Somebody const& who, std::string const& answer) {
    crypto::Record const record{"routing_answered", Step::k5, {{"answer", answer}}};
    auto appended = region.ask(who, AppendItem{signal.id, signal.record(named(who), record)});
    if (appended) signal.appended(*appended);
    return appended;
  }
  std::set<std::string> listed(Somebody const& who) {
    std::set<std::string> out;
    auto const people = region.ask(who, ListPeople{RoomKind::kDoorgeleiding, {}});
    EXPECT_TRUE(people);
    for (auto const& each : people->people) out.insert(each.org_name + " " + each.functie);
    return out;
  }

  Somebody& agent = region.person("korps", "wijkagent");
  Somebody& at_weegtafel = region.person("korps", "weegtafel");
  CaseId signal_id = crypto::random_id<CaseId>();
  RoomWriter signal{region, "doorgeleiding", CaseId{}};
};

TEST_F(RoutingTest, a_partner_chooses_among_the_officials_of_every_gemeente) {
  EXPECT_EQ(listed(agent),
            (std::set<std::string>{"gemeente-a aandachtsfunctionaris", "gemeente-b aandachtsfunctionaris", "korps wijkagent"}));
  EXPECT_EQ(listed(mentor), (std::set<std::string>{"gemeente-a aandachtsfunctionaris"})) << "no more than a school finds anyway";
}

TEST_F(RoutingTest, the_gemeente_reads_it_takes_it_on_and_answers) {
  auto const opened = pass_on(agent, {&gemeente, &second});
  ASSERT_TRUE(opened) << opened.error().words.en;
  region.settle();
  EXPECT_TRUE(region.ear().told("room.new", official.account));
  for (auto* each : {&agent, &official}) {
    auto const rooms = region.ask(*each, ListRooms{});
    ASSERT_EQ(rooms->rooms.size(), 1U);
    EXPECT_EQ(rooms->rooms[0].of_case, CaseId{}) << "there is no case to it for anybody";
    EXPECT_EQ(rooms->rooms[0].step, 5U);
    EXPECT_TRUE(region.ask(*each, ListCases{})->cases.empty());
  }
  append(agent, signal, named(agent));
  ASSERT_TRUE(region.ask(official, PickUp{signal.id}));
  append(official, signal, gemeente);
  EXPECT_EQ(reason(answer_it(agent, "advice")), "refused");
  EXPECT_EQ(reason(answer_it(official, "nothing")), "refused");
  ASSERT_TRUE(answer_it(official, "with_school"));
  EXPECT_EQ(reason(answer_it(official, "advice")), "closed") << "it is answered once";
  auto closing = signal.entry(gemeente, {crypto::BasisEvent::kRoomClosed, {crypto::OpKind::kClose}, {nullptr}, 5});
  ASSERT_TRUE(region.ask(official, AppendEntry{signal.id, std::move(closing)}));
  EXPECT_TRUE(region.ask(agent, ListRooms{})->rooms[0].closed);
}

TEST_F(RoutingTest, nobody_but_a_partner_passes_on_and_to_nobody_but_one_gemeente) {
  for (auto* each : {&mentor, &official, &at_weegtafel}) EXPECT_EQ(reason(pass_on(*each, {&second})), "refused") << each->account.bytes[0];
  auto const school = named(mentor);
  auto const elsewhere = named(other_gemeente);
  EXPECT_EQ(reason(pass_on(agent, {&gemeente, &school})), "refused");
  EXPECT_EQ(reason(pass_on(agent, {&gemeente, &elsewhere})), "refused") << "two gemeenten";
  ASSERT_TRUE(pass_on(agent, {&elsewhere})) << "but any of them";
  region.settle();
  EXPECT_FALSE(region.ear().told("room.new", official.account));
}

TEST_F(RoutingTest, it_is_no_way_into_a_case) {
  begin_case();
  EXPECT_EQ(reason(pass_on(agent, {&gemeente}, case_id)), "bad_request") << "continues nothing";
  ASSERT_TRUE(pass_on(agent, {&gemeente}));
  // Neither is a room of a school's case made of it, nor one of its own beside it.
  RoomWriter second_room{region, "melding", CaseId{}};
  auto const own = named(agent);
  for (auto const& id : {case_id, signal_id})
    EXPECT_EQ(reason(region.ask(agent, CreateRoom{id, second_room.room(own, {&own, &gemeente}, 5)})), "not_found");
  RoomWriter in_a_case{region, "doorgeleiding", CaseId{}};
  EXPECT_EQ(reason(region.ask(mentor, CreateRoom{case_id, in_a_case.room(me, {&me}, 5)})), "refused");
}

}  // namespace
}  // namespace beraad::app::testing
