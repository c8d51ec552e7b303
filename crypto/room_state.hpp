// SPDX-License-Identifier: EUPL-1.2
// What a room is after its log so far. The server uses verify_entry() on every append and a client on every entry it replays; whether the
// rules allow the entry is then the domain's question, asked with the state before and the VerifiedEntry.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "crypto/log_entry.hpp"
#include "crypto/roster.hpp"

namespace beraad::crypto {

struct RoomState {
  RoomId room{};
  CaseId case_id{};
  std::string kind{};
  std::uint64_t n = 0;  // of the newest entry; also the current epoch
  Hash head{};          // entry_hash of the newest entry: the next one's prev
  Hash prev{};          // of the newest entry, for the epoch's context
  Hash policy{};
  Phase phase = Phase::kAnonymous;
  Basis basis{};
  TimeMs at = 0;
  Roster roster{};
  Hash roster_hash{};
  Hash kc{};
  Hash boxes{};
  Hash shred{};
  bool closed = false;
};

struct VerifiedEntry {
  LogEntry entry{};
  Hash hash{};
  RoomState after{};
  std::vector<Leaf> joined{};     // by add, in the order of the ops
  std::vector<LeafId> left{};     // by remove
  std::vector<LeafId> revoked{};  // those of them whose certificate is revoked by the newest status list
  std::vector<Leaf> replaced{};   // by replace, with the new certificate
  Leaf author{};
};

// Chain, signature of `by`, ops and roster. `before` is nullptr for entry 0. `certificates`: one for each add and replace, in the order of
// the ops, each valid at the entry's own time (Trust::verify_leaf_at). kStale when n or prev is not the next one, kClosed after a close,
// kCrypto for a signature or certificate, kMalformed for the rest.
[[nodiscard]] Result<VerifiedEntry> verify_entry(RoomState const* before, Signed const& entry, std::span<Signed const> certificates,
                                                 Trust const& trust);

// The leaves something may not be sealed to now: expired or revoked since they were added.
[[nodiscard]] std::vector<LeafId> unusable_leaves(RoomState const& state, Trust const& trust, TimeMs now);

}  // namespace beraad::crypto
