// SPDX-License-Identifier: EUPL-1.2
// The server verifies everything about an item but its words, which it cannot read (protocol.md, section 6).
#include "server/app/item_check.hpp"

#include <algorithm>

#include "crypto/item_chain.hpp"
#include "crypto/sha256.hpp"
#include "server/app/entry_check.hpp"
#include "server/domain/membership.hpp"

namespace beraad::app {
namespace {

// A reaction or an edit is seen with what it belongs to; only what says something new is unread.
bool counts_as_unread(std::string_view type) {
  return type == "text" || type == "file";
}

bool is_same(db::Item const& stored, Item const& item) {
  bool const same_c = stored.tombstone ? std::ranges::equal(stored.c, crypto::sha256(item.c)) : stored.c == item.c;
  return same_c && stored.h == item.h && stored.k == item.k && stored.s == item.s;
}

Outcome<Done> rules_allow(World const& world, crypto::RoomState const& room, int step, crypto::Leaf const& sender, std::string_view type) {
  auto const word = domain::of_word<domain::ItemType>(type);
  if (!word) return world.policy.deny(domain::DenialCode::kItemTypeNotAllowed).denial();
  auto const facts = room_facts_now(room, step);
  if (!facts) return Fault::kInternal;
  auto const allowed = domain::may_append_item(world.policy, facts_now(world, sender), *facts, *word);
  if (!allowed.allowed()) return allowed.denial();
  // Nothing is sealed to whoever takes part no longer: first comes the entry without them.
  bool const gone = std::any_of(room.roster.begin(), room.roster.end(), [&](crypto::Leaf const& each) {
    return each.term.is_over_at(world.now) || is_revoked(world.trust(), each.who);
  });
  if (gone) return Fault::kStaleEpoch;
  return Done{};
}

}  // namespace

Outcome<crypto::ItemHeader> read_header(Item const& item) {
  if (item.h.size() > crypto::kMaxHeaderBytes || item.c.size() > crypto::kMaxCiphertextBytes) return Fault::kTooLarge;
  auto header = crypto::decode_item_header(item.h);
  if (!header) return Fault::kBadRequest;
  return std::move(*header);
}

bool is_signed(crypto::RoomState const& room, crypto::ItemHeader const& header, Item const& item) {
  auto const* const author = crypto::find_leaf(room.roster, header.from);
  return author != nullptr && crypto::verify_tombstone(item.h, item.k, crypto::sha256(item.c), item.s, author->sign()).has_value();
}

Outcome<Done> allow_item(World const& world, crypto::RoomState const& room, int step, LeafId const& own, crypto::ItemHeader const& header,
                         bool holds) {
  if (header.room != room.room) return Fault::kBadRequest;
  if (room.closed) return Fault::kRoomClosed;
  if (header.epoch != room.n) return Fault::kStaleEpoch;
  auto const* const sender = header.from == own ? crypto::find_leaf(room.roster, own) : nullptr;
  if (sender == nullptr) return world.policy.deny(domain::DenialCode::kNotAMember).denial();
  if (!holds) return Fault::kBadSignature;
  return rules_allow(world, room, step, *sender, header.type);
}

Outcome<ItemAppended> write_item(World const& world, db::Stores& stores, db::Room& room, db::Leaf& sender, crypto::ItemHeader const& header,
                                 Item const& item) {
  if (header.seen_seq > room.last_seq) return Fault::kBadChain;
  auto const seen = header.seen_seq == room.last_seq ? Result<crypto::Hash>(room.head) : stores.items.head_at(room.no, header.seen_seq);
  if (!seen) return seen.error();
  if (*seen != header.seen_head) return Fault::kBadChain;
  if (header.ctr <= sender.last_ctr) return Fault::kOldCounter;

  db::Item record;
  record.seq = room.last_seq + 1;
  record.id = header.id;
  record.thread = header.thread;
  record.from = header.from;
  record.type = header.type;
  record.counts = counts_as_unread(header.type);
  record.ctr = header.ctr;
  record.at = world.now;
  record.h = item.h;
  record.k = item.k;
  record.c = item.c;
  record.s = item.s;
  record.head = crypto::next_head(room.head, item);
  if (auto const appended = stores.items.append(room.no, sender.no, record); !appended) return appended.error();
  room.last_seq = record.seq;
  room.head = record.head;
  sender.last_ctr = header.ctr;
  return ItemAppended{record.seq, record.at, record.head};
}

Outcome<std::optional<ItemAppended>> answered_before(db::Stores const& stores, db::RoomNo room, ItemId const& id, Item const& item) {
  using Answer = std::optional<ItemAppended>;
  auto const stored = stores.items.find(room, id);
  if (!stored) return stored.error().code == Errc::kNotFound ? Outcome<Answer>(Answer{}) : Outcome<Answer>(stored.error());
  if (!is_same(*stored, item)) return Fault::kReused;
  return Answer(ItemAppended{stored->seq, stored->at, stored->head});
}

StoredItem as_sent(db::Item const& item) {
  return {item.seq, item.at, item.h, item.k, item.c, item.s, item.tombstone, item.removed_by.value_or(LeafId{})};
}

StoredItem as_sent(Item const& item, ItemAppended const& appended) {
  return {appended.seq, appended.at, item.h, item.k, item.c, item.s, false};
}

}  // namespace beraad::app
