// SPDX-License-Identifier: EUPL-1.2
// Three derivations from one secret; without it no two rooms' pseudonyms can be told to be one person's.
#include "crypto/pseudonym.hpp"

#include <algorithm>

#include "crypto/labels.hpp"

namespace beraad::crypto {

PseudonymKeys pseudonym_keys(Secret32 const& pseudonym, RoomId const& room) {
  auto const leaf = derive(pseudonym, "pseudonym leaf", {room.view()});
  PseudonymKeys out{.sign = SigningKey::from_seed(derive(pseudonym, "pseudonym sign", {room.view()})),
                    .seal = OpeningKey::from_private(derive(pseudonym, "pseudonym seal", {room.view()})),
                    .leaf = {}};
  std::copy_n(leaf.view().begin(), out.leaf.bytes.size(), out.leaf.bytes.begin());
  return out;
}

}  // namespace beraad::crypto
