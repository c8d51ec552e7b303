// SPDX-License-Identifier: EUPL-1.2
// The policy that is compiled in, and what a hand that slips in the file is told.
#include "server/domain/policy.hpp"

#include <gtest/gtest.h>

#include "crypto/encoding.hpp"
#include "crypto/sha256.hpp"
#include "server/domain/policy_decode.hpp"

namespace beraad::domain {
namespace {

struct Slip {
  std::string name, from, to, row, what;
};
std::ostream& operator<<(std::ostream& out, Slip const& slip) {
  return out << slip.name;
}

// The built-in text with its first `from` replaced.
std::string changed(std::string const& from, std::string const& to) {
  std::string text{built_in_policy_text()};
  auto const at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

void expect_told(PolicyFaults const& faults, std::string const& row, std::string const& what) {
  std::string all;
  for (auto const& fault : faults) {
    if (fault.row.find(row) != std::string::npos && fault.what.find(what) != std::string::npos) return;
    all += fault.row + ": " + fault.what + "\n";
  }
  ADD_FAILURE() << "not told: " << row << ": " << what << "\ntold:\n" << all;
}

class PolicySlip : public testing::TestWithParam<Slip> {};

TEST_P(PolicySlip, is_refused_with_its_row_named) {
  auto const& slip = GetParam();
  auto const decoded = decode_policy(changed(slip.from, slip.to), built_in_region_text());
  ASSERT_FALSE(decoded);
  expect_told(decoded.error(), slip.row, slip.what);
}

INSTANTIATE_TEST_SUITE_P(
    policy, PolicySlip,
    testing::Values(
        Slip{"unknown_field", "\"version\": 1,", "\"version\": 1, \"extra\": 1,", "the file", "a field"},
        Slip{"other_version", "\"version\": 1,", "\"version\": 2,", "the file", "version"},
        Slip{"repeated_field", "\"version\": 1,", "\"version\": 1, \"version\": 1,", "the file", "JSON"},
        Slip{"comment", "\"version\": 1,", "\"version\": 1, // one", "the file", "JSON"},
        Slip{"unknown_room", "\"kind\": \"consult\"", "\"kind\": \"koffie\"", "rooms[1]", "koffie"},
        Slip{"room_twice", "\"kind\": \"consult\"", "\"kind\": \"melding\"", "rooms", "\"consult\" needs one row and has 0"},
        Slip{"unknown_class", "\"class\": \"pseudonym\"", "\"class\": \"ghost\"", "rooms[1] consult members[1]", "ghost"},
        Slip{"missing_field", "\"relation_allowed\": false, ", "", "rooms[0] schoolteam", "relation_allowed"},
        Slip{"field_of_the_wrong_kind", "\"convenant\": false", "\"convenant\": \"no\"", "rooms[0] schoolteam", "convenant"},
        Slip{"unknown_item_type", "\"signal\"", "\"sticker\"", "rooms[0] schoolteam", "sticker"},
        Slip{"word_twice", "\"text\", \"edit\"", "\"text\", \"text\"", "rooms[0] schoolteam", "twice"},
        Slip{"step_9", "\"steps\": [4]", "\"steps\": [9]", "rooms[2] oudergesprek", "steps"},
        Slip{"step_that_wraps_to_4", "\"steps\": [4]", "\"steps\": [4294967300]", "rooms[2] oudergesprek", "steps"},
        Slip{"opened_at_no_step", "\"steps\": [2, 3, 4], \"needs\"", "\"steps\": [], \"needs\"", "rooms melding", "opened at no step"},
        Slip{"opened_at_a_step_without_the_room", "\"steps\": [2, 3, 4], \"needs\"", "\"steps\": [1], \"needs\"", "rooms melding",
             "exist at 1"},
        Slip{"opened_at_step_9", "\"steps\": [2, 3, 4], \"needs\"", "\"steps\": [9], \"needs\"", "rooms[3] melding opening[0]", "steps"},
        Slip{"opening_without_steps", "\"steps\": [2, 3, 4], \"needs\"", "\"needs\"", "rooms[3] melding opening[0]", "steps"},
        Slip{"opening_that_needs_an_unknown_condition", "\"needs\": [\"ground_complete\"]", "\"needs\": [\"luck\"]", "rooms melding",
             "luck"},
        Slip{"opening_twice", "\"phase\": \"identified\", \"steps\": [5]", "\"phase\": \"anonymous\", \"steps\": [5]", "rooms melding",
             "twice"},
        Slip{"unknown_denial", "\"code\": \"room_full\"", "\"code\": \"room_empty\"", "denials", "room_empty"},
        Slip{"denial_without_words", "\"nl\": \"Dit overleg kan niet in deze fase.\"", "\"nl\": \"\"", "denials[6]", "both languages"},
        Slip{"regie_out_of_order", "{\"step\": 1, \"by\": \"school\"", "{\"step\": 2, \"by\": \"school\"", "regie[0]", "from 1 to 8"},
        Slip{"regie_without_words", "\"nl\": \"De gemeente sluit het dossier en draagt het over.\"", "\"nl\": \"\"", "regie[7]",
             "both languages"},
        Slip{"room_without_words", "\"en\": \"The school's talk with the parents and the pupil.\"", "\"en\": \"\"", "rooms[2] oudergesprek",
             "both languages"},
        Slip{"transition_without_words", "\"nl\": \"De school gaat met de leerling in gesprek.\"", "\"nl\": \"\"", "transitions[0]",
             "both languages"},
        Slip{"regie_of_nobody", "{\"step\": 1, \"by\": \"school\"", "{\"step\": 1, \"by\": \"kerk\"", "regie[0]", "kerk"},
        Slip{"unknown_functie", "\"functies\": [\"procesregisseur\"]}", "\"functies\": [\"voorzitter\"]}", "rooms weegtafel",
             "zvh voorzitter"},
        Slip{"beheerder_as_member", "\"functies\": [\"adviseur\"]}", "\"functies\": [\"beheerder\"]}", "rooms consult",
             "never sees content"},
        Slip{"opener_who_is_no_member", "\"open_by\": [\"school\"]", "\"open_by\": [\"gemeente\"]", "rooms schoolteam", "no member here"},
        Slip{"nobody_adds", "\"add_by\": [\"school\"]", "\"add_by\": []", "rooms schoolteam", "names nobody"},
        Slip{"opening_move_that_is_no_transition", "{\"from\": \"2\", \"to\": \"3\"}]", "{\"from\": \"2\", \"to\": \"6\"}]",
             "rooms consult", "no transition"},
        Slip{"transition_twice", "{\"from\": \"1\", \"to\": \"2\"", "{\"from\": \"1\", \"to\": \"3\"", "transitions[1]", "twice"},
        Slip{"case_that_begins_at_several_steps", "\"names_case\": false, \"begins_case\": false",
             "\"names_case\": false, \"begins_case\": true", "rooms consult", "begins_case"},
        Slip{"consult_that_names_the_case", "\"names_case\": false", "\"names_case\": true", "rooms consult", "rule 10"},
        Slip{"opened_in_a_phase_it_does_not_have", "\"phase\": \"anonymous\", \"steps\": [1, 2, 3, 4, 5]",
             "\"phase\": \"identified\", \"steps\": [1, 2, 3, 4, 5]", "rooms consult", "phase the room does not have"},
        Slip{"contentless_functie_that_nobody_has", "\"contentless_functies\": [\"beheerder\", \"fg\"]",
             "\"contentless_functies\": [\"beheerder\", \"fg\", \"auditor\"]", "contentless_functies", "auditor"}),
    [](auto const& each) { return each.param.name; });

// From here on the row is found by the room's kind, since many rooms share the words.
std::string in_room(std::string const& kind, std::string const& from, std::string const& to) {
  std::string text{built_in_policy_text()};
  auto const room = text.find("\"kind\": \"" + kind + "\"");
  auto const at = text.find(from, room);
  EXPECT_NE(at, std::string::npos);
  return text.replace(at, from.size(), to);
}

void expect_refused(std::string const& text, std::string const& row, std::string const& what) {
  auto const decoded = decode_policy(text, built_in_region_text());
  ASSERT_FALSE(decoded);
  expect_told(decoded.error(), row, what);
}

TEST(policy, no_region_lets_a_parent_or_a_relation_into_weegtafel_or_casusoverleg) {
  std::string const parent = "\"members\": [{\"class\": \"guest\", \"org_types\": [\"school\"], \"functies\": [\"ouder\"]},";
  for (std::string const kind : {"weegtafel", "casusoverleg"}) {
    expect_refused(in_room(kind, "\"members\": [", parent), "rooms " + kind, "rule 15");
    expect_refused(in_room(kind, "\"relation_allowed\": false", "\"relation_allowed\": true"), "rooms " + kind, "rule 15");
    expect_refused(in_room(kind, "\"declaration\": true", "\"declaration\": false"), "rooms " + kind, "rule 15");
  }
}

TEST(policy, no_region_identifies_a_consult) {
  expect_refused(in_room("consult", "\"phases\": [\"anonymous\"]", "\"phases\": [\"anonymous\", \"identified\"]"), "rooms consult",
                 "rule 3");
}

TEST(policy, no_region_lets_the_identity_card_into_a_room_with_others) {
  expect_refused(in_room("melding", "\"record\", \"reveal\"]", "\"record\", \"reveal\", \"identity\"]"), "rooms melding", "rule 9");
  expect_refused(in_room("consult", "\"identified_item_types\": []", "\"identified_item_types\": [\"identity\"]"), "rooms consult",
                 "never identified");
  expect_refused(
      in_room("melding", "\"functies\": [\"school_professional\"], \"phases\": [\"anonymous\"]", "\"functies\": [\"school_professional\"]"),
      "rooms melding", "rule 10");
}

TEST(policy, no_region_keeps_a_pseudonym_from_saying_who_it_is_or_lets_others_say_so) {
  expect_refused(in_room("consult", ", \"reveal\"]", "]"), "rooms consult", "reveal oneself");
  expect_refused(in_room("weegtafel", "\"record\"]", "\"record\", \"reveal\"]"), "rooms weegtafel", "reveal oneself");
}

TEST(policy, no_region_takes_the_convenant_from_an_identified_room) {
  expect_refused(in_room("casusoverleg", "\"convenant\": true", "\"convenant\": false"), "rooms casusoverleg", "convenant");
}

TEST(policy, all_faults_are_told_at_once) {
  auto text = changed("\"code\": \"room_full\"", "\"code\": \"room_empty\"");
  text.replace(text.find("\"signal\""), 8, "\"sticker\"");
  auto const decoded = decode_policy(text, built_in_region_text());
  ASSERT_FALSE(decoded);
  EXPECT_GE(decoded.error().size(), 2U);
}

TEST(policy, every_truncation_is_refused) {
  auto const text = built_in_policy_text();
  std::size_t const whole = text.find_last_of('}') + 1;
  for (std::size_t size = 0; size < whole; size += 97) EXPECT_FALSE(decode_policy(text.substr(0, size), built_in_region_text())) << size;
}

TEST(policy, built_in_one_has_every_row_and_the_hash_of_both_files) {
  auto const& policy = built_in_policy();
  EXPECT_EQ(policy.rooms.size(), 9U);
  EXPECT_EQ(policy.denials.size(), 32U);
  EXPECT_EQ(policy.transitions.size(), 24U);
  EXPECT_EQ(policy.facts.size(), 34U);
  EXPECT_EQ(policy.conditions.size(), 34U);
  EXPECT_EQ(policy.records.size(), 44U);
  EXPECT_EQ(policy.functies_by_org_type.size(), 17U);
  for (auto const kind : kRoomKinds) EXPECT_EQ(policy.room(kind).kind, kind);
  for (auto const code : kDenialCodes) EXPECT_EQ(policy.deny(code).denial().code, code);
  crypto::Bytes both;
  for (auto const text : {built_in_policy_text(), built_in_region_text()}) {
    auto const hash = crypto::sha256(crypto::view_of(text));
    both.insert(both.end(), hash.begin(), hash.end());
  }
  EXPECT_EQ(built_in_policy_hash(), crypto::sha256(both));
}

TEST(policy, denial_speaks_both_languages) {
  auto const denial = built_in_policy().deny(DenialCode::kOudersSluitenNietAan);
  EXPECT_EQ(denial.words("nl"), "Ouders en leerlingen sluiten hier niet aan.");
  EXPECT_EQ(denial.words("en"), "Parents and pupils do not take part here.");
  EXPECT_EQ(denial.denial().rule, "15");
}

TEST(policy, knows_which_functies_an_organisation_type_has) {
  EXPECT_TRUE(built_in_policy().knows_functie("school", "zorgcoordinator"));
  EXPECT_FALSE(built_in_policy().knows_functie("school", "weegtafel"));
  EXPECT_FALSE(built_in_policy().knows_functie("region", "school_professional"));
}

}  // namespace
}  // namespace beraad::domain
