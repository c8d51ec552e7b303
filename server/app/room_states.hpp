// SPDX-License-Identifier: EUPL-1.2
// What each room's log adds up to, kept for the rooms used last so that an item costs one signature check and no replay. Thread-safe.
#pragma once
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "crypto/room_state.hpp"
#include "db/stores.hpp"

namespace beraad::app {

using RoomStateNow = std::shared_ptr<crypto::RoomState const>;

class RoomStates {
 public:
  explicit RoomStates(std::size_t capacity) noexcept : capacity_(capacity) {}

  // The state at the room's newest entry as this record has it. Replays, and so verifies, what is stored when it is not kept yet.
  [[nodiscard]] Result<RoomStateNow> of(db::Stores const& stores, crypto::Trust const& trust, db::Room const& room);
  // The newest one that is kept; nullptr when there is none. The store may be a moment ahead of it, or not know the room any more.
  [[nodiscard]] RoomStateNow newest(RoomId const& room);
  // After an entry was committed.
  void keep(crypto::RoomState state);

 private:
  struct Kept {
    RoomStateNow state;
    std::list<RoomId>::iterator place;
  };
  std::size_t const capacity_;
  std::mutex mutex_;
  std::list<RoomId> by_use_;  // the newest first
  std::unordered_map<RoomId, Kept> kept_;
};

}  // namespace beraad::app
