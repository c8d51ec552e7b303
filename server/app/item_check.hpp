// SPDX-License-Identifier: EUPL-1.2
// What an item must be before it may be written, and the writing of it: for items of a new room and for those that come later.
#pragma once
#include "server/app/use_cases.hpp"

namespace beraad::app {

// Form and size.
[[nodiscard]] Outcome<crypto::ItemHeader> read_header(Item const& item);

// The signature, by whoever the header names, of the room as its log describes it: this is where the time goes. Any thread.
[[nodiscard]] bool is_signed(crypto::RoomState const& room, crypto::ItemHeader const& header, Item const& item);

// Place, sender, signature and rules, against the room as its log describes it and the case's step. `own`: the caller's leaf. `holds`: what
// is_signed() says, for this state of the room.
[[nodiscard]] Outcome<Done> allow_item(World const& world, crypto::RoomState const& room, int step, LeafId const& own,
                                       crypto::ItemHeader const& header, bool holds);

// Against the room's chain as it is at this moment, then written: `room` moves on with it. On the writer's thread.
[[nodiscard]] Outcome<ItemAppended> write_item(World const& world, db::Stores& stores, db::Room& room, db::Leaf& sender,
                                               crypto::ItemHeader const& header, Item const& item);

// The answer that was given to this very item before; kReused when the id belongs to another one, nothing when it is new.
[[nodiscard]] Outcome<std::optional<ItemAppended>> answered_before(db::Stores const& stores, db::RoomNo room, ItemId const& id,
                                                                   Item const& item);

[[nodiscard]] StoredItem as_sent(db::Item const& item);
[[nodiscard]] StoredItem as_sent(Item const& item, ItemAppended const& appended);

}  // namespace beraad::app
