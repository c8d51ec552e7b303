// SPDX-License-Identifier: EUPL-1.2
// Look-ups in the decoded policy.
#include "server/domain/policy.hpp"

#include <algorithm>

namespace beraad::domain {

bool Policy::knows_functie(std::string_view org_type, std::string_view functie) const noexcept {
  auto const found = functies_by_org_type.find(org_type);
  return found != functies_by_org_type.end() && std::find(found->second.begin(), found->second.end(), functie) != found->second.end();
}

bool Policy::is_contentless(std::string_view functie) const noexcept {
  return std::find(contentless_functies.begin(), contentless_functies.end(), functie) != contentless_functies.end();
}

}  // namespace beraad::domain
