// SPDX-License-Identifier: EUPL-1.2
// Items: what members of a room say (protocol.md section 6). The server verifies them without reading them.
#pragma once
#include <string>

#include "crypto/ids.hpp"
#include "crypto/roster.hpp"
#include "crypto/secret.hpp"
#include "crypto/time_ms.hpp"

namespace beraad::crypto {

inline constexpr std::size_t kMaxHeaderBytes = 1024;
inline constexpr std::size_t kMaxCiphertextBytes = 32'768 + 16;

struct ItemHeader {
  RoomId room{};
  std::uint64_t epoch = 0;
  ThreadId thread{};
  std::string type{};
  std::string record{};  // of type `record`: what decode_record() reads; of every other type ""
  ItemId id{};
  LeafId from{};
  std::uint64_t ctr = 0;
  std::uint64_t seen_seq = 0;
  Hash seen_head{};
  TimeMs at = 0;
  Array<32> salt{};  // random for every item: the item's key depends on it
  bool operator==(ItemHeader const&) const = default;
};

struct Item {
  Bytes h{};
  Hash k{};
  Bytes c{};
  Signature s{};
  bool operator==(Item const&) const = default;
};

// Where an item has to belong: the epoch is the one whose roster it is verified with.
struct ItemPlace {
  RoomId room{};
  std::uint64_t epoch = 0;
};

[[nodiscard]] Bytes encode(ItemHeader const& header);
[[nodiscard]] Result<ItemHeader> decode_item_header(View h);

// HKDF-Extract(salt = share, ikm = es)
[[nodiscard]] Secret32 epoch_root(View share, Secret32 const& es);
[[nodiscard]] Secret32 thread_key(Secret32 const& root, ThreadId const& thread);

[[nodiscard]] Result<Item> seal_item(ItemHeader const& header, Secret32 const& thread_key, SigningKey const& author, View plaintext);
// The header, once the signature of the roster's leaf `from` holds. kStale when it names another epoch than the place, kCrypto when it
// names another room, `from` is not in the roster or the signature does not hold.
[[nodiscard]] Result<ItemHeader> verify_item(Item const& item, ItemPlace const& place, Roster const& roster);
// The signature and the form alone.
[[nodiscard]] Result<ItemHeader> verify_item(Item const& item, VerifyKey const& author);
// The same for a tombstone, of which only SHA-256(c) is left.
[[nodiscard]] Result<void> verify_tombstone(View h, Hash const& k, Hash const& c_hash, Signature const& s, VerifyKey const& author);
// Of a verified item: k is recomputed and compared, then c is opened and unpadded.
[[nodiscard]] Result<SecretBytes> open_item(Item const& item, Secret32 const& thread_key);

}  // namespace beraad::crypto
