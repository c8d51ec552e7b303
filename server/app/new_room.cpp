// SPDX-License-Identifier: EUPL-1.2
// Entry 0, its people, its boxes and share, and what is said with it.
#include "server/app/new_room.hpp"

#include <algorithm>

#include "crypto/random.hpp"
#include "server/app/item_check.hpp"
#include "server/app/summaries.hpp"

namespace beraad::app {
namespace {

constexpr std::string_view kReferenceAlphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ__";  // 30 characters; the last two are drawn again
constexpr int kReferenceTries = 8;

char random_reference_character() {
  for (;;) {
    auto const drawn = kReferenceAlphabet[crypto::random_array<1>()[0] % kReferenceAlphabet.size()];
    if (drawn != '_') return drawn;
  }
}

// A reference that is taken is drawn again; a room id that is taken is the caller's mistake.
Outcome<db::RoomNo> add_room(db::Stores& stores, db::Room record) {
  auto const taken = stores.rooms.find(record.id);
  if (taken) return Fault::kRoomExists;
  if (taken.error().code != Errc::kNotFound) return taken.error();
  for (int i = 0; i < kReferenceTries; ++i) {
    record.reference = random_reference();
    auto const no = stores.rooms.add(record);
    if (no) return *no;
    if (no.error().code != Errc::kConflict) return no.error();
  }
  return Fault::kInternal;
}

Outcome<Done> add_leaves(db::Stores& stores, db::RoomNo room, std::vector<Behind> const& joining) {
  for (auto const& each : joining)
    if (auto const added = stores.rooms.add_leaf(room, leaf_record(each, 0, 0)); !added) return added.error();
  return Done{};
}

Outcome<Done> write_items(World const& world, db::Stores& stores, db::RoomNo no, LeafId const& author,
                          std::vector<VerifiedItem> const& items) {
  if (items.empty()) return Done{};
  auto room = stores.rooms.find(no);
  if (!room) return room.error();
  auto sender = stores.rooms.leaf(no, author);
  if (!sender) return sender.error();
  for (auto const& each : items) {
    auto const written = write_item(world, stores, *room, *sender, each.header, *each.item);
    if (!written) return written.error();
  }
  return Done{};
}

}  // namespace

std::string random_reference() {
  std::string out;
  for (int i = 0; i < 7; ++i) {
    if (i == 4) out += '-';
    out += random_reference_character();
  }
  return out;
}

Outcome<PreparedRoom> prepare_room(World const& world, NewRoom const& room) {
  if (room.items.size() > kMaxFirstItems) return Fault::kTooLarge;
  auto entry = verify_new_entry(world, nullptr, room.room, room.entry);
  if (!entry) return entry.error();
  auto const& verified = entry->verified;
  if (verified.entry.kind != domain::word_of(room.kind)) return world.policy.deny(domain::DenialCode::kEntryMalformed).denial();
  PreparedRoom out{std::move(*entry), {}};
  for (auto const& item : room.items) {
    auto const& after = out.entry.verified.after;
    auto header = read_header(item);
    if (!header) return header.error();
    auto const& by = out.entry.verified.entry.by;
    auto const allowed = allow_item(world, after, static_cast<int>(after.basis.step), by, *header, is_signed(after, *header, item));
    if (!allowed) return allowed.error();
    // A record is judged by what was recorded before it, and a room that is being made has none.
    if (header->type == domain::word_of(domain::ItemType::kRecord))
      return world.policy.deny(domain::DenialCode::kItemTypeNotAllowed).denial();
    out.items.push_back({std::move(*header), &item});
  }
  return out;
}

Outcome<Done> author_is(World const& world, Me const& me, crypto::LogEntry const& entry, std::vector<Behind> const& joining) {
  bool const found =
      std::any_of(joining.begin(), joining.end(), [&](Behind const& each) { return each.leaf->id == entry.by && each.account == me.id(); });
  if (!found) return world.policy.deny(domain::DenialCode::kNotAMember).denial();
  return Done{};
}

Outcome<db::RoomNo> write_room(World const& world, db::Stores& stores, RoomPlace const& place, NewRoom const& room,
                               PreparedRoom const& prepared, std::vector<Behind> const& joining, News& news) {
  auto const& verified = prepared.entry.verified;
  db::Room record;
  record.id = room.room;
  record.of_case = place.of_case;
  record.school = place.school;
  record.kind = domain::word_of(room.kind);
  record.phase = crypto::word_of(verified.entry.phase);
  record.step = place.step;
  record.entry_hash = verified.hash;
  record.roster = verified.after.roster_hash;
  record.founder = place.founder;
  record.created_at = world.now;
  auto const no = add_room(stores, std::move(record));
  if (!no) return no.error();
  if (auto const added = add_leaves(stores, *no, joining); !added) return added.error();
  if (auto const written = write_entry(stores, *no, room.entry, verified); !written) return written.error();
  if (auto const written = write_items(world, stores, *no, verified.entry.by, prepared.items); !written) return written.error();

  news.grown(verified.after);
  for (auto const& each : joining) {
    auto summary = room_for(world.policy, stores, *no, each.account);
    if (!summary) return summary.error();
    news.room_new(each.account, std::move(*summary));
  }
  return *no;
}

}  // namespace beraad::app
