// SPDX-License-Identifier: EUPL-1.2
// What may be recorded of the plan, what follows from it, and where a case can go. Pure; the same names and verdicts as
// client-web/src/policy.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "crypto/record.hpp"
#include "server/domain/decision.hpp"
#include "server/domain/facts.hpp"
#include "server/domain/policy.hpp"
#include "server/domain/steps.hpp"

namespace beraad::domain {

using Organisations = std::set<OrganisationId>;

// A case as the records one can read describe it.
struct CaseFacts {
  Step step{};
  std::optional<AgeBand> age_band;  // nothing: not known, as to whoever is not of the case's school
  Phase phase{};
  std::map<std::string, std::string, std::less<>> facts{};
  std::map<std::string, Organisations, std::less<>> organisations{};  // which did what: facts that are sets
  std::map<std::string, LeafId, std::less<>> set_by{};                // who set a fact last
  // What records others can refer to.
  struct Made {
    std::string record;
    std::string owner;  // the field of this name; "" when it has none
    bool operator==(Made const&) const = default;
  };
  std::map<ItemId, Made> made{};
  bool operator==(CaseFacts const&) const = default;
};

// The record's word, the step at which it was made, its fields; and the item that it is.
struct RecordFacts {
  std::string record;
  Step step{};
  std::map<std::string, std::string, std::less<>> fields{};
  ItemId id{};
};

// The room in which a record is made, at that moment.
struct RecordPlace {
  RoomKind kind{};
  Organisations organisations;                 // that take part in it
  std::map<RoomKind, Organisations> others{};  // and in the case's other rooms that are not closed
};

struct RecordVerdict {
  Decision decision;
  Condition const* condition = nullptr;  // of condition_missing: the first that does not hold
  CaseFacts after;                       // the case after the record; only when it was allowed
  [[nodiscard]] bool allowed() const noexcept { return decision.allowed(); }
};

struct OpeningVerdict {
  Decision decision;
  Condition const* condition = nullptr;  // of condition_missing: the first that does not hold
  [[nodiscard]] bool allowed() const noexcept { return decision.allowed(); }
};

// May this person put this record into this room, of a case as it is now? The record `step` moves the case to its field `to`.
[[nodiscard]] RecordVerdict judge_record(Policy const& policy, CaseFacts const& before, RecordPlace const& place, LeafFacts const& author,
                                         RecordFacts const& record);

// Can a room of this kind be opened in this phase, of a case as it is now? Who may is may_open's (membership.hpp).
[[nodiscard]] OpeningVerdict may_open_now(Policy const& policy, CaseFacts const& facts, RoomKind kind, Phase phase);

// Nothing is recorded in a room after a record of this word: a report was given back.
[[nodiscard]] bool ends_room(Policy const& policy, std::string_view record) noexcept;

// Who made a record.
struct RecordAuthor {
  LeafId leaf;
  OrganisationId organisation;
};

// The case after a record that was accepted.
[[nodiscard]] CaseFacts after_record(Policy const& policy, CaseFacts before, RecordAuthor const& author, RecordFacts const& record);

// Every organisation that takes part in the room, also by somebody under a pseudonym; not that of a guest.
[[nodiscard]] Organisations organisations_in(RoomFacts const& room);

}  // namespace beraad::domain
