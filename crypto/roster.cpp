// SPDX-License-Identifier: EUPL-1.2
// A roster is at most 64 leaves long: it is searched from the front.
#include "crypto/roster.hpp"

#include <algorithm>

#include "crypto/labels.hpp"

namespace beraad::crypto {

Leaf const* find_leaf(Roster const& roster, LeafId const& id) noexcept {
  auto const found = std::find_if(roster.begin(), roster.end(), [&](Leaf const& leaf) { return leaf.id == id; });
  return found == roster.end() ? nullptr : &*found;
}

Hash roster_hash(std::span<RosterPlace const> places) {
  Bytes parts;
  for (auto const& place : places) {
    append_lp(parts, place.leaf.view());
    append_lp(parts, place.cert_hash);
  }
  return hash("roster", parts);
}

Hash roster_hash(Roster const& roster) {
  std::vector<RosterPlace> places;
  places.reserve(roster.size());
  for (auto const& leaf : roster) places.push_back({leaf.id, leaf.who.cert_hash});
  return roster_hash(places);
}

}  // namespace beraad::crypto
