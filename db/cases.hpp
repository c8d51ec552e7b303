// SPDX-License-Identifier: EUPL-1.2
// Cases of a school. What a case is about is in its rooms, where this store cannot read it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "crypto/ids.hpp"
#include "crypto/time_ms.hpp"
#include "db/connection.hpp"

namespace beraad::db {

struct Case {
  CaseId id;
  std::string reference;
  OrganisationId school;
  AccountId lead;
  std::string step;
  std::string phase;
  std::string age_band;
  AccountId opened_by;
  TimeMs opened_at = 0;
  std::optional<CaseId> continues{};  // an earlier, closed one
};

class Cases {
 public:
  explicit Cases(Connection& store) noexcept : store_(store) {}

  [[nodiscard]] Result<Case> find(CaseId const& id) const;
  // The one that continues this one.
  [[nodiscard]] Result<Case> after(CaseId const& id) const;
  // Those in which the account is now in a room of this kind, or in any room that is in this phase; the newest first.
  [[nodiscard]] Result<std::vector<Case>> of_member(AccountId const& account, std::string_view room_kind, std::string_view phase) const;
  // kConflict when the id or the reference exists, or another case continues the same one.
  [[nodiscard]] Result<void> add(Case const& record);
  [[nodiscard]] Result<void> move(CaseId const& id, std::string_view step, std::string_view phase);

 private:
  Connection& store_;
};

}  // namespace beraad::db
