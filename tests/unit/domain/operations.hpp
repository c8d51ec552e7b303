// SPDX-License-Identifier: EUPL-1.2
// The operations of the tables, by their words: join, open, add, remove, leave, renew, rotate, close, identify, pick_up, remove_text, and
// the item types.
#pragma once
#include <string>

#include "server/domain/facts.hpp"

namespace beraad::domain {

// By this actor in this room: `target` is removed, `newcomer` added. Throws for a word that is none.
[[nodiscard]] Decision operate(std::string const& name, LeafFacts const& actor, RoomFacts const& room, LeafId const& target,
                               LeafFacts const& newcomer);

}  // namespace beraad::domain
