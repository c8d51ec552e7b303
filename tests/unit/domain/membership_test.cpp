// SPDX-License-Identifier: EUPL-1.2
// Every operation × person × room × phase × step × relation × convenant against the matrix's first part, which states the rules a second
// time.
#include "server/domain/membership.hpp"

#include <gtest/gtest.h>

#include <map>

#include "tests/unit/domain/cast.hpp"
#include "tests/unit/domain/operations.hpp"
#include "tests/unit/domain/table.hpp"

namespace beraad::domain {
namespace {

constexpr std::size_t kRows = 442;
// 63 people in 9 rooms do 20 operations, and 92 who fit in one of them do 18 of them from inside too; each in 8 situations at 8 steps.
constexpr std::size_t kVerdicts = (std::size_t{63} * 9 * 20 + std::size_t{92} * 18) * 64;

char letter_of(Decision const& decision) {
  if (decision.allowed()) return '.';
  static std::map<DenialCode, char> const letters{
      {DenialCode::kOudersSluitenNietAan, 'o'}, {DenialCode::kRelationDeclared, 'r'},   {DenialCode::kFunctieNotInRoom, 'f'},
      {DenialCode::kContentlessFunctie, 'b'},   {DenialCode::kPhaseNotAllowed, 'p'},    {DenialCode::kStepNotAllowed, 's'},
      {DenialCode::kConvenantMissing, 'c'},     {DenialCode::kNotAMember, 'n'},         {DenialCode::kNotYoursToOpen, 'O'},
      {DenialCode::kNotYoursToAdd, 'A'},        {DenialCode::kNotYoursToRemove, 'R'},   {DenialCode::kNotYoursToClose, 'C'},
      {DenialCode::kNotYoursToPickUp, 'U'},     {DenialCode::kItemTypeNotAllowed, 't'}, {DenialCode::kPupilIsKnown, 'k'}};
  auto const found = letters.find(decision.denial().code);
  return found == letters.end() ? '?' : found->second;
}

LeafFacts somebody(std::string const& who) {
  auto const words = split(who, ' ');
  LeafFacts facts;
  facts.leaf = id_named<LeafId>("candidate");
  facts.leaf_class = of_word<LeafClass>(words.at(0)).value();
  facts.org_type = words.at(1);
  facts.functie = words.at(2);
  if (facts.leaf_class == LeafClass::kPseudonym) facts.room = the_room();
  if (facts.leaf_class == LeafClass::kGuest) facts.case_id = the_case();
  facts.certificate_valid = true;
  return facts;
}

// Who is in a room besides, who is removed, who is added.
struct Company {
  std::string keeper, target, newcomer;
};

class Matrix {
 public:
  std::size_t verdicts = 0;

  Matrix() {
    for (auto const& line : read_lines("acts")) {
      if (line.front() != '@') continue;
      auto const words = split(line, ' ');
      company_[words.at(1)] = {words.at(2), words.at(3), words.at(4)};
    }
  }

  void check(Row const& row) {
    auto people = row.at("people");
    for (auto at = people.find(", "); at != std::string::npos; at = people.find(", ")) people.replace(at, 2, ",");
    for (auto const& who : split(people, ',')) {
      auto actor = somebody(who);
      for (auto const& [column, expected] : row) {
        auto const phase = of_word<Phase>(column.substr(0, column.find_first_of("+-")));
        if (!phase) continue;
        actor.relation_declared = column.find("+relation") != std::string::npos;
        actor.convenant_valid = column.find("-convenant") == std::string::npos;
        check(row, who, actor, *phase, column, expected);
      }
    }
  }

 private:
  void check(Row const& row, std::string const& who, LeafFacts const& actor, Phase phase, std::string const& column,
             std::string const& expected) {
    auto const& operation = row.at("operation");
    auto const& others = company_.at(row.at("room"));
    ASSERT_EQ(expected.size(), 8U) << column;
    for (std::size_t step = 1; step <= 8; ++step, ++verdicts) {
      auto const roster = operation == "join" ? "-" : others.keeper + "," + others.target;
      auto room = room_with(row.at("room"), word_of(phase), std::to_string(step), roster);
      if (row.at("takes_part") == "yes") room.roster.push_back(actor);
      auto const decision = operate(operation, actor, room, person(others.target).leaf, person(others.newcomer));
      EXPECT_EQ(letter_of(decision), expected[step - 1])
          << operation << " by " << who << " in " << row.at("room") << ", " << column << ", step " << step;
    }
  }

  std::map<std::string, Company, std::less<>> company_;
};

TEST(membership, every_cell_of_the_matrix_is_as_the_rules_say) {
  auto const table = read_table("acts");
  ASSERT_EQ(table.size(), kRows);
  Matrix matrix;
  for (auto const& row : table) matrix.check(row);
  EXPECT_EQ(matrix.verdicts, kVerdicts);
}

TEST(membership, certificate_that_ran_out_or_was_made_for_elsewhere_is_refused) {
  auto const verdict = [](auto const* name, auto const* kind, auto const* step) {
    return text_of(may_join(built_in_policy(), person(name), room_with(kind, "anonymous", step, "-")));
  };
  EXPECT_EQ(verdict("mentor_expired", "weegtafel", "1"), "certificate_invalid");
  EXPECT_EQ(verdict("mus_elsewhere", "consult", "3"), "certificate_invalid");
  EXPECT_EQ(verdict("ouder_other_case", "overdracht", "8"), "certificate_invalid");
}

TEST(membership, pseudonym_whose_school_is_known_does_not_meet_another_school) {
  auto mus = person("mus");
  mus.organisation = person("mentor_beuk").organisation;  // the server knows; the other participants do not
  EXPECT_EQ(text_of(may_join(built_in_policy(), mus, room_with("consult", "anonymous", "3", "mentor,gert"))), "other_organisation");
}

TEST(membership, a_side_is_an_organisation_type_and_a_guest_is_on_none) {
  EXPECT_EQ(side_of(person("mentor")), "school");
  EXPECT_EQ(side_of(person("mus")), "school");
  EXPECT_EQ(side_of(person("gert")), "gemeente");
  EXPECT_EQ(side_of(person("ouder")), "");
  EXPECT_FALSE(is_on(built_in_policy(), {"school", "regie"}, person("ouder"), 3));
}

}  // namespace
}  // namespace beraad::domain
