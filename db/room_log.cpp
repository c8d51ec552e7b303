// SPDX-License-Identifier: EUPL-1.2
// Tables log_entry, log_certificate and box.
#include "db/room_log.hpp"

#include "db/outcome.hpp"
#include "db/place.hpp"

namespace beraad::db {
namespace {

LogEntry read_entry(Row& row) {
  std::int64_t place = 0;
  LogEntry e;
  row.into(place, e.hash, e.entry.b, e.entry.s);
  e.n = position_of(place);
  return e;
}

Signed read_cert(Row& row) {
  Signed cert;
  row.into(cert.b, cert.s);
  return cert;
}

Box read_box(Row& row) {
  Box box;
  row.into(box.n, box.leaf, box.enc, box.ct);
  return box;
}

}  // namespace

Result<std::vector<LogEntry>> RoomLog::entries(RoomNo room, std::uint64_t from, std::uint32_t limit) const {
  auto entries = store_.all("SELECT place, hash, b, s FROM log_entry WHERE place BETWEEN ?1 AND ?2 ORDER BY place LIMIT ?3", read_entry,
                            place_of(room, from), place_of(room, kLastPosition), limit);
  if (!entries) return entries;
  for (LogEntry& entry : *entries) {
    auto certs = store_.all("SELECT b, s FROM log_certificate WHERE entry = ?1 ORDER BY position", read_cert, place_of(room, entry.n));
    if (!certs) return certs.error();
    entry.certs = std::move(*certs);
  }
  return entries;
}

Result<void> RoomLog::append(RoomNo room, LogEntry const& entry) {
  if (entry.n >= kLastPosition) return fail(Errc::kMalformed, "an entry's number");
  auto const place = place_of(room, entry.n);
  auto added = done(store_.run("INSERT INTO log_entry(place, room, hash, b, s) VALUES (?1, ?2, ?3, ?4, ?5)", place, room, entry.hash,
                               entry.entry.b, entry.entry.s));
  if (!added && added.error().code == Errc::kConflict) return fail(Errc::kStale, "another entry came first");
  if (!added) return added;
  std::int64_t position = 0;
  for (Signed const& cert : entry.certs) {
    auto kept = store_.run("INSERT INTO log_certificate(entry, position, b, s) VALUES (?1, ?2, ?3, ?4)", place, position++, cert.b, cert.s);
    if (!kept) return kept.error();
  }
  return {};
}

Result<std::vector<Box>> RoomLog::boxes(RoomNo room, LeafId const& leaf, std::uint64_t from, std::uint64_t until) const {
  return store_.all("SELECT n, leaf, enc, ct FROM box WHERE room = ?1 AND leaf = ?2 AND n BETWEEN ?3 AND ?4 ORDER BY n", read_box, room,
                    leaf, from, until);
}

Result<void> RoomLog::add_box(RoomNo room, Box const& box) {
  return done(store_.run("INSERT INTO box(room, leaf, n, enc, ct) VALUES (?1, ?2, ?3, ?4, ?5)", room, box.leaf, box.n, box.enc, box.ct));
}

}  // namespace beraad::db
