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
  ItemChain() = default;
  // Of somebody who joined later: the chain as it stood after item `seq`, whose head they were given. What an author saw before that cannot
  // be compared.
  ItemChain(std::uint64_t seq, Hash const& head) : first_seq_(seq), heads_{head} {}

  [[nodiscard]] std::uint64_t seq() const noexcept { return first_seq_ + heads_.size() - 1; }
  [[nodiscard]] Hash const& head() const noexcept { return heads_.back(); }
  // Takes a verified item as the next one. kConflict for an id seen before, kStale for a ctr that does not grow, kCrypto for a seen_head
  // that is not this chain's: the server forked the room.
  [[nodiscard]] Result<std::uint64_t> accept(ItemHeader const& header, Item const& item);

 private:
  [[nodiscard]] bool agrees_with(ItemHeader const& header) const noexcept;

  std::uint64_t first_seq_ = 0;
  std::vector<Hash> heads_{kFirstHead};
  std::set<ItemId> ids_;
  std::map<LeafId, std::uint64_t> counters_;
};

}  // namespace beraad::crypto
