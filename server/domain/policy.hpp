// SPDX-License-Identifier: EUPL-1.2
// The stappenplan as data: config/policy/stappenplan.json, decoded once and strictly. Immutable, so any thread may read it.
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/bytes.hpp"
#include "server/domain/decision.hpp"
#include "server/domain/words.hpp"

namespace beraad::domain {

using PolicyHash = crypto::Array<32>;

// One line of "may be members": a class, organisation types, functies, and the phases of the room in which it holds.
struct MemberSelector {
  LeafClass leaf_class{};
  std::vector<std::string> org_types;
  std::vector<std::string> functies;
  std::vector<Phase> phases;  // never empty: those of the room where the file names none
};

struct StepMove {
  Step from{};
  Step to{};
};

// A fact of every case that no record sets; who is not of the case's school does not know it.
inline constexpr std::string_view kAgeBandFact = "age_band";
// The record that moves a case; the transitions are its rows.
inline constexpr std::string_view kStepRecord = "step";
inline constexpr std::string_view kStepField = "to";

// A side is an organisation type, or "regie": whoever holds the regie at that step.
using Sides = std::vector<std::string>;

struct RoomRules {
  RoomKind kind{};
  std::vector<int> steps;
  std::vector<int> open_steps;  // at which one can be opened
  std::vector<Phase> phases;
  std::vector<MemberSelector> members;
  Sides one_organisation_of;      // of these types, at most one organisation takes part
  bool convenant = false;         // once identified, every member's organisation needs a valid one
  bool relation_allowed = false;  // a declared relation to the pupil does not keep one out
  bool names_case = false;        // the log carries the case's id; otherwise zeros, so that two rooms of one case cannot be linked
  Sides open_by, add_by, remove_by, close_by, pick_up_by;
  std::vector<StepMove> opening_moves;  // what opening the room does to the case's step; other steps stay
  std::vector<ItemType> item_types;
  std::string rule;
};

// What has to be true of a case before something can be done, or ought to be.
struct Condition {
  std::string code;
  Denial denial;  // condition_missing, with this condition's own rule and sentences
  // One alternative: every fact named has one of these values. The condition holds when one alternative does.
  using Alternative = std::map<std::string, std::vector<std::string>, std::less<>>;
  std::vector<Alternative> any;
};
using ConditionCodes = std::vector<std::string>;

struct RecordField {
  std::string name;
  FieldType type{};
  std::vector<std::string> values;  // of a choice
};

// The fact gets the value `to`, or the one in the field `from`; the other is "".
struct FactSetting {
  std::string fact;
  std::string to;
  std::string from;
};

// Something that is recorded of the plan: who may, where and when, and what becomes true of the case by it.
struct RecordRules {
  std::string record;
  std::string rule;
  RoomKind room{};
  Sides by;
  std::vector<Step> steps;
  std::vector<RecordField> fields;
  Wording words{};
  ConditionCodes needs;
  std::vector<FactSetting> sets;
  std::string nl;  // what it is called
  std::string en;
};

struct Transition {
  Step from{};
  Step to{};
  std::string by;
  RoomKind room{};  // in which the move is recorded
  std::string rule;
  ConditionCodes needs;
  ConditionCodes warns;  // what ought to be true; the move is made all the same
  Wording words{};
};

struct Policy {
  std::string title;
  std::map<std::string, std::vector<std::string>, std::less<>> functies_by_org_type;
  std::vector<std::string> contentless_functies;
  std::vector<RoomRules> rooms;  // in the order of RoomKind, one each
  std::vector<Denial> denials;   // in the order of DenialCode, one each
  std::vector<Transition> transitions;
  std::map<std::string, std::vector<std::string>, std::less<>> values_by_fact;  // what can be known of a case, besides its age band
  std::vector<Condition> conditions;
  std::vector<RecordRules> records;
  std::vector<std::string> regie_by_step;  // [0] is step 1

  [[nodiscard]] RoomRules const& room(RoomKind kind) const noexcept { return rooms[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] Decision deny(DenialCode code) const noexcept { return Decision::deny(denials[static_cast<std::size_t>(code)]); }
  // nullptr for a word that is none.
  [[nodiscard]] Condition const* condition(std::string_view code) const noexcept;
  [[nodiscard]] RecordRules const* record(std::string_view word) const noexcept;
  // Does this organisation type know this functie? (certificates: protocol.md section 3)
  [[nodiscard]] bool knows_functie(std::string_view org_type, std::string_view functie) const noexcept;
  [[nodiscard]] bool is_contentless(std::string_view functie) const noexcept;
};

// The policy this binary was built with; the build fails when it does not decode.
[[nodiscard]] Policy const& built_in_policy();
[[nodiscard]] std::string_view built_in_policy_text() noexcept;
[[nodiscard]] PolicyHash const& built_in_policy_hash();  // SHA-256 of the file's bytes

}  // namespace beraad::domain
