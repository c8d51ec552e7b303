// SPDX-License-Identifier: EUPL-1.2
// The server's shares of every epoch, in a file of their own that no backup of the store contains. protocol.md, sections 5 and 8.
//
// A share must be durable before the entry that needs it, and is destroyed only after the decision to do so is: the writer commits new
// shares, then the store, then destructions. A share whose entry never came is overwritten by the entry that takes its place.
#pragma once
#include <cstdint>
#include <vector>

#include "crypto/ids.hpp"
#include "crypto/secret.hpp"
#include "crypto/time_ms.hpp"
#include "db/connection.hpp"

namespace beraad::db {

struct Share {
  std::uint64_t n = 0;
  crypto::Secret32 share;
};

class Shares {
 public:
  Shares(Connection& store, Connection& shares) noexcept : store_(store), shares_(shares) {}

  // Durable shares of the epochs from … until (both included), ascending.
  [[nodiscard]] Result<std::vector<Share>> of_room(RoomId const& room, std::uint64_t from, std::uint64_t until) const;
  [[nodiscard]] Result<Share> find(RoomId const& room, std::uint64_t n) const;

  // Written with the batch this job belongs to.
  void put(RoomId const& room, std::uint64_t n, crypto::Secret32 const& share);
  // Destroys all of a room's shares, for ever: recorded in the store and done again at every start, so that an older file of shares
  // brings nothing back.
  [[nodiscard]] Result<void> destroy(RoomId const& room, TimeMs at);

  // For the writer, around a job and around the store's own commit. What after_commit() could not destroy stays for the next one.
  struct Mark {
    std::size_t put, destroyed;
  };
  [[nodiscard]] Mark mark() const noexcept { return {pending_.size(), doomed_.size()}; }
  void roll_back_to(Mark mark) noexcept;
  [[nodiscard]] Result<void> before_commit();
  [[nodiscard]] Result<void> after_commit();
  // At the start: everything that was ever to be destroyed.
  [[nodiscard]] Result<void> destroy_again();

 private:
  struct Pending {
    RoomId room;
    std::uint64_t n;
    crypto::Secret32 share;
  };
  Connection& store_;
  Connection& shares_;
  std::vector<Pending> pending_;
  std::vector<RoomId> doomed_;
};

}  // namespace beraad::db
