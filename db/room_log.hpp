// SPDX-License-Identifier: EUPL-1.2
// A room's log entries with the certificates beside them, and the boxes in which each epoch's secret went to each leaf.
#pragma once
#include <cstdint>
#include <vector>

#include "crypto/ids.hpp"
#include "crypto/sha256.hpp"
#include "db/connection.hpp"
#include "db/rooms.hpp"
#include "db/signed.hpp"

namespace beraad::db {

struct LogEntry {
  std::uint64_t n = 0;
  Signed entry;
  crypto::Hash hash{};
  std::vector<Signed> certs;  // one for each add and replace, in the order of the ops
};

struct Box {
  std::uint64_t n = 0;
  LeafId leaf;
  crypto::Array<32> enc{};
  crypto::Array<48> ct{};
};

class RoomLog {
 public:
  explicit RoomLog(Connection& store) noexcept : store_(store) {}

  // Ascending from entry `from`.
  [[nodiscard]] Result<std::vector<LogEntry>> entries(RoomNo room, std::uint64_t from, std::uint32_t limit) const;
  // kStale when entry n is there already.
  [[nodiscard]] Result<void> append(RoomNo room, LogEntry const& entry);

  // A leaf's boxes of the epochs from … until (both included), ascending.
  [[nodiscard]] Result<std::vector<Box>> boxes(RoomNo room, LeafId const& leaf, std::uint64_t from, std::uint64_t until) const;
  [[nodiscard]] Result<void> add_box(RoomNo room, Box const& box);

 private:
  Connection& store_;
};

}  // namespace beraad::db
