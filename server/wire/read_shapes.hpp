// SPDX-License-Identifier: EUPL-1.2
// The shapes inside params: each gives kMalformed for whatever is not exactly that shape.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "crypto/object_reader.hpp"
#include "server/app/shapes.hpp"

namespace beraad::wire {

using crypto::Json;
using crypto::ObjectReader;

[[nodiscard]] Result<app::Item> item_of_json(Json const& value);
[[nodiscard]] Result<app::NewEntry> new_entry_of_json(Json const& value);
[[nodiscard]] Result<app::NewRoom> new_room_of_json(Json const& value);
[[nodiscard]] std::vector<app::NewSlot> read_new_slots(ObjectReader& reader, std::string_view name);

// A word of one of the rules' vocabularies.
template <class E>
[[nodiscard]] E read_word(ObjectReader& reader, std::string_view name) {
  auto const found = domain::of_word<E>(reader.text(name, 64));
  if (!found) reader.refuse(name);
  return found.value_or(E{});
}

[[nodiscard]] app::SlotKind read_slot_kind(ObjectReader& reader, std::string_view name);
[[nodiscard]] app::Secret32 read_secret(ObjectReader& reader, std::string_view name);

}  // namespace beraad::wire
