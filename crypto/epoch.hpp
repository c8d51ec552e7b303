// SPDX-License-Identifier: EUPL-1.2
// The secrets every log entry starts, and the boxes that carry them to the leaves (protocol.md section 5).
#pragma once
#include <span>
#include <vector>

#include "crypto/hpke.hpp"
#include "crypto/ids.hpp"
#include "crypto/labels.hpp"
#include "crypto/random.hpp"
#include "crypto/room_state.hpp"

namespace beraad::crypto {

struct Box {
  LeafId leaf{};
  Array<32> enc{};
  Array<48> ct{};
  bool operator==(Box const&) const = default;
};

struct EpochSecrets {
  Secret32 es{};
  Secret32 init{};  // for the next epoch
  Hash kc{};
};

// SHA-256(lp(room, u64(n), prev, roster, policy))
[[nodiscard]] Hash epoch_context(RoomId const& room, std::uint64_t n, Hash const& prev, Hash const& roster, Hash const& policy);
[[nodiscard]] Hash epoch_context(RoomState const& state);
[[nodiscard]] Hash epoch_context(LogEntry const& entry);

// `init_before` is nullptr for epoch 0.
[[nodiscard]] EpochSecrets start_epoch(Secret32 const* init_before, Hash const& context, Secret32 const& fresh = random_secret<32>());
[[nodiscard]] EpochSecrets epoch_of_secret(Secret32 es, Hash const& context);

[[nodiscard]] Result<Box> seal_box(LeafId const& leaf, Hash const& cert_hash, SealKey const& to, Hash const& context, Secret32 const& es,
                                   OpeningKey const& ephemeral = OpeningKey::generate());
// One box for each leaf, in roster order.
[[nodiscard]] Result<std::vector<Box>> seal_boxes(Roster const& roster, Hash const& context, Secret32 const& es);
// Opens one's own box and recomputes kc; kCrypto on any difference.
[[nodiscard]] Result<EpochSecrets> open_box(Box const& box, Hash const& cert_hash, OpeningKey const& own, Hash const& context,
                                            Hash const& kc);

// hash("boxes", …), in the order given: that of the roster.
[[nodiscard]] Hash boxes_hash(std::span<Box const> boxes);
// One box for each leaf in roster order, and the hash that the entry signed.
[[nodiscard]] Result<void> verify_boxes(RoomState const& after, std::span<Box const> boxes);
// hash("share", share)
[[nodiscard]] Hash share_hash(View share);

}  // namespace beraad::crypto
