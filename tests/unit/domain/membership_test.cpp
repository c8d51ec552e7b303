// SPDX-License-Identifier: EUPL-1.2
// Every person × room × phase × step × relation × convenant against membership.tsv, which was written without looking at the policy.
#include "server/domain/membership.hpp"

#include <gtest/gtest.h>

#include "tests/unit/domain/cast.hpp"
#include "tests/unit/domain/table.hpp"

namespace beraad::domain {
namespace {

constexpr std::size_t kRows = 63 * 9;
constexpr std::size_t kCells = kRows * 64;

char letter_of(Decision const& decision) {
  if (decision.allowed()) return '.';
  switch (decision.denial().code) {
    case DenialCode::kOudersSluitenNietAan:
      return 'o';
    case DenialCode::kRelationDeclared:
      return 'r';
    case DenialCode::kFunctieNotInRoom:
      return 'f';
    case DenialCode::kContentlessFunctie:
      return 'b';
    case DenialCode::kPhaseNotAllowed:
      return 'p';
    case DenialCode::kStepNotAllowed:
      return 's';
    case DenialCode::kConvenantMissing:
      return 'c';
    case DenialCode::kOtherOrganisation:
    case DenialCode::kNotYoursToOpen:
    case DenialCode::kNotYoursToAdd:
    case DenialCode::kNotYoursToRemove:
    case DenialCode::kNotYoursToClose:
    case DenialCode::kNotYoursToPickUp:
    case DenialCode::kNotYoursToMove:
    case DenialCode::kRoomClosed:
    case DenialCode::kItemTypeNotAllowed:
    case DenialCode::kNotAMember:
    case DenialCode::kAlreadyAMember:
    case DenialCode::kNobodyLeft:
    case DenialCode::kRoomFull:
    case DenialCode::kCertificateInvalid:
    case DenialCode::kOtherPolicy:
    case DenialCode::kEntryMalformed:
    case DenialCode::kSomeoneElseMust:
    case DenialCode::kDeclarationMissing:
    case DenialCode::kTermMissing:
    case DenialCode::kTermOver:
    case DenialCode::kNotAColleague:
    case DenialCode::kPupilIsKnown:
    case DenialCode::kConditionMissing:
    case DenialCode::kRecordMalformed:
    case DenialCode::kCaseClosed:
      return '?';
  }
  return '?';
}

LeafFacts candidate_of(Row const& row) {
  LeafFacts facts;
  facts.leaf = id_named<LeafId>("candidate");
  facts.leaf_class = of_word<LeafClass>(row.at("class")).value();
  facts.org_type = row.at("org_type");
  facts.functie = row.at("functie");
  if (facts.leaf_class == LeafClass::kPseudonym) facts.room = the_room();
  if (facts.leaf_class == LeafClass::kGuest) facts.case_id = the_case();
  facts.certificate_valid = true;
  return facts;
}

TEST(membership, every_cell_of_the_table_is_as_the_rules_say) {
  auto const table = read_table("membership.tsv");
  ASSERT_EQ(table.size(), kRows);
  std::size_t cells = 0;
  for (auto const& row : table) {
    auto candidate = candidate_of(row);
    for (auto const& [column, expected] : row) {
      auto const phase = of_word<Phase>(column.substr(0, column.find_first_of("+-")));
      if (!phase) continue;
      candidate.relation_declared = column.find("+relation") != std::string::npos;
      candidate.convenant_valid = column.find("-convenant") == std::string::npos;
      ASSERT_EQ(expected.size(), 8U) << column;
      for (std::size_t step = 1; step <= 8; ++step, ++cells) {
        auto const room = room_with(row.at("room"), word_of(*phase), std::to_string(step), "-");
        EXPECT_EQ(letter_of(may_join(built_in_policy(), candidate, room)), expected[step - 1])
            << row.at("class") << ' ' << row.at("org_type") << ' ' << row.at("functie") << " → " << row.at("room") << ", " << column
            << ", step " << step;
      }
    }
  }
  EXPECT_EQ(cells, kCells);
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
