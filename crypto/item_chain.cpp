// SPDX-License-Identifier: EUPL-1.2
// The hash chain over a room's items.
#include "crypto/item_chain.hpp"

#include "crypto/labels.hpp"

namespace beraad::crypto {

Hash next_head(Hash const& before, View h, Hash const& k, Hash const& c_hash, Signature const& s) {
  auto const item = sha256(lp({h, k, c_hash, s}));
  Bytes both(before.begin(), before.end());
  both.insert(both.end(), item.begin(), item.end());
  return hash("head", both);
}

Hash next_head(Hash const& before, Item const& item) {
  return next_head(before, item.h, item.k, sha256(item.c), item.s);
}

bool ItemChain::agrees_with(ItemHeader const& header) const noexcept {
  if (header.seen_seq < first_seq_) return true;
  return header.seen_seq <= seq() && heads_[header.seen_seq - first_seq_] == header.seen_head;
}

Result<std::uint64_t> ItemChain::accept(ItemHeader const& header, Item const& item) {
  if (ids_.contains(header.id)) return fail(Errc::kConflict, "item id");
  auto& counter = counters_[header.from];
  if (header.ctr <= counter) return fail(Errc::kStale, "item counter");
  if (!agrees_with(header)) return fail(Errc::kCrypto, "item chain");
  counter = header.ctr;
  ids_.insert(header.id);
  heads_.push_back(next_head(head(), item));
  return seq();
}

}  // namespace beraad::crypto
