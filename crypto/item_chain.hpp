// SPDX-License-Identifier: EUPL-1.2
// The chain of a room's items and the rules an item must keep in it (protocol.md section 6). One thread at a time.
#pragma once
#include <map>
#include <set>
#include <vector>

#include "crypto/item.hpp"

namespace beraad::crypto {

inline constexpr Hash kFirstHead{};

// head_q of head_{q-1} and the item, or of what a tombstone leaves of it.
[[nodiscard]] Hash next_head(Hash const& before, Item const& item);
[[nodiscard]] Hash next_head(Hash const& before, View h, Hash const& k, Hash const& c_hash, Signature const& s);

// A whole room's chain, held in memory: what a client keeps, and what tests replay.
class ItemChain {
 public:
  [[nodiscard]] std::uint64_t seq() const noexcept { return heads_.size() - 1; }
  [[nodiscard]] Hash const& head() const noexcept { return heads_.back(); }
  // Takes a verified item as the next one. kConflict for an id seen before, kStale for a ctr that does not grow, kCrypto for a seen_head
  // that is not this chain's: the server forked the room.
  [[nodiscard]] Result<std::uint64_t> accept(ItemHeader const& header, Item const& item);

 private:
  std::vector<Hash> heads_{kFirstHead};
  std::set<ItemId> ids_;
  std::map<LeafId, std::uint64_t> counters_;
};

}  // namespace beraad::crypto
