// SPDX-License-Identifier: EUPL-1.2
// What the rules look at: plain values, found by others. A fact that is not known is zero, and refuses nothing by itself.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/ids.hpp"
#include "crypto/time_ms.hpp"
#include "server/domain/policy.hpp"
#include "server/domain/words.hpp"

namespace beraad::domain {

// Somebody who is, or would be, in a room; what the certificate says and what is known at that moment.
struct LeafFacts {
  LeafId leaf;
  LeafClass leaf_class{};
  std::string org_type;            // of the organisation that issued the certificate; "region" for a pseudonym
  std::string functie;             // member: functie · guest: "ouder" or "leerling" · pseudonym: "school_professional"
  OrganisationId organisation;     // zero: not known (a pseudonym, to the other participants)
  RoomId room;                     // pseudonym: the one room it was made for
  CaseId case_id;                  // guest: the one case it was made for
  bool certificate_valid = false;  // the whole chain, at the time of the entry or act
  bool convenant_valid = false;    // of its organisation, at that time
  bool revoked = false;            // blocked since it came into the room; told of whom an entry removes
  bool relation_declared = false;  // to the pupil of this case
  TimeMs until = 0;                // for how long it takes part; 0: without an end
  LeafId stands_in_for{};          // whose place it takes (waarneming); zero: nobody's
  bool term_over = false;          // at the time of the entry or act
};

// A room as its log describes it so far.
struct RoomFacts {
  RoomId room;
  CaseId case_id;  // zero in rooms whose log does not name the case
  RoomKind kind{};
  Phase phase{};
  int step = 0;  // of the case, 1 … 8
  bool closed = false;
  bool case_closed = false;       // its case is at an end: nothing changes in any of its rooms; false where that is not known
  std::vector<LeafFacts> roster;  // in order of adding

  [[nodiscard]] LeafFacts const* find(LeafId const& leaf) const noexcept;
};

struct OpFacts {
  OpKind op{};
  LeafId leaf;                         // add, replace, remove
  std::optional<LeafFacts> candidate;  // add, replace: what the certificate beside the entry says
};

// A log entry, its signature and chain already verified by the crypto room.
struct EntryFacts {
  RoomId room;
  CaseId case_id;
  RoomKind kind{};
  std::uint64_t n = 0;
  PolicyHash policy{};
  LeafId by;
  TimeMs at = 0;
  Phase phase{};
  int step = 0;  // basis.step: the case's step when the entry is made
  BasisEvent event{};
  std::vector<OpFacts> ops;
};

}  // namespace beraad::domain
