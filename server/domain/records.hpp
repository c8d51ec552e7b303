// SPDX-License-Identifier: EUPL-1.2
// What may be recorded of the plan, what follows from it, and where a case can go. Pure; the same names and verdicts as
// client-web/src/policy.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/record.hpp"
#include "server/domain/decision.hpp"
#include "server/domain/facts.hpp"
#include "server/domain/policy.hpp"
#include "server/domain/steps.hpp"

namespace beraad::domain {

// A case as the records one can read describe it.
struct CaseFacts {
  Step step{};
  std::optional<AgeBand> age_band;  // nothing: not known, as to whoever is not of the case's school
  std::map<std::string, std::string, std::less<>> facts;
  bool operator==(CaseFacts const&) const = default;
};

// The record's word, the step at which it was made, its fields.
using RecordFacts = crypto::Record;

struct RecordVerdict {
  Decision decision;
  Condition const* condition = nullptr;  // of condition_missing: the first that does not hold
  CaseFacts after;                       // the case after the record; only when it was allowed
  [[nodiscard]] bool allowed() const noexcept { return decision.allowed(); }
};

using Conditions = std::vector<Condition const*>;

struct PossibleMove {
  Transition const* transition;
  Conditions missing;   // of what it needs
  Conditions warnings;  // of what ought to be true before
};

struct PossibleRecord {
  RecordRules const* rules;
  Conditions missing;
};

// May this person put this record into a room of this kind, of a case as it is now? The record `step` moves the case to its field `to`.
[[nodiscard]] RecordVerdict judge_record(Policy const& policy, CaseFacts const& before, RoomKind room, LeafFacts const& author,
                                         RecordFacts const& record);

// Nothing is recorded in a room after this: the gemeente gave the report back, which is then closed.
[[nodiscard]] bool ends_room(RecordFacts const& record) noexcept;

// The case after a record that was accepted.
[[nodiscard]] CaseFacts after_record(Policy const& policy, CaseFacts before, RecordFacts const& record);

// Where somebody acting for this organisation type can bring the case from here.
[[nodiscard]] std::vector<PossibleMove> possible_moves(Policy const& policy, CaseFacts const& facts, std::string_view org_type);

// What somebody of this organisation type can record in a room of this kind, at the case's step.
[[nodiscard]] std::vector<PossibleRecord> possible_records(Policy const& policy, CaseFacts const& facts, RoomKind room,
                                                           std::string_view org_type);

}  // namespace beraad::domain
