// SPDX-License-Identifier: EUPL-1.2
// A report to the gemeente (rule 7): it moves nothing until the gemeente takes it; given back, the case stays with the school.
#include "consultation_under_test.hpp"
#include "server/app/case_records.hpp"

namespace beraad::app::testing {
namespace {

using crypto::BasisEvent;
using crypto::OpKind;
using Fields = std::map<std::string, std::string, std::less<>>;

class ReportsTest : public ConsultationTest {
 protected:
  // A case at step 2.
  void begin_signal() {
    begin_case();
    ASSERT_TRUE(put(team, mentor, me, "step", Step::k1, {{"to", "2"}}));
  }
  // With a report in which the mentor has a pseudonym, to two officials.
  void begin_report() {
    begin_signal();
    alias = pseudonym(mentor, report.id);
    auto const created = region.ask(mentor, CreateRoom{case_id, report.room(*alias, {&*alias, &gemeente, &second}, 2)});
    ASSERT_TRUE(created) << created.error().words.en;
    report.accepted();
    region.settle();
    region.ear().forget();
  }
  Outcome<ItemAppended> put(RoomWriter& room, Somebody& who, Participant const& as, std::string const& word, Step step, Fields fields) {
    auto answer = region.ask(who, AppendItem{room.id, room.record(as, {word, step, std::move(fields)})});
    if (answer) room.appended(*answer);
    return answer;
  }
  Outcome<ItemAppended> take(Step from = Step::k2) { return put(report, official, gemeente, "step", from, {{"to", "5"}}); }
  Outcome<ItemAppended> give_back() { return put(report, official, gemeente, "report_returned", Step::k2, {}); }
  Outcome<EntryAppended> close(Somebody& who, Participant const& as, std::uint64_t step) {
    auto answer = region.ask(who, AppendEntry{report.id, report.entry(as, {BasisEvent::kRoomClosed, {OpKind::kClose}, {nullptr}, step})});
    if (answer) report.accepted();
    return answer;
  }
  Outcome<RoomSummary> open_with(Participant const& other_one, std::uint64_t step = 2) {
    RoomWriter another{region, "melding", CaseId{}};
    return region.ask(mentor, CreateRoom{case_id, another.room(me, {&me, &other_one}, step)});
  }

  std::string step() { return std::string(domain::word_of(region.ask(mentor, ListCases{})->cases.at(0).step)); }
  // The room as this person's list has it.
  RoomSummary seen_by(Somebody& who, RoomId const& room) {
    auto const listed = region.ask(who, ListRooms{});
    for (auto const& each : listed->rooms)
      if (each.room == room) return each;
    ADD_FAILURE() << "not in the list";
    return {};
  }
  template <class T>
  static std::string rule(Outcome<T> const& outcome) {
    return outcome ? "allowed" : std::string(outcome.error().rule);
  }

  RoomWriter report{region, "melding", CaseId{}};
  std::optional<Participant> alias;  // the mentor, in the report
};

TEST_F(ReportsTest, a_report_leaves_the_case_where_it_is_and_names_it_to_nobody) {
  begin_report();
  EXPECT_EQ(step(), "2");
  auto const seen = seen_by(official, report.id);
  EXPECT_TRUE(seen.of_case.is_zero());
  EXPECT_EQ(seen.kind, RoomKind::kMelding);
  EXPECT_EQ(seen.step, 2U);
  EXPECT_EQ(seen_by(mentor, report.id).of_case, case_id);
  EXPECT_TRUE(region.ask(official, ListCases{})->cases.empty());
  auto const log = region.ask(official, ReadLog{report.id, 0});
  ASSERT_TRUE(log);
  for (auto const& entry : log->entries)
    for (auto const& cert : entry.certs)
      EXPECT_EQ(crypto::text_of(cert.b).find(to_b64u(mentor.account.bytes)), std::string_view::npos) << "the pseudonym hides who reports";
  EXPECT_EQ(reason(region.ask(colleague, ReadLog{report.id, 0})), "not_found") << "nor is it the whole team's";
}

TEST_F(ReportsTest, taken_by_the_gemeente_the_case_is_at_step_five_in_all_of_its_rooms) {
  begin_report();
  ASSERT_TRUE(take());
  EXPECT_EQ(step(), "5");
  EXPECT_EQ(seen_by(mentor, team.id).step, 5U);
  EXPECT_EQ(seen_by(official, report.id).step, 5U);
  region.settle();
  EXPECT_TRUE(region.ear().told("case.changed", mentor.account));
  EXPECT_TRUE(region.ear().told("case.changed", colleague.account));
  EXPECT_TRUE(region.ear().told("room.changed", second_official.account));
  EXPECT_TRUE(region.ear().told("item.new", mentor.account));
  EXPECT_FALSE(region.ear().told("item.new", colleague.account)) << "who is not in the report";
  EXPECT_FALSE(region.ear().told("case.changed", official.account));
  for (auto const& each : region.ear().of("room.changed")) {
    if (each.to.front() == official.account) {
      EXPECT_TRUE(each.summary.of_case.is_zero());
    }
  }
}

TEST_F(ReportsTest, taken_by_the_gemeente_the_regie_is_no_longer_the_schools) {
  begin_report();
  ASSERT_TRUE(take());
  EXPECT_EQ(rule(put(team, mentor, me, "step", Step::k5, {{"to", "closed_at_school"}})), "rooms");
  EXPECT_EQ(rule(put(team, mentor, me, "step", Step::k2, {{"to", "closed_at_school"}})), "rooms") << "as if it were still at step 2";
  EXPECT_EQ(rule(put(team, mentor, me, "pupil_talk", Step::k5, {{"on", "2026-02-28"}, {"known_to_care", "no"}})), "rooms");
  EXPECT_EQ(rule(close(mentor, *alias, 5)), "regie");
  EXPECT_EQ(step(), "5");
  append(mentor, team, me);
  append(mentor, report, *alias);
  EXPECT_TRUE(close(official, gemeente, 5));
}

TEST_F(ReportsTest, given_back_the_case_stays_with_the_school_which_can_report_again) {
  begin_report();
  ASSERT_TRUE(give_back());
  EXPECT_EQ(step(), "2");
  ASSERT_TRUE(close(official, gemeente, 2));
  EXPECT_TRUE(seen_by(mentor, report.id).closed);
  EXPECT_EQ(reason(take()), "closed");
  EXPECT_TRUE(put(team, mentor, me, "step", Step::k2, {{"to", "4"}}));
  RoomWriter again{region, "melding", CaseId{}};
  auto const created = region.ask(mentor, CreateRoom{case_id, again.room(me, {&me, &second}, 4)});
  ASSERT_TRUE(created) << created.error().words.en;
  again.accepted();
  ASSERT_TRUE(put(again, second_official, second, "step", Step::k4, {{"to", "5"}}));
  EXPECT_EQ(step(), "5");
}

TEST_F(ReportsTest, given_back_and_not_closed_yet_it_is_not_taken_after_all) {
  begin_report();
  ASSERT_TRUE(give_back());
  EXPECT_EQ(reason(take()), "closed");
  EXPECT_EQ(reason(give_back()), "closed");
  region.restart();
  ASSERT_TRUE(region.sign_in(second_official));
  EXPECT_EQ(reason(put(report, second_official, second, "step", Step::k2, {{"to", "5"}})), "closed");
  EXPECT_TRUE(put(team, mentor, me, "step", Step::k2, {{"to", "4"}})) << "the school's own goes on";
}

TEST_F(ReportsTest, one_report_at_a_time) {
  begin_report();
  auto const refused = open_with(second);
  EXPECT_EQ(reason(refused), "conflict");
  EXPECT_EQ(nl(refused), "Er loopt al een melding voor deze casus.");
  RoomWriter beside{region, "consult", CaseId{}};
  EXPECT_TRUE(region.ask(mentor, CreateRoom{case_id, beside.room(me, {&me, &gemeente}, 2)})) << "a consultation is something else";
  EXPECT_EQ(reason(open_with(second, 3)), "conflict");
}

TEST_F(ReportsTest, a_report_comes_after_the_first_step_and_before_the_gemeente_has_the_case) {
  begin_case();
  EXPECT_EQ(rule(open_with(gemeente, 1)), "rooms");
  ASSERT_TRUE(put(team, mentor, me, "step", Step::k1, {{"to", "2"}}));
  EXPECT_EQ(reason(open_with(gemeente, 3)), "stale_entry") << "a step at which the case is not";
  ASSERT_TRUE(region.ask(mentor, CreateRoom{case_id, report.room(me, {&me, &gemeente}, 2)}));
  report.accepted();
  ASSERT_TRUE(take());
  ASSERT_TRUE(close(official, gemeente, 5));
  EXPECT_EQ(rule(open_with(gemeente, 5)), "rooms");
}

TEST_F(ReportsTest, the_school_does_not_take_its_own_report) {
  begin_report();
  EXPECT_EQ(rule(put(team, mentor, me, "step", Step::k2, {{"to", "5"}})), "9") << "in its own room";
  EXPECT_EQ(rule(put(report, mentor, *alias, "step", Step::k2, {{"to", "5"}})), "regie");
  EXPECT_EQ(rule(put(report, mentor, *alias, "report_returned", Step::k2, {})), "regie");
  EXPECT_EQ(rule(put(report, mentor, *alias, "step", Step::k2, {{"to", "3"}})), "9") << "nor moves it the case where the gemeente looks on";
  EXPECT_EQ(rule(put(report, official, gemeente, "step", Step::k2, {{"to", "closed_at_school"}})), "9");
  EXPECT_EQ(rule(put(report, official, gemeente, "pupil_talk", Step::k2, {{"on", "2026-02-28"}, {"known_to_care", "no"}})), "9");
  EXPECT_EQ(step(), "2");
}

TEST_F(ReportsTest, an_official_who_is_only_in_the_consultation_takes_no_report) {
  begin_consult();
  ASSERT_TRUE(region.ask(mentor, CreateRoom{case_id, report.room(me, {&me, &second}, 3)}));
  report.accepted();
  EXPECT_EQ(reason(take(Step::k3)), "not_found");
  EXPECT_EQ(rule(put(consult, official, gemeente, "step", Step::k3, {{"to", "5"}})), "9");
  EXPECT_EQ(rule(put(consult, official, gemeente, "report_returned", Step::k3, {})), "9");
  EXPECT_EQ(reason(put(report, other_gemeente, named(other_gemeente), "step", Step::k3, {{"to", "5"}})), "not_found");
  EXPECT_EQ(step(), "3");
  ASSERT_TRUE(put(report, second_official, second, "step", Step::k3, {{"to", "5"}}));
  EXPECT_EQ(seen_by(official, consult.id).step, 5U) << "the consultation goes on where the case is";
}

TEST_F(ReportsTest, nobody_but_the_own_gemeente_gets_a_report) {
  begin_signal();
  EXPECT_EQ(reason(open_with(named(other_gemeente))), "refused");
  EXPECT_EQ(reason(open_with(named(other_school))), "refused");
  EXPECT_EQ(rule(open_with(named(guest_of_another_case()))), "15");
  EXPECT_EQ(rule(open_with(named(region.person("korps", "wijkagent")))), "rooms");
  EXPECT_EQ(rule(open_with(named(region.person("cjg", "ketenpartner")))), "rooms");
  RoomWriter naming{region, "melding", case_id};
  EXPECT_EQ(rule(region.ask(mentor, CreateRoom{case_id, naming.room(me, {&me, &gemeente}, 2)})), "protocol") << "a log that names the case";
  RoomWriter theirs{region, "melding", CaseId{}};
  EXPECT_EQ(reason(region.ask(official, CreateRoom{case_id, theirs.room(gemeente, {&gemeente}, 2)})), "not_found");
  EXPECT_EQ(rule(open_with(gemeente)), "allowed");
}

TEST_F(ReportsTest, a_report_is_not_identified_before_its_case) {
  begin_signal();
  RoomWriter identified{region, "melding", CaseId{}};
  identified.spoil = [](crypto::LogEntry& entry) { entry.phase = crypto::Phase::kIdentified; };
  auto const refused = region.ask(mentor, CreateRoom{case_id, identified.room(me, {&me}, 2)});
  EXPECT_EQ(reason(refused), "refused");
  EXPECT_EQ(nl(refused), domain::built_in_policy().deny(domain::DenialCode::kStepNotAllowed).words("nl"));
}

TEST_F(ReportsTest, of_two_officials_who_take_it_at_once_one_is_refused) {
  begin_report();
  auto const first = report.record(gemeente, {"step", Step::k2, {{"to", "5"}}});
  auto const late = report.record(second, {"step", Step::k2, {{"to", "5"}}});
  ASSERT_TRUE(region.ask(official, AppendItem{report.id, first}));
  EXPECT_EQ(rule(region.ask(second_official, AppendItem{report.id, late})), "rooms");
  EXPECT_TRUE(region.ask(official, AppendItem{report.id, first})) << "asked again after a lost answer";
  EXPECT_EQ(region.ask(mentor, PageItems{report.id, 0, 10})->items.size(), 1U);
  EXPECT_EQ(step(), "5");
}

TEST_F(ReportsTest, taking_it_crosses_a_move_of_the_school_and_one_of_them_holds) {
  begin_report();
  auto const taking = report.record(gemeente, {"step", Step::k2, {{"to", "5"}}});
  ASSERT_TRUE(put(team, mentor, me, "step", Step::k2, {{"to", "4"}}));
  EXPECT_EQ(rule(region.ask(official, AppendItem{report.id, taking})), "rooms");
  EXPECT_EQ(step(), "4");
  EXPECT_TRUE(take(Step::k4));
}

TEST_F(ReportsTest, a_case_that_the_school_closes_takes_its_report_with_it) {
  begin_report();
  ASSERT_TRUE(put(team, mentor, me, "step", Step::k2, {{"to", "closed_at_school"}}));
  EXPECT_TRUE(seen_by(official, report.id).closed);
  EXPECT_EQ(rule(take()), "21");
  EXPECT_EQ(rule(open_with(second, 4)), "21");
  EXPECT_EQ(step(), "closed_at_school");
}

TEST_F(ReportsTest, while_the_case_is_the_schools_it_can_close_its_report) {
  begin_report();
  ASSERT_TRUE(close(mentor, *alias, 2));
  EXPECT_EQ(reason(give_back()), "closed");
  EXPECT_TRUE(open_with(second));
}

TEST_F(ReportsTest, what_was_reported_outlives_a_restart) {
  begin_report();
  region.restart();
  ASSERT_TRUE(region.sign_in(official));
  ASSERT_TRUE(take());
  region.restart();
  ASSERT_TRUE(region.sign_in(mentor));
  EXPECT_EQ(step(), "5");
  EXPECT_EQ(rule(put(team, mentor, me, "step", Step::k2, {{"to", "4"}})), "rooms");
}

TEST_F(ReportsTest, the_officials_of_the_own_gemeente_are_listed_for_it) {
  begin_signal();
  auto const listed = region.ask(mentor, ListPeople{RoomKind::kMelding, case_id});
  ASSERT_TRUE(listed);
  std::size_t officials = 0;
  for (auto const& each : listed->people) {
    EXPECT_TRUE(each.org == mentor.org->id || each.org == official.org->id) << each.name;
    if (each.org == official.org->id) ++officials;
  }
  EXPECT_EQ(officials, 2U);
  EXPECT_EQ(listed->people.size(), 4U);
}

TEST_F(ReportsTest, what_is_known_of_a_case_comes_from_all_of_its_rooms_in_the_order_of_writing) {
  begin_report();
  ASSERT_TRUE(give_back());
  region.wait(1);
  ASSERT_TRUE(put(team, mentor, me, "pupil_talk", Step::k2, {{"on", "2026-02-28"}, {"known_to_care", "no"}}));
  auto const known = [&](domain::Policy const& policy) {
    return region.in_store<Fields>([&](db::Stores const& stores) {
      return case_facts(policy, stores, find_case(stores, case_id, mentor.account).value()).value().facts;
    });
  };
  EXPECT_EQ(known(domain::built_in_policy()), (Fields{{"report", "returned"}, {"pupil_talk", "yes"}, {"known_to_care", "no"}}));
  // As if both records said something of the same fact: the later one counts, although its room is the older.
  auto policy = domain::built_in_policy();
  for (auto& each : policy.records)
    if (each.record == "report_returned") each.sets = {{"known_to_care", domain::FactSetting::How::kTo, "unknown"}};
  EXPECT_EQ(known(policy), (Fields{{"pupil_talk", "yes"}, {"known_to_care", "no"}}));
}

}  // namespace
}  // namespace beraad::app::testing
