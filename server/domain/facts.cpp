// SPDX-License-Identifier: EUPL-1.2
// Looking somebody up in a roster.
#include "server/domain/facts.hpp"

#include <algorithm>

namespace beraad::domain {

LeafFacts const* RoomFacts::find(LeafId const& leaf) const noexcept {
  auto const found = std::find_if(roster.begin(), roster.end(), [&](LeafFacts const& each) { return each.leaf == leaf; });
  return found == roster.end() ? nullptr : &*found;
}

}  // namespace beraad::domain
