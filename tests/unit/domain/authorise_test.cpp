// SPDX-License-Identifier: EUPL-1.2
// The verdict on every entry of authorise.tsv, one test a line.
#include "server/domain/authorise.hpp"

#include <gtest/gtest.h>

#include "server/domain/membership.hpp"
#include "tests/unit/domain/cast.hpp"
#include "tests/unit/domain/table.hpp"

namespace beraad::domain {
namespace {

struct Case {
  std::string name;
  std::optional<RoomFacts> before;
  EntryFacts entry;
  std::string expected;
};

std::ostream& operator<<(std::ostream& out, Case const& each) {
  return out << each.name;
}

OpFacts op_of(std::string const& text) {
  if (auto const word = of_word<OpKind>(text)) return {*word, {}, {}};
  auto const tilde = text.find('~');
  auto const& named = person(text.substr(1, tilde - 1));
  if (text[0] == '-') return {OpKind::kRemove, named.leaf, {}};
  OpFacts op{text[0] == '+' ? OpKind::kAdd : OpKind::kReplace, named.leaf, named};
  if (tilde != std::string::npos) {
    auto const other = text.substr(tilde + 1);
    op.candidate = other.empty() ? std::nullopt : std::optional(person(other));
  }
  return op;
}

void fill(RoomFacts& room) {
  while (room.roster.size() < kMostLeaves) {
    auto one_more = person("colleague");
    one_more.leaf = id_named<LeafId>("colleague " + std::to_string(room.roster.size()));
    room.roster.push_back(one_more);
  }
}

void apply_mark(std::string const& mark, Case& out) {
  if (mark == "other_policy") {
    out.entry.policy[0] ^= 1;
  } else if (mark == "other_room") {
    out.entry.room = id_named<RoomId>("another room");
  } else if (mark.starts_with("n=")) {
    out.entry.n = std::stoull(mark.substr(2));
  } else if (mark == "with_case") {
    out.entry.case_id = the_case();
  } else if (mark == "without_case") {
    out.entry.case_id = {};
  } else if (mark == "closed") {
    out.before->closed = true;
  } else if (mark == "full") {
    fill(*out.before);
  } else if (mark == "was_anonymous") {
    out.before->phase = Phase::kAnonymous;
  } else if (mark == "was_identified") {
    out.before->phase = Phase::kIdentified;
  } else if (mark == "was_consult") {
    out.before->kind = RoomKind::kConsult;
  } else if (mark != "-") {
    throw std::runtime_error("authorise.tsv: " + mark);
  }
}

Case case_of(Row const& row) {
  Case out;
  out.name = row.at("name");
  out.expected = row.at("expected");
  auto const room = room_with(row.at("room"), row.at("phase"), row.at("step"), row.at("roster"));
  if (row.at("roster") != "-") out.before = room;
  auto& entry = out.entry;
  entry.room = room.room;
  entry.case_id = room.case_id;
  entry.kind = room.kind;
  entry.n = out.before ? 3 : 0;
  entry.policy = built_in_policy_hash();
  entry.by = person(row.at("by")).leaf;
  entry.at = the_moment();
  entry.phase = room.phase;
  entry.step = room.step;
  entry.event = of_word<BasisEvent>(row.at("event")).value();
  if (!row.at("ops").empty())
    for (auto const& op : split(row.at("ops"), ' ')) entry.ops.push_back(op_of(op));
  for (auto const& mark : split(row.at("marks"), ' ')) apply_mark(mark, out);
  return out;
}

std::vector<Case> all_cases() {
  std::vector<Case> cases;
  for (auto const& row : read_table("authorise.tsv")) cases.push_back(case_of(row));
  return cases;
}

class Authorise : public testing::TestWithParam<Case> {};

TEST_P(Authorise, entry_gets_the_verdict_of_the_table) {
  auto const& each = GetParam();
  auto const verdict = authorise(built_in_policy(), built_in_policy_hash(), each.before ? &*each.before : nullptr, each.entry);
  EXPECT_EQ(text_of(verdict.decision), each.expected);
  EXPECT_EQ(verdict.after.roster.empty(), !verdict.allowed());
}

INSTANTIATE_TEST_SUITE_P(authorise, Authorise, testing::ValuesIn(all_cases()), [](auto const& each) { return each.param.name; });

TEST(authorise, table_has_222_entries_and_reaches_every_denial_that_an_entry_can_get) {
  auto const cases = all_cases();
  EXPECT_EQ(cases.size(), 222U);
  for (auto const code : kDenialCodes) {
    constexpr std::array kElsewhere{DenialCode::kNotYoursToPickUp, DenialCode::kNotYoursToMove,     DenialCode::kItemTypeNotAllowed,
                                    DenialCode::kConditionMissing, DenialCode::kRecordMalformed,    DenialCode::kCaseClosed,
                                    DenialCode::kSomeoneElseMust,  DenialCode::kDeclarationMissing, DenialCode::kPupilIsKnown};
    bool const elsewhere = std::find(kElsewhere.begin(), kElsewhere.end(), code) != kElsewhere.end();
    bool const reached = std::any_of(cases.begin(), cases.end(), [&](Case const& each) { return each.expected == word_of(code); });
    EXPECT_NE(reached, elsewhere) << word_of(code);
  }
}

TEST(authorise, nothing_enters_the_log_of_a_room_whose_case_is_closed) {
  std::size_t tried = 0;
  for (auto each : all_cases()) {
    if (!each.before || each.before->closed) continue;
    each.before->case_closed = true;
    auto const verdict = authorise(built_in_policy(), built_in_policy_hash(), &*each.before, each.entry);
    EXPECT_FALSE(verdict.allowed()) << each.name;
    if (each.expected == ".") {
      EXPECT_EQ(text_of(verdict.decision), "case_closed") << each.name;
      ++tried;
    }
  }
  EXPECT_GT(tried, 20U);
}

TEST(authorise, roster_after_the_entry_keeps_the_order_of_adding) {
  auto const before = room_with("consult", "anonymous", "3", "mentor,gert");
  Case out;
  out.entry.room = before.room;
  out.entry.kind = before.kind;
  out.entry.n = 1;
  out.entry.policy = built_in_policy_hash();
  out.entry.by = person("mentor").leaf;
  out.entry.step = 3;
  out.entry.event = BasisEvent::kCertificateReplaced;
  out.entry.ops = {op_of("=mentor_as_zoco")};
  auto const verdict = authorise(built_in_policy(), built_in_policy_hash(), &before, out.entry);
  ASSERT_TRUE(verdict.allowed());
  ASSERT_EQ(verdict.after.roster.size(), 2U);
  EXPECT_EQ(verdict.after.roster[0].functie, "zorgcoordinator");
  EXPECT_EQ(verdict.after.roster[1].leaf, person("gert").leaf);
}

TEST(authorise, a_renewed_certificate_neither_prolongs_nor_ends_a_term) {
  auto const before = room_with("melding", "identified", "5", "gert,gerda_for_gert,mentor");
  EntryFacts entry;
  entry.room = before.room;
  entry.kind = before.kind;
  entry.n = 1;
  entry.policy = built_in_policy_hash();
  entry.by = person("gerda").leaf;
  entry.at = the_moment();
  entry.phase = before.phase;
  entry.step = 5;
  entry.event = BasisEvent::kCertificateReplaced;
  entry.ops = {op_of("=gerda")};
  auto const verdict = authorise(built_in_policy(), built_in_policy_hash(), &before, entry);
  ASSERT_TRUE(verdict.allowed());
  EXPECT_EQ(verdict.after.roster[1].until, person("gerda_for_gert").until);
  EXPECT_EQ(verdict.after.roster[1].stands_in_for, person("gert").leaf);
}

}  // namespace
}  // namespace beraad::domain
