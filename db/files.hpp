// SPDX-License-Identifier: EUPL-1.2
// Encrypted files of a room in chunks. A file can be read once its last chunk has come.
#pragma once
#include <cstdint>
#include <vector>

#include "crypto/ids.hpp"
#include "crypto/time_ms.hpp"
#include "db/connection.hpp"
#include "db/rooms.hpp"

namespace beraad::db {

struct File {
  FileId id;
  RoomNo room{};
  LeafId from;
  std::uint32_t chunks = 0;     // how many it will have
  std::uint32_t stored = 0;     // how many have come, in order
  std::int64_t size_bytes = 0;  // of the stored ciphertext
  TimeMs created_at = 0;
};

class Files {
 public:
  explicit Files(Connection& store) noexcept : store_(store) {}

  [[nodiscard]] Result<File> find(FileId const& id) const;
  [[nodiscard]] Result<crypto::Bytes> chunk(FileId const& id, std::uint32_t index) const;
  // Chunks announced, none stored. kConflict when the id exists.
  [[nodiscard]] Result<void> add(File const& file);
  // kStale when `index` is not the next chunk of this file.
  [[nodiscard]] Result<void> append(FileId const& id, std::uint32_t index, crypto::View ciphertext);
  // Forgets uploads that were begun before and never finished; the number of them.
  [[nodiscard]] Result<std::int64_t> purge_unfinished(TimeMs created_before);

 private:
  Connection& store_;
};

}  // namespace beraad::db
