// SPDX-License-Identifier: EUPL-1.2
// Sizes are those of the protocol, so that nothing larger is ever decoded from base64.
#include "server/wire/read_shapes.hpp"

#include "crypto/item.hpp"
#include "crypto/log_entry.hpp"
#include "crypto/roster.hpp"
#include "crypto/secret.hpp"

namespace beraad::wire {
namespace {

// The objects of an array, each by its own decoder.
template <class T>
std::vector<T> read_all(ObjectReader& reader, std::string_view name, std::size_t most, Result<T> (*decode)(Json const&)) {
  std::vector<T> out;
  for (auto const& each : reader.array(name, most)) {
    auto decoded = decode(each);
    if (!decoded) {
      reader.refuse(name);
      return out;
    }
    out.push_back(std::move(*decoded));
  }
  return out;
}

Result<app::Box> box_of_json(Json const& value) {
  ObjectReader reader(value);
  app::Box out;
  out.leaf = reader.id<LeafId>("leaf");
  out.enc = reader.fixed<32>("enc");
  out.ct = reader.fixed<48>("ct");
  if (auto const whole = reader.finish(); !whole) return whole.error();
  return out;
}

Result<app::NewSlot> new_slot_of_json(Json const& value) {
  ObjectReader reader(value);
  app::NewSlot out;
  auto& parameters = out.slot.parameters;
  parameters.kind = read_slot_kind(reader, "kind");
  parameters.salt = reader.fixed<16>("salt");
  parameters.cost.m_kib = reader.integer32("m_kib");
  parameters.cost.t = reader.integer32("t");
  parameters.cost.p = reader.integer32("p");
  out.slot.wrapped = reader.b64u("wrapped", crypto::kWrappedKeyBytes);
  out.auth = read_secret(reader, "auth");
  if (auto const whole = reader.finish(); !whole) return whole.error();
  return out;
}

}  // namespace

Result<app::Item> item_of_json(Json const& value) {
  ObjectReader reader(value);
  app::Item out;
  out.h = reader.b64u("h", crypto::kMaxHeaderBytes);
  out.k = reader.bytes32("k");
  out.c = reader.b64u("c", crypto::kMaxCiphertextBytes);
  out.s = reader.fixed<64>("s");
  if (auto const whole = reader.finish(); !whole) return whole.error();
  return out;
}

Result<app::NewEntry> new_entry_of_json(Json const& value) {
  ObjectReader reader(value);
  app::NewEntry out;
  out.entry = reader.take(crypto::signed_of_json(reader.object("entry")), "entry");
  out.certs = read_all<app::Signed>(reader, "certs", crypto::kMaxOps, crypto::signed_of_json);
  out.boxes = read_all<app::Box>(reader, "boxes", crypto::kMaxLeaves, box_of_json);
  out.share = read_secret(reader, "share");
  if (auto const whole = reader.finish(); !whole) return whole.error();
  return out;
}

Result<app::NewRoom> new_room_of_json(Json const& value) {
  ObjectReader reader(value);
  app::NewRoom out;
  out.room = reader.id<RoomId>("room");
  out.kind = read_word<app::RoomKind>(reader, "kind");
  out.entry = reader.take(new_entry_of_json(reader.object("entry")), "entry");
  out.items = read_all<app::Item>(reader, "items", app::kMaxFirstItems, item_of_json);
  if (auto const whole = reader.finish(); !whole) return whole.error();
  return out;
}

std::vector<app::NewSlot> read_new_slots(ObjectReader& reader, std::string_view name) {
  constexpr std::size_t kMostSlots = 8;
  return read_all<app::NewSlot>(reader, name, kMostSlots, new_slot_of_json);
}

app::SlotKind read_slot_kind(ObjectReader& reader, std::string_view name) {
  return reader.take(crypto::slot_kind_of_word(reader.text(name, 64)), name);
}

app::Secret32 read_secret(ObjectReader& reader, std::string_view name) {
  auto bytes = reader.bytes32(name);
  app::Secret32 out{std::span<crypto::Byte const, 32>(bytes)};
  crypto::wipe(bytes);
  return out;
}

}  // namespace beraad::wire
