// SPDX-License-Identifier: EUPL-1.2
// How far each leaf has received a room and read each of its threads. Cursors only move forward.
#pragma once
#include <cstdint>
#include <vector>

#include "crypto/ids.hpp"
#include "db/connection.hpp"
#include "db/rooms.hpp"

namespace beraad::db {

struct Cursor {
  LeafId leaf;
  ThreadId thread;  // zero: received, in the whole room
  std::uint64_t seq = 0;
};

class Cursors {
 public:
  explicit Cursors(Connection& store) noexcept : store_(store) {}

  // Of everybody who is in the room now.
  [[nodiscard]] Result<std::vector<Cursor>> of_room(RoomNo room) const;
  // True when it moved; it stays where it is when it was there or further.
  [[nodiscard]] Result<bool> move(RoomNo room, Cursor const& cursor);

 private:
  Connection& store_;
};

}  // namespace beraad::db
