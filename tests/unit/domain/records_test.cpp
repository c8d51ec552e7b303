// SPDX-License-Identifier: EUPL-1.2
// Every record × author × step × age band × what is known, against the matrix's second part, which states the rules a second time; then
// what becomes true of a case by a record.
#include "server/domain/records.hpp"

#include <gtest/gtest.h>

#include "tests/unit/domain/cast.hpp"
#include "tests/unit/domain/table.hpp"

namespace beraad::domain {
namespace {

constexpr std::size_t kRows = 540;
constexpr std::size_t kVerdicts = 3'180'870;

using Words = std::map<std::string, std::string, std::less<>>;

Words words_of(std::string const& text) {
  auto const pairs = pairs_of(text);
  return {pairs.begin(), pairs.end()};
}

CaseFacts at(Step step, std::optional<AgeBand> band, Words facts) {
  CaseFacts out;
  out.step = step;
  out.age_band = band;
  out.facts = std::move(facts);
  return out;
}

// As if only its own school or gemeente were there.
RecordPlace in(RoomKind kind) {
  return {kind, {id_named<OrganisationId>("somewhere")}};
}

char letter_of(RecordVerdict const& verdict) {
  if (verdict.allowed()) return '.';
  static std::map<std::string, char, std::less<>> const letters{{"case_closed", 'c'},
                                                                {"step_not_allowed", 's'},
                                                                {"item_type_not_allowed", 't'},
                                                                {"not_yours_to_move", 'y'},
                                                                {"record_malformed", 'm'},
                                                                {"condition_missing:parents_may_be_spoken_with", 'o'},
                                                                {"condition_missing:pupil_decides_at_this_age", 'l'},
                                                                {"condition_missing:pupil_has_not_consented", 'w'},
                                                                {"condition_missing:identified", 'i'},
                                                                {"condition_missing:reason_recorded", 'r'},
                                                                {"condition_missing:handover_recorded", 'h'}};
  auto const found = letters.find(code_of(verdict));
  return found == letters.end() ? '?' : found->second;
}

// The steps a record can name when the case is at `step`.
std::vector<Step> written_at(std::string const& written, Step step) {
  if (written == "here") return {step};
  std::vector<Step> out;
  for (auto const each : kSteps)
    if (each != step) out.push_back(each);
  return out;
}

class Table {
 public:
  std::size_t verdicts = 0;

  void check(Row const& row) {
    for (auto const band : kAgeBands) check(row, band, std::string(word_of(band)));
    check(row, std::nullopt, "unknown");
  }

 private:
  void check(Row const& row, std::optional<AgeBand> band, std::string const& column) {
    check(row, band, row.at(column), authors_.at("staff"));
    check(row, band, row.at("gemeente"), authors_.at("gemeente"));
    check(row, band, row.at("others"), authors_.at("others"));
  }

  void check(Row const& row, std::optional<AgeBand> band, std::string const& expected, std::vector<LeafFacts> const& authors) {
    auto before = at(Step::k1, band, words_of(row.at("facts")));
    RecordFacts record{row.at("record"), Step::k1, words_of(row.at("fields"))};
    ASSERT_EQ(expected.size(), kSteps.size());
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
      before.step = kSteps.at(i);
      for (auto const written : written_at(row.at("written"), before.step)) {
        record.step = written;
        for (auto const& room : split(row.at("room"), ','))
          for (auto const& author : authors) judge(row, before, of_word<RoomKind>(room).value(), author, record, expected[i]);
      }
    }
  }

  void judge(Row const& row, CaseFacts const& before, RoomKind room, LeafFacts const& author, RecordFacts const& record, char expected) {
    auto const verdict = judge_record(built_in_policy(), before, in(room), author, record);
    EXPECT_EQ(letter_of(verdict), expected) << row.at("record") << ' ' << row.at("fields") << ", known: " << row.at("facts") << ", by "
                                            << author.org_type << ' ' << author.functie << " in " << word_of(room) << " at "
                                            << word_of(before.step) << ", "
                                            << (before.age_band ? word_of(*before.age_band) : "age unknown");
    ++verdicts;
  }

  std::map<std::string, std::vector<LeafFacts>, std::less<>> authors_ = read_groups("records");
};

TEST(records, every_verdict_of_the_table_is_as_the_rules_say) {
  auto const rows = read_table("records");
  ASSERT_EQ(rows.size(), kRows);
  Table table;
  for (auto const& row : rows) table.check(row);
  EXPECT_EQ(table.verdicts, kVerdicts);
}

RecordVerdict judge_in_report(CaseFacts const& before, std::string_view author, std::string const& record, std::string const& fields) {
  return judge_record(built_in_policy(), before, in(RoomKind::kMelding), person(author), {record, before.step, words_of(fields), {}});
}

RecordVerdict judge(CaseFacts const& before, std::string const& record, std::string const& fields) {
  return judge_record(built_in_policy(), before, in(RoomKind::kSchoolteam), person("mentor"), {record, before.step, words_of(fields), {}});
}

// The case after these records, each accepted.
CaseFacts after(CaseFacts facts, std::vector<std::pair<std::string, std::string>> const& records) {
  for (auto const& [record, fields] : records) {
    auto verdict = judge(facts, record, fields);
    EXPECT_TRUE(verdict.allowed()) << record << ' ' << fields << ": " << text_of(verdict.decision);
    facts = std::move(verdict.after);
  }
  return facts;
}

TEST(records, a_record_sets_the_facts_of_its_row_and_nothing_else) {
  auto const start = at(Step::k1, AgeBand::k16To17, {});
  auto facts = after(start, {{"pupil_talk", "on=2026-03-02 known_to_care=unknown"}});
  EXPECT_EQ(facts.facts, (Words{{"pupil_talk", "yes"}, {"known_to_care", "unknown"}}));
  EXPECT_EQ(facts.step, Step::k1);
  facts = after(start, {{"pupil_consent", "on=2026-03-02 answer=refused"}, {"consent_exception", "-"}});
  EXPECT_EQ(facts.facts, (Words{{"pupil_consent", "refused"}, {"consent_exception", "yes"}}));
  facts = after(at(Step::k3, AgeBand::kUnder12, {}), {{"consult_answers", "talk_with_parents=later sharing_needed=no"}});
  EXPECT_EQ(facts.facts, (Words{{"talk_with_parents", "later"}, {"sharing_needed", "no"}}));
  facts = after(at(Step::k4, AgeBand::kUnder12, {}),
                {{"parents_talk", "on=2026-03-02 pupil_present=no sharing_consent=not_asked care_in_place=yes"}});
  EXPECT_EQ(facts.facts, (Words{{"parents_talk", "yes"}, {"sharing_consent", "not_asked"}, {"care_in_place", "yes"}}));
}

TEST(records, a_later_record_replaces_what_an_earlier_one_set) {
  auto const facts = after(at(Step::k1, AgeBand::k16To17, {}), {{"pupil_consent", "on=2026-03-02 answer=refused"},
                                                                {"pupil_talk", "on=2026-03-03 known_to_care=no"},
                                                                {"pupil_consent", "on=2026-03-04 answer=given"}});
  EXPECT_EQ(facts.facts.at("pupil_consent"), "given");
  EXPECT_EQ(facts.facts.at("known_to_care"), "no");
}

TEST(records, a_move_brings_the_case_to_its_step_and_leaves_the_facts) {
  auto const before = at(Step::k3, AgeBand::k12To15, {{"pupil_talk", "yes"}});
  EXPECT_EQ(after(before, {{"step", "to=4"}}), at(Step::k4, AgeBand::k12To15, {{"pupil_talk", "yes"}}));
  auto const closed = after(before, {{"step", "to=closed_at_school"}});
  EXPECT_EQ(closed.step, Step::kClosedAtSchool);
  EXPECT_EQ(text_of(judge(closed, "pupil_talk", "on=2026-03-02 known_to_care=no").decision), "case_closed");
}

TEST(records, the_gemeente_takes_a_report_or_gives_it_back) {
  auto const before = at(Step::k2, std::nullopt, {});
  auto const taken = judge_in_report(before, "gert", "step", "to=5");
  ASSERT_TRUE(taken.allowed()) << text_of(taken.decision);
  EXPECT_EQ(taken.after, at(Step::k5, std::nullopt, {}));
  auto const returned = judge_in_report(before, "gert", "report_returned", "-");
  ASSERT_TRUE(returned.allowed()) << text_of(returned.decision);
  EXPECT_EQ(returned.after.facts, (Words{{"report", "returned"}}));
  EXPECT_TRUE(ends_room(built_in_policy(), "report_returned"));
  EXPECT_FALSE(ends_room(built_in_policy(), "pupil_talk"));
  EXPECT_EQ(text_of(judge_in_report(taken.after, "gert", "report_returned", "-").decision), "step_not_allowed");
  for (auto const* other : {"mentor", "mus", "fg_noord", "wijk", "ouder"}) {
    EXPECT_EQ(text_of(judge_in_report(before, other, "step", "to=5").decision), "not_yours_to_move") << other;
    EXPECT_EQ(text_of(judge_in_report(before, other, "report_returned", "-").decision), "not_yours_to_move") << other;
  }
  EXPECT_EQ(text_of(judge(before, "step", "to=5").decision), "item_type_not_allowed") << "the school, in its own room";
}

TEST(records, what_hangs_on_an_age_is_not_true_where_the_age_is_not_known) {
  auto const told = [](std::optional<AgeBand> band, std::string const& record, std::string const& fields, Words known) {
    auto const verdict = judge(at(Step::k4, band, std::move(known)), record, fields);
    return verdict.condition == nullptr ? text_of(verdict.decision) : verdict.condition->code;
  };
  auto const* const talk = "on=2026-03-02 pupil_present=no sharing_consent=given care_in_place=no";
  EXPECT_EQ(told(AgeBand::k12To15, "parents_talk", talk, {}), ".");
  EXPECT_EQ(told(std::nullopt, "parents_talk", talk, {{"pupil_consent", "given"}}), "parents_may_be_spoken_with");
  EXPECT_EQ(told(std::nullopt, "pupil_consent", "on=2026-03-02 answer=given", {}), "pupil_decides_at_this_age");
  EXPECT_EQ(told(std::nullopt, "consent_exception", "-", {{"pupil_consent", "refused"}}), "pupil_has_not_consented");
  EXPECT_EQ(told(std::nullopt, "pupil_talk", "on=2026-03-02 known_to_care=no", {}), ".");
}

TEST(records, a_missing_condition_is_told_with_its_own_rule_and_sentence) {
  auto const verdict =
      judge(at(Step::k4, AgeBand::k18AndOver, {}), "parents_talk", "on=2026-03-02 pupil_present=no sharing_consent=given care_in_place=no");
  ASSERT_FALSE(verdict.allowed());
  EXPECT_EQ(verdict.decision.denial().code, DenialCode::kConditionMissing);
  EXPECT_EQ(verdict.decision.denial().rule, "5");
  EXPECT_EQ(verdict.decision.words("nl").substr(0, 13), "Vanaf 16 jaar");
  EXPECT_EQ(verdict.decision.words("en").substr(0, 10), "From 16 on");
}

}  // namespace
}  // namespace beraad::domain
