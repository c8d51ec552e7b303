// SPDX-License-Identifier: EUPL-1.2
// Every line of the matrix's last part, which states the rules a second time: the verdict on each record of the ground and from the
// weegtafel on, and what is known after it.
#include <gtest/gtest.h>

#include "server/domain/records.hpp"
#include "tests/unit/domain/cast.hpp"
#include "tests/unit/domain/table.hpp"

namespace beraad::domain {
namespace {

constexpr std::size_t kRows = 616;
constexpr std::size_t kVerdicts = 441'529;

char letter_of(RecordVerdict const& verdict) {
  if (verdict.allowed()) return '.';
  static std::map<std::string, char, std::less<>> const letters{{"case_closed", 'c'},
                                                                {"step_not_allowed", 's'},
                                                                {"item_type_not_allowed", 't'},
                                                                {"not_yours_to_move", 'y'},
                                                                {"record_malformed", 'm'},
                                                                {"someone_else_must", 'e'},
                                                                {"condition_missing:identified", 'I'},
                                                                {"condition_missing:sitting_recorded", 'S'},
                                                                {"condition_missing:was_present", 'N'},
                                                                {"condition_missing:duiding_by_two", 'D'},
                                                                {"condition_missing:outcome_recorded", 'O'},
                                                                {"condition_missing:outcome_by_two", 'T'},
                                                                {"condition_missing:outcome_is_7", '7'},
                                                                {"condition_missing:outcome_is_monitored", 'M'},
                                                                {"condition_missing:outcome_is_8", '8'},
                                                                {"condition_missing:picture_recorded", 'P'},
                                                                {"condition_missing:joint_duiding_recorded", 'J'},
                                                                {"condition_missing:plan_recorded", 'L'},
                                                                {"condition_missing:goal_set", 'G'},
                                                                {"condition_missing:goal_reached_by_all", 'A'},
                                                                {"condition_missing:reason_recorded", 'R'},
                                                                {"condition_missing:reason_received", 'V'},
                                                                {"condition_missing:conclusion_received", 'C'},
                                                                {"condition_missing:skip_reason_received", 'Z'},
                                                                {"condition_missing:handover_recorded", 'H'},
                                                                {"condition_missing:handover_to_school", 'U'},
                                                                {"condition_missing:handover_taken", 'K'},
                                                                {"condition_missing:reescalation_agreed", 'E'},
                                                                {"condition_missing:ground_is_risk", 'X'},
                                                                {"condition_missing:pupil_to_be_informed", 'Q'},
                                                                {"condition_missing:ground_right_whom", 'B'},
                                                                {"condition_missing:help_right_whom", 'W'}};
  auto const found = letters.find(code_of(verdict));
  return found == letters.end() ? '?' : found->second;
}

OrganisationId organisation(std::string_view name) {
  return id_named<OrganisationId>(name);
}

// "@politie": the id of that organisation, written out; "#action": that of a record; anything else is itself.
std::string written_out(std::string const& value) {
  if (value.starts_with('@')) return text_of_id(organisation(value.substr(1)));
  if (value.starts_with('#')) return text_of_id(id_named<ItemId>(value.substr(1)));
  return value;
}

// "@gemeente+@politie".
Organisations set_of(std::string const& value) {
  Organisations out;
  for (auto const& each : split(value, '+')) out.insert(organisation(each.substr(1)));
  return out;
}

CaseFacts before(std::string const& text, LeafFacts const& author) {
  CaseFacts out;
  out.phase = Phase::kAnonymous;
  out.made[id_named<ItemId>("plan")] = {"plan", ""};
  for (auto const& [name, value] : pairs_of(text)) {
    if (name == "age")
      out.age_band = of_word<AgeBand>(value).value();
    else if (name == "phase")
      out.phase = of_word<Phase>(value).value();
    else if (name == "owner")
      out.made[id_named<ItemId>("action")] = {"task", written_out(value)};
    else if (of_word<RoomKind>(name))
      continue;
    else if (name.starts_with("by."))
      out.set_by[name.substr(3)] = author.leaf;
    else if (value.starts_with('@'))
      out.organisations[name] = set_of(value);
    else
      out.facts[name] = value;
  }
  return out;
}

// "casusoverleg=@om": who takes part in another room of the case.
std::map<RoomKind, Organisations> others_in(std::string const& text) {
  std::map<RoomKind, Organisations> out;
  for (auto const& [name, value] : pairs_of(text))
    if (auto const kind = of_word<RoomKind>(name)) out[*kind] = set_of(value);
  return out;
}

void become_known(CaseFacts& facts, std::string const& known, OrganisationId const& me) {
  if (known == "-") return;
  for (auto const& each : split(known, ' ')) {
    if (each.starts_with('!')) {
      facts.facts.erase(each.substr(1));
      facts.organisations.erase(each.substr(1));
    } else if (each.ends_with("+@me")) {
      facts.organisations[each.substr(0, each.size() - 4)].insert(me);
    } else {
      auto const equals = each.find('=');
      auto const name = each.substr(0, equals);
      auto const value = each.substr(equals + 1);
      if (name == "step")
        facts.step = of_word<Step>(value).value();
      else if (value == "@me")
        facts.organisations[name] = {me};
      else
        facts.facts[name] = value;
    }
  }
}

class PlanTable {
 public:
  std::size_t verdicts = 0;

  void check(Row const& row) {
    RecordFacts record{row.at("record"), Step::k1, {}, id_named<ItemId>("new")};
    for (auto const& [name, value] : pairs_of(row.at("fields"))) record.fields[name] = written_out(value);
    for (auto const& [group, people] : groups_)
      for (auto const& author : people) check(row, record, author, row.at(group));
  }

 private:
  void check(Row const& row, RecordFacts record, LeafFacts const& author, std::string const& expected) {
    auto facts = before(row.at("facts"), author);
    ASSERT_EQ(expected.size(), kSteps.size());
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
      facts.step = record.step = kSteps.at(i);
      for (auto const& room : split(row.at("room"), ',')) {
        RecordPlace const place{of_word<RoomKind>(room).value(), present_, others_in(row.at("facts"))};
        auto const verdict = judge_record(built_in_policy(), facts, place, author, record);
        ++verdicts;
        std::string const at = row.at("record") + " " + row.at("fields") + ", known: " + row.at("facts") + ", by " + author.org_type + " " +
                               author.functie + " in " + room + " at " + std::string(word_of(facts.step));
        EXPECT_EQ(letter_of(verdict), expected[i]) << at;
        if (!verdict.allowed() || expected[i] != '.') continue;
        auto due = facts;
        become_known(due, row.at("known"), author.organisation);
        EXPECT_EQ(verdict.after.step, due.step) << at;
        EXPECT_EQ(verdict.after.facts, due.facts) << at;
        EXPECT_EQ(verdict.after.organisations, due.organisations) << at;
      }
    }
  }

  std::map<std::string, std::vector<LeafFacts>, std::less<>> groups_ = read_groups("plan");
  Organisations present_{organisation("gemeente"), organisation("school"), organisation("politie")};
};

TEST(plan_table, every_verdict_is_as_the_rules_say_and_so_is_what_follows) {
  auto const rows = read_table("plan");
  ASSERT_EQ(rows.size(), kRows);
  PlanTable table;
  for (auto const& row : rows) table.check(row);
  EXPECT_EQ(table.verdicts, kVerdicts);
}

}  // namespace
}  // namespace beraad::domain
