// SPDX-License-Identifier: EUPL-1.2
// Tables file and file_chunk.
#include "db/files.hpp"

#include "db/outcome.hpp"
#include "db/place.hpp"

namespace beraad::db {
namespace {

File read_file(Row& row) {
  File f;
  row.into(f.id, f.room, f.from, f.chunks, f.stored, f.size_bytes, f.created_at);
  return f;
}

}  // namespace

Result<File> Files::find(FileId const& id) const {
  return store_.one("SELECT id, room, sender, chunks, stored, size_bytes, created_at FROM file WHERE id = ?1", read_file, id);
}

Result<crypto::Bytes> Files::chunk(FileId const& id, std::uint32_t index) const {
  return store_.value<crypto::Bytes>(
      "SELECT c.ciphertext FROM file f JOIN file_chunk c ON c.place = (f.no << 32) | ?2 WHERE f.id = ?1 AND f.stored = f.chunks", id,
      index);
}

Result<void> Files::add(File const& f) {
  return done(store_.run("INSERT INTO file(id, room, sender, chunks, stored, size_bytes, created_at) VALUES (?1, ?2, ?3, ?4, 0, 0, ?5)",
                         f.id, f.room, f.from, f.chunks, f.created_at));
}

Result<void> Files::append(FileId const& id, std::uint32_t index, crypto::View ciphertext) {
  auto counted = changed_one(store_.run("UPDATE file SET stored = stored + 1, size_bytes = size_bytes + ?3 "
                                        "WHERE id = ?1 AND stored = ?2 AND stored < chunks",
                                        id, index, ciphertext.size()),
                             Errc::kStale, "this is not the file's next chunk");
  if (!counted) return counted;
  return done(store_.run("INSERT INTO file_chunk(place, file, ciphertext) SELECT (no << 32) | ?2, no, ?3 FROM file WHERE id = ?1", id,
                         index, ciphertext));
}

Result<std::int64_t> Files::purge_unfinished(TimeMs created_before) {
  return store_.run("DELETE FROM file WHERE stored < chunks AND created_at < ?1", created_before);
}

}  // namespace beraad::db
