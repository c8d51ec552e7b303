// SPDX-License-Identifier: EUPL-1.2
// The leaves of a room in order of adding, and their hash (protocol.md sections 3 and 4).
#pragma once
#include <span>
#include <vector>

#include "crypto/ids.hpp"
#include "crypto/log_entry.hpp"
#include "crypto/trust.hpp"

namespace beraad::crypto {

inline constexpr std::size_t kMaxLeaves = 64;

struct Leaf {
  LeafId id{};
  VerifiedLeaf who{};
  Term term{};
  [[nodiscard]] VerifyKey const& sign() const noexcept { return sign_of(who.certificate); }
  [[nodiscard]] SealKey const& seal() const noexcept { return seal_of(who.certificate); }
};
using Roster = std::vector<Leaf>;

// Where a leaf stands, or nullptr.
[[nodiscard]] Leaf const* find_leaf(Roster const& roster, LeafId const& id) noexcept;

// What the hash is over: a leaf and its certificate's hash.
struct RosterPlace {
  LeafId leaf{};
  Hash cert_hash{};
};
[[nodiscard]] Hash roster_hash(std::span<RosterPlace const> places);
[[nodiscard]] Hash roster_hash(Roster const& roster);

}  // namespace beraad::crypto
