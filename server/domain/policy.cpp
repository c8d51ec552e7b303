// SPDX-License-Identifier: EUPL-1.2
// Look-ups in the decoded policy.
#include "server/domain/policy.hpp"

#include <algorithm>

namespace beraad::domain {

Opening const* RoomRules::opening(Phase phase) const noexcept {
  auto const found = std::find_if(openings.begin(), openings.end(), [&](Opening const& each) { return each.phase == phase; });
  return found == openings.end() ? nullptr : &*found;
}

Condition const* Policy::condition(std::string_view code) const noexcept {
  auto const found = std::find_if(conditions.begin(), conditions.end(), [&](Condition const& each) { return each.code == code; });
  return found == conditions.end() ? nullptr : &*found;
}

RecordRules const* Policy::record(std::string_view word) const noexcept {
  auto const found = std::find_if(records.begin(), records.end(), [&](RecordRules const& each) { return each.record == word; });
  return found == records.end() ? nullptr : &*found;
}

bool Policy::knows_functie(std::string_view org_type, std::string_view functie) const noexcept {
  auto const found = functies_by_org_type.find(org_type);
  return found != functies_by_org_type.end() && std::find(found->second.begin(), found->second.end(), functie) != found->second.end();
}

bool Policy::is_contentless(std::string_view functie) const noexcept {
  return std::find(contentless_functies.begin(), contentless_functies.end(), functie) != contentless_functies.end();
}

}  // namespace beraad::domain
