// SPDX-License-Identifier: EUPL-1.2
// Puts items into the store of a server that has stopped, without the server: through the same tables, with the room's chain as it must be.
// Nobody has sealed or signed them; whoever stores and sends them cannot tell.
#pragma once
#include <filesystem>
#include <memory>

#include "crypto/ids.hpp"
#include "crypto/item_chain.hpp"
#include "db/database.hpp"

namespace beraad::bench {

// Where a room stands.
struct Filled {
  std::uint64_t seq = 0;
  std::uint64_t ctr = 0;  // of whoever said it all
  crypto::Hash head{};
};

class Filling {
 public:
  // The folder of a test::ServerProcess.
  explicit Filling(std::filesystem::path const& folder);

  // A room of the same case, in which only `leaf` is. It has no log: nobody can write in it.
  [[nodiscard]] RoomId add_quiet_room(RoomId const& beside, LeafId const& leaf);
  // Says `count` more items in the room, all by `leaf` in one thread.
  Filled fill(RoomId const& room, LeafId const& leaf, ThreadId const& thread, std::uint64_t count);

 private:
  std::unique_ptr<db::Database> database_;
};

}  // namespace beraad::bench
