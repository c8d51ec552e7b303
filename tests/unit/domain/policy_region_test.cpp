// SPDX-License-Identifier: EUPL-1.2
// What a region can choose, every choice of tests/vectors/policy/region.tsv; and what a hand that slips in the settings is told.
#include "server/domain/policy_region.hpp"

#include <gtest/gtest.h>

#include "server/domain/policy_decode.hpp"
#include "server/domain/steps.hpp"
#include "tests/unit/domain/table.hpp"

namespace beraad::domain {
namespace {

std::string region(std::string const& settings) {
  return R"({"version":1,"settings":)" + settings + "}";
}

auto chosen(std::string const& settings) {
  return decode_policy(built_in_policy_text(), region(settings));
}

std::string at_least(Policy const& policy, std::string_view code, std::string_view fact) {
  return std::to_string(policy.condition(code)->any.front().find(fact)->second.at_least);
}

int expert_days(Policy const& policy) {
  for (auto const& each : policy.room(RoomKind::kWeegtafel).members)
    if (each.functies.back() == "theoloog") return each.term_days;
  return 0;
}

// The places in the policy where a setting ends up.
std::string shown(Policy const& policy) {
  auto out = std::string(regie(policy, 4)) + " " + at_least(policy, "duiding_by_two", "duiding") + " " +
             at_least(policy, "outcome_by_two", "outcome_support") + " " + std::to_string(expert_days(policy)) + " " +
             std::to_string(policy.waarneming_days);
  for (std::string const type : {"jongerenwerk", "wijkteam"})
    if (policy.functies_by_org_type.contains(type)) out += " " + type;
  return out;
}

TEST(policy_region, every_choice_is_taken_or_refused_as_the_table_says) {
  std::size_t rows = 0;
  for (auto const& line : read_lines("region.tsv")) {
    auto const cells = split(line, '\t');
    if (cells.front() == "settings") continue;
    auto const policy = chosen(cells.at(0));
    EXPECT_EQ(policy ? shown(*policy) : "refused", cells.at(1)) << line;
    ++rows;
  }
  EXPECT_EQ(rows, 37U);
}

TEST(policy_region, a_partner_type_has_every_place_of_the_type_it_is_like) {
  auto const policy = chosen(R"({"partner_types":[{"type":"jongerenwerk","like":"jeugdhulp"}]})");
  ASSERT_TRUE(policy);
  auto const has = [](std::vector<std::string> const& all, std::string const& word) {
    return std::find(all.begin(), all.end(), word) != all.end();
  };
  EXPECT_EQ(policy->functies_by_org_type.at("jongerenwerk"), policy->functies_by_org_type.at("jeugdhulp"));
  std::size_t places = 0;
  auto const same = [&](std::vector<std::string> const& all) {
    EXPECT_EQ(has(all, "jongerenwerk"), has(all, "jeugdhulp"));
    places += has(all, "jongerenwerk") ? 1 : 0;
  };
  for (auto const& room : policy->rooms)
    for (auto const& each : room.members) same(each.org_types);
  for (auto const& each : policy->records) same(each.by);
  EXPECT_GT(places, 10U);
}

TEST(policy_region, the_sentences_say_what_was_chosen) {
  auto const policy = chosen(R"({"expert_days":14,"waarneming_days":30,"outcome_quorum":3})");
  ASSERT_TRUE(policy);
  auto const words = policy->deny(DenialCode::kTermMissing).words("en");
  EXPECT_NE(words.find("an expert for 14 days at most, a stand-in for 30"), std::string::npos) << words;
  EXPECT_NE(policy->condition("outcome_by_two")->denial.nl.find("ten minste 3 organisaties"), std::string::npos);
}

struct Slip {
  std::string name, from, to, row, what;
};
std::ostream& operator<<(std::ostream& out, Slip const& slip) {
  return out << slip.name;
}

std::string told_of(PolicyFaults const& faults) {
  std::string out;
  for (auto const& fault : faults) out += fault.row + ": " + fault.what + "\n";
  return out;
}

class SettingSlip : public testing::TestWithParam<Slip> {};

TEST_P(SettingSlip, is_refused_with_its_row_named) {
  auto const& slip = GetParam();
  std::string text{built_in_policy_text()};
  auto const at = text.find(slip.from);
  ASSERT_NE(at, std::string::npos);
  auto const decoded = decode_policy(text.replace(at, slip.from.size(), slip.to), region("{}"));
  ASSERT_FALSE(decoded);
  EXPECT_NE(told_of(decoded.error()).find(slip.row + ": " + slip.what), std::string::npos) << told_of(decoded.error());
}

INSTANTIATE_TEST_SUITE_P(
    policy_region, SettingSlip,
    testing::Values(
        Slip{"own_value_that_it_does_not_allow", R"("to": 5, "is": 2)", R"("to": 5, "is": 7)", "settings[1] outcome_quorum",
             "is: 7 is not a value that it allows"},
        Slip{"own_word_that_it_does_not_allow", R"(["school", "gemeente"], "is": "school")", R"(["school", "gemeente"], "is": "zvh")",
             "settings[0] regie_step_4", "is: \"zvh\" is not"},
        Slip{"without_words", R"("nl": "Wie de regie heeft bij stap 4.")", R"("nl": "")", "settings[0] regie_step_4", "needs a rule"},
        Slip{"unknown_field", R"("setting": "expert_days", )", R"("setting": "expert_days", "often": 1, )", "settings[2] expert_days",
             "a field is missing, unknown"},
        Slip{"twice", R"("setting": "expert_days", "rule")", R"("setting": "waarneming_days", "rule")", "settings[3] waarneming_days",
             "is there twice"},
        Slip{"not_there", R"("at_least": {"setting": "outcome_quorum"})", R"("at_least": {"setting": "quorum"})", "setting \"quorum\"",
             "is not one of the settings"},
        Slip{"for_partner_types", R"("at_least": {"setting": "outcome_quorum"})", R"("at_least": {"setting": "partner_types"})",
             "setting \"partner_types\"", "is not one of the settings"},
        Slip{"used_nowhere", R"("by": {"setting": "regie_step_4"})", R"("by": "school")", "settings[0] regie_step_4",
             "\"regie_step_4\" is used nowhere"},
        Slip{"term_of_no_days", R"("from": 1, "to": 92, "is": 31)", R"("from": 0, "to": 92, "is": 0)", "rooms[4] weegtafel members[3]",
             "term_days: leave it out"},
        Slip{"term_of_two_years", R"("to": 92, "is": 31)", R"("to": 731, "is": 731)", "rooms[4] weegtafel members[3]", "a field is"},
        Slip{"waarneming_of_no_days", R"("from": 1, "to": 366, "is": 92)", R"("from": 0, "to": 366, "is": 0)", "waarneming_days",
             "whoever stands in for a colleague needs at least a day"}),
    [](auto const& each) { return each.param.name; });

TEST(policy_region, a_choice_that_is_refused_is_named) {
  auto const told = [](std::string const& text) {
    auto const decoded = decode_policy(built_in_policy_text(), text);
    return decoded ? std::string("taken") : told_of(decoded.error());
  };
  EXPECT_EQ(told(region(R"({"outcome_quorum":1})")), "region outcome_quorum: 1 is not a value that the policy allows\n");
  EXPECT_EQ(told(region(R"({"parents":"welcome"})")), "region parents: is not something a region can choose\n");
  EXPECT_EQ(told(region(R"({"partner_types":[{"type":"marechaussee","like":"politie"}]})")),
            "region partner_types marechaussee: cannot be like \"politie\"\n");
  EXPECT_EQ(told(region(R"({"partner_types":[{"type":"cjg","like":"ggd"}]})")), "region cjg: is an organisation type already\n");
  EXPECT_EQ(told("{"), "region: is not one strict JSON text (no duplicate keys, comments, fractions or negative numbers)\n");
  for (auto const* const text :
       {R"({"settings":{}})", R"({"version":2,"settings":{}})", R"({"version":1})", R"({"version":1,"settings":{},"rooms":[]})"})
    EXPECT_NE(told(text).find("region: needs exactly"), std::string::npos) << text;
}

}  // namespace
}  // namespace beraad::domain
