// SPDX-License-Identifier: EUPL-1.2
// Random sequences of records, good and bad, over one case each: whatever is accepted, the plan's promises hold. The sequences come from
// one seed, so that a run that fails can be repeated.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "server/domain/records.hpp"
#include "tests/unit/domain/cast.hpp"

namespace beraad::domain {
namespace {

constexpr std::size_t kSequences = 100'000;
constexpr std::size_t kLongest = 20;

class Chance {
 public:
  template <class C>
  auto const& one_of(C const& all) {
    return *std::next(all.begin(), static_cast<std::ptrdiff_t>(below(all.size())));
  }
  std::size_t below(std::size_t end) { return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_); }
  bool once_in(std::size_t times) { return below(times) == 0; }

 private:
  std::mt19937_64 random_{20260302};  // NOLINT(cert-msc51-cpp): the same every time
};

// The ways through the plan, as this test knows them.
std::set<std::pair<Step, Step>> const& ways() {
  static std::set<std::pair<Step, Step>> const all{{Step::k1, Step::k2}, {Step::k1, Step::k3}, {Step::k2, Step::k3},
                                                   {Step::k3, Step::k2}, {Step::k2, Step::k4}, {Step::k3, Step::k4}};
  return all;
}

// The gemeente takes a report: the only way out of the school's hands.
bool is_taken(Step from, Step to) {
  return to == Step::k5 && from >= Step::k2 && from <= Step::k4;
}

bool is_a_way(Step from, Step to) {
  bool const closes = to == Step::kClosedAtSchool && from <= Step::k4;
  return closes || is_taken(from, to) || ways().contains({from, to});
}

std::map<std::string, std::set<std::string>> const& values_there_are() {
  static std::map<std::string, std::set<std::string>> const all{{"pupil_talk", {"yes"}},
                                                                {"known_to_care", {"yes", "no", "unknown"}},
                                                                {"talk_with_parents", {"yes", "no", "later"}},
                                                                {"sharing_needed", {"yes", "no"}},
                                                                {"pupil_consent", {"given", "refused"}},
                                                                {"consent_exception", {"yes"}},
                                                                {"parents_talk", {"yes"}},
                                                                {"sharing_consent", {"given", "refused", "not_asked"}},
                                                                {"care_in_place", {"yes", "no", "unknown"}},
                                                                {"report", {"returned"}}};
  return all;
}

RecordFacts any_record(Chance& chance, Step at) {
  static std::vector<std::string> const words{
      "step", "step", "pupil_talk", "consult_answers", "pupil_consent", "consent_exception", "parents_talk", "report_returned"};
  static std::map<std::string, std::vector<std::string>> const fields{
      {"step", {"to"}},
      {"pupil_talk", {"on", "known_to_care"}},
      {"consult_answers", {"talk_with_parents", "sharing_needed"}},
      {"pupil_consent", {"on", "answer"}},
      {"consent_exception", {}},
      {"report_returned", {}},
      {"parents_talk", {"on", "pupil_present", "sharing_consent", "care_in_place"}}};
  static std::vector<std::string> const answers{"yes", "no", "unknown", "later", "given", "refused", "not_asked"};
  static std::vector<std::string> const steps{"2", "3", "4", "closed_at_school", "1", "5", "closed"};
  RecordFacts out{chance.once_in(50) ? "besluit" : chance.one_of(words), chance.once_in(20) ? chance.one_of(kSteps) : at, {}};
  auto const named = fields.find(out.record);
  if (named == fields.end()) return out;
  for (auto const& field : named->second) {
    if (chance.once_in(40)) continue;
    if (field == "on") {
      out.fields[field] = chance.once_in(10) ? "2026-02-30" : "2026-03-02";
    } else {
      out.fields[field] = field == "to" ? chance.one_of(steps) : chance.one_of(answers);
    }
  }
  if (chance.once_in(40)) out.fields["more"] = "yes";
  return out;
}

struct Seen {
  std::size_t accepted = 0;
  std::map<std::string, std::size_t> accepted_by_record;
  std::set<Step> steps;
};

// One case from its opening on; what a record did is held against what was true before it.
class Case {
 public:
  Case(std::optional<AgeBand> band, Seen& seen) : facts_{Step::k1, band, {}}, seen_(seen) {}

  [[nodiscard]] Step step() const { return facts_.step; }

  void take(RecordFacts const& record, LeafFacts const& author, RoomKind room) {
    auto const verdict = judge_record(built_in_policy(), facts_, room, author, record);
    if (!verdict.allowed()) {
      ASSERT_EQ(verdict.after, CaseFacts{}) << "a record that is refused changes nothing";
      return;
    }
    ASSERT_FALSE(is_closed(facts_.step)) << "nothing follows a closed case";
    ASSERT_LE(facts_.step, Step::k4) << "what the gemeente has taken is not recorded of yet";
    bool const of_report = record.record == "report_returned" || is_taken(facts_.step, verdict.after.step);
    ASSERT_EQ(author.org_type, of_report ? "gemeente" : "school");
    ASSERT_EQ(room, of_report ? RoomKind::kMelding : RoomKind::kSchoolteam);
    ASSERT_EQ(verdict.after, after_record(built_in_policy(), facts_, record));
    check_step(verdict.after, record);
    check_facts(verdict.after);
    check_parents(verdict.after, record);
    facts_ = verdict.after;
    ++seen_.accepted;
    ++seen_.accepted_by_record[record.record];
    seen_.steps.insert(facts_.step);
  }

 private:
  void check_step(CaseFacts const& after, RecordFacts const& record) const {
    ASSERT_EQ(after.age_band, facts_.age_band);
    if (record.record == "step") {
      ASSERT_TRUE(is_a_way(facts_.step, after.step)) << word_of(facts_.step) << " to " << word_of(after.step);
      ASSERT_EQ(after.facts, facts_.facts) << "a move records nothing else";
    } else {
      ASSERT_EQ(after.step, facts_.step) << "only a move moves";
    }
  }

  static void check_facts(CaseFacts const& after) {
    for (auto const& [fact, value] : after.facts) {
      auto const known = values_there_are().find(fact);
      ASSERT_NE(known, values_there_are().end()) << fact;
      ASSERT_TRUE(known->second.contains(value)) << fact << " is " << value;
    }
  }

  void check_parents(CaseFacts const& after, RecordFacts const& record) const {
    if (after.age_band == AgeBand::k18AndOver || !after.age_band) {
      ASSERT_FALSE(after.facts.contains("parents_talk"));
    }
    if (after.age_band != AgeBand::k16To17) {
      ASSERT_FALSE(after.facts.contains("pupil_consent"));
      ASSERT_FALSE(after.facts.contains("consent_exception"));
    } else if (record.record == "parents_talk") {
      auto const consent = facts_.facts.find("pupil_consent");
      bool const given = consent != facts_.facts.end() && consent->second == "given";
      ASSERT_TRUE(given || facts_.facts.contains("consent_exception")) << "at 16 and 17 only with consent or an exception";
    }
    if (record.record == "consent_exception") {
      ASSERT_EQ(facts_.facts.at("pupil_consent"), "refused");
    }
  }

  CaseFacts facts_;
  Seen& seen_;
};

TEST(records, of_any_sequence_keep_the_promises_of_the_plan) {
  Chance chance;
  Seen seen;
  std::vector<LeafFacts> const authors{person("mentor"),        person("zoco"), person("af_eik"),
                                       person("beheerder_eik"), person("gert"), person("ouder")};
  for (std::size_t i = 0; i < kSequences; ++i) {
    Case one(chance.once_in(8) ? std::nullopt : std::optional(chance.one_of(kAgeBands)), seen);
    for (std::size_t length = 1 + chance.below(kLongest); length > 0; --length) {
      bool const in_report = chance.once_in(16);
      auto const& usual = in_report ? person("gert") : authors.front();
      auto const& author = chance.once_in(10) ? chance.one_of(authors) : usual;
      auto const room = chance.once_in(30) ? chance.one_of(kRoomKinds) : in_report ? RoomKind::kMelding : RoomKind::kSchoolteam;
      one.take(any_record(chance, one.step()), author, room);
      ASSERT_FALSE(HasFatalFailure()) << "sequence " << i;
    }
  }
  EXPECT_GT(seen.accepted, kSequences);
  EXPECT_EQ(seen.accepted_by_record.size(), 7U) << "every record was accepted now and then";
  EXPECT_EQ(seen.steps, (std::set<Step>{Step::k1, Step::k2, Step::k3, Step::k4, Step::k5, Step::kClosedAtSchool}));
}

}  // namespace
}  // namespace beraad::domain
