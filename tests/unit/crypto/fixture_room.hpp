// SPDX-License-Identifier: EUPL-1.2
// A room being written: log entries with their epochs and boxes, and items, all from fixed seeds.
#pragma once
#include <functional>
#include <optional>
#include <vector>

#include "crypto/epoch.hpp"
#include "crypto/item_chain.hpp"
#include "fixture_region.hpp"

namespace beraad::crypto::test {

struct Change {
  OpKind kind = OpKind::kCreate;
  Person const* who = nullptr;  // add, remove, replace
};

// What a log holds of an entry.
struct SentEntry {
  Signed entry{};
  std::vector<Signed> certificates{};
};

// The same with its boxes and share, and the secrets its author knows.
struct Written : SentEntry {
  std::vector<Box> boxes{};
  Array<32> share{};
  EpochSecrets secrets{};
  Hash context{};
  std::vector<Person const*> people{};  // the roster after it
};

class RoomWriter {
 public:
  RoomWriter(Trust trust, std::string_view words);

  // Makes the next entry; `bend` may spoil it before it is signed. Nothing changes.
  [[nodiscard]] Written write(Person const& by, std::vector<Change> const& changes, BasisEvent event,
                              std::function<void(LogEntry&)> const& bend = {}) const;
  [[nodiscard]] Result<VerifiedEntry> verify(SentEntry const& written) const;
  // Verifies and moves on. `written` must be the next entry.
  void take(Written const& written);

  [[nodiscard]] RoomState const& state() const { return *state_; }
  [[nodiscard]] RoomState const* state_or_null() const { return state_ ? &*state_ : nullptr; }

  Trust trust;
  RoomId room;
  CaseId case_id;
  Hash policy;

 private:
  std::optional<RoomState> state_;
  std::vector<Person const*> people_;
  std::optional<Secret32> init_;
};

// A header whose free parts come from the words.
[[nodiscard]] ItemHeader header_of(RoomState const& state, Person const& from, std::uint64_t ctr, std::string_view words);

}  // namespace beraad::crypto::test
