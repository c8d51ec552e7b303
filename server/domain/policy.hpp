// SPDX-License-Identifier: EUPL-1.2
// The stappenplan as data: config/policy/stappenplan.json with the region's choices, decoded once and strictly. Immutable, so any thread
// may read it.
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
  int term_days = 0;          // takes part for a limited time, at most so many days; 0: without an end
};

struct StepMove {
  Step from{};
  Step to{};
};

// What a condition can look at although no record sets it: two facts of every case, and who records. Who is not of the case's school does
// not know the age band while the case is anonymous.
inline constexpr std::string_view kAgeBandFact = "age_band";
inline constexpr std::string_view kPhaseFact = "phase";
inline constexpr std::string_view kAuthorFact = "author";  // the organisation type of whoever records
// The record that moves a case; the transitions are its rows.
inline constexpr std::string_view kStepRecord = "step";
inline constexpr std::string_view kStepField = "to";
// Of a record that others refer to: the organisation whose it is.
inline constexpr std::string_view kOwnerField = "owner";

// A side is an organisation type, or "regie": whoever holds the regie at that step.
using Sides = std::vector<std::string>;
using ConditionCodes = std::vector<std::string>;

// At which steps a room can be opened in a phase, and what has to be true of the case then.
struct Opening {
  Phase phase{};
  std::vector<int> steps;
  ConditionCodes needs;
};

struct RoomRules {
  RoomKind kind{};
  std::vector<int> steps;
  std::vector<Phase> phases;
  std::vector<Opening> openings;  // at most one a phase
  std::vector<MemberSelector> members;
  Sides one_organisation_of;      // of these types, at most one organisation takes part
  bool convenant = false;         // once identified, every member's organisation needs a valid one
  bool relation_allowed = false;  // a declared relation to the pupil does not keep one out
  bool names_case = false;        // the log carries the case's id; otherwise zeros, so that two rooms of one case cannot be linked
  bool begins_case = false;       // is made together with the case that it belongs to
  Sides open_by, add_by, remove_by, close_by, pick_up_by;
  std::vector<StepMove> opening_moves;  // what opening the room does to the case's step; other steps stay
  std::vector<ItemType> item_types;
  std::vector<ItemType> identified_item_types;  // besides, while the room's phase is identified
  bool declaration = false;                     // nobody is added before having declared to have no relation to the pupil
  std::string rule;

  // nullptr: it cannot be opened in this phase.
  [[nodiscard]] Opening const* opening(Phase phase) const noexcept;
};

// What has to be true of a case before something can be done, or ought to be.
struct Condition {
  std::string code;
  Denial denial;  // condition_missing, with this condition's own rule and sentences
  // What a fact must be: one of these values; or, a set of organisations: has so many, or everyone who takes part in
  // one of these kinds of room.
  struct Need {
    std::vector<std::string> values;
    std::size_t at_least = 0;
    std::vector<RoomKind> everyone_in;
  };
  // One alternative: every fact named is as it must be. The condition holds when one alternative does.
  using Alternative = std::map<std::string, Need, std::less<>>;
  std::vector<Alternative> any;
};

// What can be known of a case: one of these values, or which organisations did something.
struct FactRules {
  std::vector<std::string> values;
  bool organisations = false;
};

struct RecordField {
  std::string name;
  FieldType type{};
  std::vector<std::string> values;  // of a choice; of a record: the words of those that can be referred to
};

// The fact gets the value `to`, or the one in the field `from`; or the author's organisation joins the set, or is all of it.
struct FactSetting {
  enum class How { kTo, kFrom, kAdd, kOnly };
  std::string fact;
  How how{};
  std::string value;  // of kTo the value, of kFrom the field's name
};

// Something that is recorded of the plan: who may, where and when, and what becomes true of the case by it.
struct RecordRules {
  std::string record;
  std::string rule;
  std::vector<RoomKind> rooms;
  Sides by;
  std::vector<Step> steps;
  std::vector<RecordField> fields;
  Wording words{};
  ConditionCodes needs;
  ConditionCodes then;             // what has to be true afterwards
  std::string other_than;          // a fact that somebody else set; "" when anybody may
  std::vector<std::string> texts;  // what is written besides, each required; only clients can see to it
  bool owner_only = false;         // refers to a record of the author's own organisation
  bool ends_room = false;          // nothing is recorded in that room afterwards
  std::vector<std::string> clears;
  std::vector<FactSetting> sets;
  std::string nl;  // what it is called
  std::string en;
};

struct Transition {
  Step from{};
  Step to{};
  std::string by;
  RoomKind room{};                  // in which the move is recorded
  std::vector<RecordField> fields;  // besides where to
  std::string rule;
  ConditionCodes needs;
  ConditionCodes warns;  // what ought to be true; the move is made all the same
  std::vector<std::string> clears;
  Wording words{};
};

struct Policy {
  std::string title;
  std::map<std::string, std::vector<std::string>, std::less<>> functies_by_org_type;
  std::vector<std::string> contentless_functies;
  int waarneming_days = 0;       // for how long a colleague stands in at most
  std::vector<RoomRules> rooms;  // in the order of RoomKind, one each
  std::vector<Denial> denials;   // in the order of DenialCode, one each
  std::vector<Transition> transitions;
  std::map<std::string, FactRules, std::less<>> facts;  // besides age band and phase
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
[[nodiscard]] std::string_view built_in_region_text() noexcept;
// SHA-256 over the SHA-256 of the policy file and that of the region's (docs/protocol.md section 4).
[[nodiscard]] PolicyHash const& built_in_policy_hash();

}  // namespace beraad::domain
