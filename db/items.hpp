// SPDX-License-Identifier: EUPL-1.2
// A room's items in their sequence. The hot path: an append is one insert and two updates, found by number; every sixteenth of a room
// moves that room's fresh ones to where its others lie.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/ids.hpp"
#include "crypto/sha256.hpp"
#include "crypto/time_ms.hpp"
#include "db/connection.hpp"
#include "db/rooms.hpp"

namespace beraad::db {

struct Item {
  std::uint64_t seq = 0;  // from 1, without gaps
  ItemId id;
  ThreadId thread;
  LeafId from;
  std::string type;
  bool counts = false;  // as unread, for everybody but its sender
  std::uint64_t ctr = 0;
  TimeMs at = 0;  // the server's time
  crypto::Bytes h;
  crypto::Array<32> k{};
  crypto::Bytes c;  // of a tombstone: SHA-256 of what was there
  crypto::Array<64> s{};
  crypto::Hash head{};  // of the chain, after this item
  bool tombstone = false;
  std::optional<LeafId> removed_by{};  // of a tombstone: whoever reported it
};

// What the server reads of an item of type `record`.
struct RecordItem {
  std::uint64_t seq = 0;
  ItemId id;
  LeafId from;
  OrganisationId org;  // of who made it; zero: made under a pseudonym
  TimeMs at = 0;
  crypto::Bytes h;
};

// A thread by what opened it.
struct ThreadStart {
  Item first;
  TimeMs last_at = 0;  // when its newest message was written
};

class Items {
 public:
  // Of a room. With more of them, fewer pages are written for each item; but as long as they are moved, the next message waits.
  static constexpr std::int64_t kMostFresh = 16;

  explicit Items(Connection& store) noexcept : store_(store) {}

  [[nodiscard]] Result<Item> find(RoomNo room, ItemId const& id) const;
  // The `limit` items before sequence `before` (0: the newest), ascending.
  [[nodiscard]] Result<std::vector<Item>> before(RoomNo room, std::uint64_t before, std::uint32_t limit) const;
  // The `limit` items after sequence `after`, ascending.
  [[nodiscard]] Result<std::vector<Item>> after(RoomNo room, std::uint64_t after, std::uint32_t limit) const;
  // The threads whose first message after sequence `from` (0: all) lies after sequence `after`; in the order of those messages.
  // What this costs grows with the number of threads, not of items.
  [[nodiscard]] Result<std::vector<ThreadStart>> threads(RoomNo room, std::uint64_t from, std::uint64_t after, std::uint32_t limit) const;
  // Every item of type `record`, ascending.
  [[nodiscard]] Result<std::vector<RecordItem>> records(RoomNo room) const;
  // The head of the chain after item `seq`; 32 zero bytes for 0.
  [[nodiscard]] Result<crypto::Hash> head_at(RoomNo room, std::uint64_t seq) const;

  // Also moves the room's last_seq and head, and the leaf's last_ctr. kStale when item.seq is not the room's next or item.ctr does
  // not grow; kConflict when the id exists in the room.
  [[nodiscard]] Result<void> append(RoomNo room, LeafNo sender, Item const& item);
  // Drops the ciphertext and keeps its hash; `hash` is SHA-256(c). It no longer counts as unread. kNotFound when it is a tombstone already.
  [[nodiscard]] Result<void> entomb(RoomNo room, ItemId const& id, crypto::Hash const& hash, LeafId const& by);

 private:
  // Moves what is fresh in the room to where its items lie together.
  [[nodiscard]] Result<void> settle(RoomNo room);
  Connection& store_;
};

}  // namespace beraad::db
