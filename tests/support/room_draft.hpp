// SPDX-License-Identifier: EUPL-1.2
// Writes log entries and items as any client could, right or wrong: nothing here asks whether the rules allow it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "crypto/epoch.hpp"
#include "crypto/item.hpp"
#include "crypto/room_state.hpp"
#include "tests/support/wire_schema.hpp"

namespace beraad::test {

// Somebody's place in a room, with the private halves.
struct OwnLeaf {
  LeafId leaf;
  crypto::Signed cert;
  crypto::SigningKey sign;
  crypto::OpeningKey seal;
  [[nodiscard]] OwnLeaf clone() const { return {leaf, cert, sign.clone(), seal.clone()}; }
};

// A place for a certificate that nobody has verified.
[[nodiscard]] crypto::Leaf unverified_leaf(crypto::Signed const& cert);

struct Change {
  crypto::OpKind op{};
  crypto::Signed cert;  // add, replace
  LeafId leaf{};        // remove
  crypto::Term term{};  // add
};
[[nodiscard]] Change add(crypto::Signed const& cert, crypto::Term term = {});
[[nodiscard]] Change replace(crypto::Signed const& cert);
[[nodiscard]] Change remove(LeafId const& leaf);

struct EntryDraft {
  RoomId room;
  CaseId case_id;  // zero where the room does not name it
  std::string kind;
  crypto::Phase phase = crypto::Phase::kAnonymous;
  std::uint64_t step = 1;
  crypto::BasisEvent event{};
  std::vector<Change> changes;  // entry 0: without the create
  TimeMs at = 0;                // 0: now
  crypto::Hash policy{};        // zero: the built-in one's
};

struct WrittenEntry {
  crypto::Signed entry;
  std::vector<crypto::Signed> certs;
  std::vector<crypto::Box> boxes;
  crypto::Secret32 share;
  crypto::EpochSecrets secrets;
  crypto::LogEntry body;
  [[nodiscard]] Json json() const;  // NewEntry
};

// The entry after `before` (nullptr: entry 0), signed by `by` and sealed to everybody in the roster it leads to.
[[nodiscard]] WrittenEntry write_entry(EntryDraft const& draft, OwnLeaf const& by, crypto::RoomState const* before,
                                       crypto::Secret32 const* init);

struct ItemDraft {
  RoomId room;
  std::uint64_t epoch = 0;
  ThreadId thread;
  std::string type = "text";
  std::uint64_t ctr = 1;
  std::uint64_t seen_seq = 0;
  crypto::Hash seen_head{};
  std::string record{};  // of type `record`: what its header says
};
[[nodiscard]] crypto::ItemHeader header_of(ItemDraft const& draft, LeafId const& from);
[[nodiscard]] crypto::Item write_item(crypto::ItemHeader const& header, crypto::Secret32 const& root, crypto::SigningKey const& sign,
                                      Json const& payload);
[[nodiscard]] Json item_json(crypto::Item const& item);
[[nodiscard]] crypto::Item item_of_json(Json const& json);

[[nodiscard]] Json text_payload(std::string const& text, std::string const& title = "", std::string const& reply_to = "");

}  // namespace beraad::test
