// SPDX-License-Identifier: EUPL-1.2
// What a hand that slips in the policy's facts, conditions, records and transitions is told.
#include <gtest/gtest.h>

#include "server/domain/policy.hpp"
#include "server/domain/policy_decode.hpp"

namespace beraad::domain {
namespace {

struct Slip {
  std::string name, from, to, row, what;
};
std::ostream& operator<<(std::ostream& out, Slip const& slip) {
  return out << slip.name;
}

class RecordSlip : public testing::TestWithParam<Slip> {};

TEST_P(RecordSlip, is_refused_with_its_row_named) {
  auto const& slip = GetParam();
  std::string text{built_in_policy_text()};
  auto const at = text.find(slip.from);
  ASSERT_NE(at, std::string::npos);
  auto const decoded = decode_policy(text.replace(at, slip.from.size(), slip.to), built_in_region_text());
  ASSERT_FALSE(decoded);
  std::string told;
  bool found = false;
  for (auto const& fault : decoded.error()) {
    found = found || (fault.row.find(slip.row) != std::string::npos && fault.what.find(slip.what) != std::string::npos);
    told += fault.row + ": " + fault.what + "\n";
  }
  EXPECT_TRUE(found) << told;
}

// The first transition, condition and record of the file, as it spells them.
std::string const kMove =
    R"({"from": "1", "to": "2", "by": "school", "room": "schoolteam", "fields": [], "rule": "2", "needs": [], "warns": [], "clears": [], "words": "none")";
std::string const kTalked = R"("any": [{"pupil_talk": ["yes"]}])";
std::string const kTalk =
    R"("record": "pupil_talk", "rule": "2", "rooms": ["schoolteam"], "by": ["school"], "steps": ["1", "2", "3", "4"])";
std::string const kConsent = R"("values": ["given", "refused"]}],)";

INSTANTIATE_TEST_SUITE_P(
    policy, RecordSlip,
    testing::Values(
        Slip{"fact_twice", R"({"fact": "sharing_needed")", R"({"fact": "pupil_talk")", "facts[3]", "twice"},
        Slip{"fact_without_values", R"("fact": "pupil_talk", "values": ["yes"])", R"("fact": "pupil_talk", "values": [])",
             "facts pupil_talk", "either values or organisations"},
        Slip{"fact_that_nobody_sets", R"({"fact": "pupil_talk", "values": ["yes"]})",
             R"({"fact": "weather", "values": ["rain"]}, {"fact": "pupil_talk", "values": ["yes"]})", "facts weather", "no record sets it"},
        Slip{"fact_called_age_band", R"({"fact": "pupil_talk", "values": ["yes"]})",
             R"({"fact": "age_band", "values": ["young"]}, {"fact": "pupil_talk", "values": ["yes"]})", "facts age_band", "reserved"},
        Slip{"fact_called_author", R"({"fact": "pupil_talk", "values": ["yes"]})",
             R"({"fact": "author", "values": ["school"]}, {"fact": "pupil_talk", "values": ["yes"]})", "facts author", "reserved"},
        Slip{"condition_twice", R"("code": "family_spoken_with")", R"("code": "pupil_talk_recorded")", "conditions pupil_talk_recorded",
             "twice"},
        Slip{"condition_without_words", R"("nl": "Leg eerst het gesprek met de leerling vast.")", R"("nl": "")",
             "conditions[0] pupil_talk_recorded", "both languages"},
        Slip{"condition_that_never_holds", kTalked, R"("any": [])", "conditions pupil_talk_recorded", "never hold"},
        Slip{"alternative_of_nothing", kTalked, R"("any": [{}])", "conditions pupil_talk_recorded", "names no fact"},
        Slip{"alternative_that_is_a_word", kTalked, R"("any": ["pupil_talk"])", "conditions[0] pupil_talk_recorded any[0]", "object"},
        Slip{"condition_on_an_unknown_fact", kTalked, R"("any": [{"parent_talk": ["yes"]}])", "conditions pupil_talk_recorded",
             "parent_talk"},
        Slip{"condition_on_a_value_that_never_is", kTalked, R"("any": [{"pupil_talk": ["no"]}])", "conditions pupil_talk_recorded",
             "\"pupil_talk\" is never \"no\""},
        Slip{"condition_on_no_value", kTalked, R"("any": [{"pupil_talk": []}])", "conditions pupil_talk_recorded", "no value"},
        Slip{"condition_on_an_unknown_age", R"({"age_band": ["<12", "12-15"]})", R"({"age_band": ["<12", "13-15"]})",
             "conditions parents_may_be_spoken_with", "13-15"},
        Slip{"condition_on_an_unknown_author", R"({"author": ["rvdk", "reclassering"]})", R"({"author": ["rvdk", "probation"]})",
             "conditions was_present", "probation"},
        Slip{"room_that_needs_an_author", R"("needs": ["ground_complete"])", R"("needs": ["was_present"])", "rooms melding",
             "nobody does yet"},
        Slip{"room_that_needs_everybody", R"("needs": ["ground_complete"])", R"("needs": ["goal_reached_by_all"])", "rooms melding",
             "nobody does yet"},
        Slip{
            "transition_that_needs_an_unknown_condition", kMove,
            R"({"from": "1", "to": "2", "by": "school", "room": "schoolteam", "fields": [], "rule": "2", "needs": ["luck"], "warns": [], "clears": [], "words": "none")",
            "transitions[0]", "needs: \"luck\""},
        Slip{
            "transition_that_warns_of_an_unknown_condition", kMove,
            R"({"from": "1", "to": "2", "by": "school", "room": "schoolteam", "fields": [], "rule": "2", "needs": [], "warns": ["rain"], "clears": [], "words": "none")",
            "transitions[0]", "warns: \"rain\""},
        Slip{
            "transition_with_unknown_words", kMove,
            R"({"from": "1", "to": "2", "by": "school", "room": "schoolteam", "fields": [], "rule": "2", "needs": [], "warns": [], "clears": [], "words": "many")",
            "transitions[0]", "many"},
        Slip{
            "transition_out_of_a_closed_case", kMove,
            R"({"from": "closed", "to": "2", "by": "school", "room": "schoolteam", "fields": [], "rule": "2", "needs": [], "warns": [], "clears": [], "words": "none")",
            "transitions[0]", "closed"},
        Slip{
            "transition_by_somebody_who_is_not_in_its_room", kMove,
            R"({"from": "1", "to": "2", "by": "gemeente", "room": "schoolteam", "fields": [], "rule": "2", "needs": [], "warns": [], "clears": [], "words": "none")",
            "transitions[0]", "\"gemeente\" is no member"},
        Slip{
            "transition_in_a_room_that_admits_no_records", kMove,
            R"({"from": "1", "to": "2", "by": "school", "room": "consult", "fields": [], "rule": "2", "needs": [], "warns": [], "clears": [], "words": "none")",
            "transitions[0]", "admits no records"},
        Slip{
            "transition_in_a_room_that_is_not_there_yet", kMove,
            R"({"from": "1", "to": "2", "by": "school", "room": "melding", "fields": [], "rule": "2", "needs": [], "warns": [], "clears": [], "words": "none")",
            "transitions[0]", "does not exist at 1"},
        Slip{
            "transition_in_an_unknown_room", kMove,
            R"({"from": "1", "to": "2", "by": "school", "room": "koffie", "fields": [], "rule": "2", "needs": [], "warns": [], "clears": [], "words": "none")",
            "transitions[0]", "koffie"},
        Slip{"record_in_no_room", kTalk, R"("record": "pupil_talk", "rule": "2", "rooms": [], "by": ["school"], "steps": ["1"])",
             "records pupil_talk", "names none"},
        Slip{"fact_that_is_both", R"({"fact": "duiding", "organisations": true})", R"({"fact": "duiding", "organisations": false})",
             "facts duiding", "either values or organisations"},
        Slip{"set_counted_in_values", R"("any": [{"duiding": {"at_least": {"setting": "outcome_quorum"}}}])",
             R"("any": [{"outcome": {"at_least": 2}}])", "conditions duiding_by_two", "not a set"},
        Slip{"set_of_at_least_nobody", R"({"duiding": {"at_least": {"setting": "outcome_quorum"}}})", R"({"duiding": {"at_least": 0}})",
             "duiding_by_two any[0]", "at_least or everyone_in"},
        Slip{"set_that_is_given_a_value", R"({"fact": "duiding", "organisation": "add"})", R"({"fact": "duiding", "to": "yes"})",
             "records duiding", "a set of organisations"},
        Slip{"value_that_is_added_to", R"({"fact": "picture", "to": "yes"})", R"({"fact": "picture", "organisation": "add"})",
             "records picture", "not a set of organisations"},
        Slip{"organisation_set_in_an_unknown_way", R"({"fact": "duiding", "organisation": "add"})",
             R"({"fact": "duiding", "organisation": "some"})", "duiding sets[0]", "some"},
        Slip{"clears_what_is_no_fact", R"("clears": ["goal_reached"])", R"("clears": ["goal"])", "records joint_goal", "goal"},
        Slip{"other_than_who_set_no_fact", R"("other_than": "ground")", R"("other_than": "grond")", "records ground_approval", "grond"},
        Slip{"owner_of_nothing", R"({"name": "task", "type": "record", "values": ["task"]}, {"name": "due", "type": "due"})",
             R"({"name": "due", "type": "due"})", "records task_progress", "refers to no record"},
        Slip{"refers_to_what_is_no_record", R"({"name": "task", "type": "record", "values": ["task"]}, {"name": "due", "type": "due"})",
             R"({"name": "task", "type": "record", "values": ["chore"]}, {"name": "due", "type": "due"})", "records task_progress",
             "chore"},
        Slip{"owner_of_a_record_without_one", R"({"name": "task", "type": "record", "values": ["task"]}, {"name": "due", "type": "due"})",
             R"({"name": "task", "type": "record", "values": ["decision"]}, {"name": "due", "type": "due"})", "records task_progress",
             "has no owner"},
        Slip{"transition_with_a_field_called_to", R"("fields": [{"name": "review_on", "type": "due"}])",
             R"("fields": [{"name": "to", "type": "due"}])", "transitions[16]", "reserved"},
        Slip{"record_twice", R"("record": "consult_answers")", R"("record": "pupil_talk")", "records pupil_talk", "twice"},
        Slip{"record_called_step", R"("record": "pupil_talk")", R"("record": "step")", "records step", "reserved"},
        Slip{"record_in_a_room_that_admits_none", kTalk,
             R"("record": "pupil_talk", "rule": "2", "rooms": ["consult"], "by": ["school"], "steps": ["1", "2", "3", "4"])",
             "records pupil_talk", "admits no records"},
        Slip{"record_by_somebody_who_is_not_there", kTalk,
             R"("record": "pupil_talk", "rule": "2", "rooms": ["schoolteam"], "by": ["gemeente"], "steps": ["1", "2", "3", "4"])",
             "records pupil_talk", "\"gemeente\" is no member"},
        Slip{"record_by_nobody", kTalk, R"("record": "pupil_talk", "rule": "2", "rooms": ["schoolteam"], "by": [], "steps": ["1"])",
             "records pupil_talk", "names nobody"},
        Slip{"record_at_no_step", kTalk, R"("record": "pupil_talk", "rule": "2", "rooms": ["schoolteam"], "by": ["school"], "steps": [])",
             "records pupil_talk", "no step"},
        Slip{"record_of_a_closed_case", kTalk,
             R"("record": "pupil_talk", "rule": "2", "rooms": ["schoolteam"], "by": ["school"], "steps": ["closed"])", "records pupil_talk",
             "closed"},
        Slip{"record_without_a_name", R"("nl": "Gesprek met de leerling")", R"("nl": "")", "records[0] pupil_talk", "both languages"},
        Slip{"record_that_needs_an_unknown_condition", R"("needs": ["pupil_decides_at_this_age"])", R"("needs": ["pupil_agrees"])",
             "records pupil_consent", "pupil_agrees"},
        Slip{"field_twice", R"({"name": "sharing_needed", "type")", R"({"name": "talk_with_parents", "type")", "records consult_answers",
             "twice"},
        Slip{"field_of_an_unknown_type", R"({"name": "on", "type": "date"})", R"({"name": "on", "type": "time"})",
             "records[0] pupil_talk fields[0]", "time"},
        Slip{"date_with_values", R"({"name": "on", "type": "date"})", R"({"name": "on", "type": "date", "values": []})",
             "records[0] pupil_talk fields[0]", "unknown field"},
        Slip{"choice_without_values", kConsent, R"("values": []}],)", "records pupil_consent", "no choice"},
        Slip{"choice_that_sets_a_value_that_never_is", kConsent, R"("values": ["given", "refused", "unsure"]}],)", "records pupil_consent",
             "\"pupil_consent\" is never \"unsure\""},
        Slip{"setting_from_an_unknown_field", R"("from": "answer")", R"("from": "reply")", "records pupil_consent", "reply"},
        Slip{"setting_from_a_date", R"("from": "answer")", R"("from": "on")", "records pupil_consent", "not a choice"},
        Slip{"setting_to_a_value_that_never_is", R"({"fact": "pupil_talk", "to": "yes"})", R"({"fact": "pupil_talk", "to": "maybe"})",
             "records pupil_talk", "maybe"},
        Slip{"setting_both_ways", R"({"fact": "pupil_talk", "to": "yes"})",
             R"({"fact": "pupil_talk", "to": "yes", "from": "known_to_care"})", "records[0] pupil_talk sets[0]", "unknown field"},
        Slip{"setting_the_age", R"({"fact": "pupil_talk", "to": "yes"})", R"({"fact": "age_band", "to": "18+"})",
             "records[0] pupil_talk sets[0]", "to"},
        Slip{"setting_the_author", R"({"fact": "pupil_talk", "to": "yes"})", R"({"fact": "author", "to": "school"})", "records pupil_talk",
             "author"},
        Slip{"setting_twice", R"("sets": [{"fact": "talk_with_parents", "from": "talk_with_parents"})",
             R"("sets": [{"fact": "sharing_needed", "from": "sharing_needed"})", "records consult_answers", "twice"}),
    [](auto const& each) { return each.param.name; });

TEST(policy, a_condition_and_a_record_are_found_by_their_words) {
  auto const& policy = built_in_policy();
  for (auto const& each : policy.conditions) EXPECT_EQ(policy.condition(each.code), &each);
  for (auto const& each : policy.records) EXPECT_EQ(policy.record(each.record), &each);
  EXPECT_EQ(policy.condition("pupil_talk"), nullptr);
  EXPECT_EQ(policy.record("step"), nullptr);
}

}  // namespace
}  // namespace beraad::domain
