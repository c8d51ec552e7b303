// SPDX-License-Identifier: EUPL-1.2
// The tables. A migration, once released, is never edited: a change is a new one, 10 higher.
//
// What is large and grows (items, log entries, file chunks) lies in tables whose row number is `owner << 32 | position`: one room's rows
// lie together and a page of them is one range. Ids are random, so an index that begins with the room's small number keeps a room's part
// close.
#include <array>

#include "db/migrations.hpp"

namespace beraad::db {
namespace {

constexpr Sql kStore10 = R"sql(
CREATE TABLE organisation(
  id BLOB PRIMARY KEY NOT NULL CHECK(length(id) = 16),
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  gemeente BLOB NOT NULL CHECK(length(gemeente) = 16),
  serial BLOB NOT NULL CHECK(length(serial) = 16),
  cert_b BLOB NOT NULL,
  cert_s BLOB NOT NULL CHECK(length(cert_s) = 64)
) STRICT;
CREATE INDEX organisation_of_type ON organisation(type, name);

CREATE TABLE region_certificate(
  kind INTEGER PRIMARY KEY NOT NULL,
  b BLOB NOT NULL,
  s BLOB NOT NULL CHECK(length(s) = 64)
) STRICT;

CREATE TABLE revocation(
  serial BLOB PRIMARY KEY NOT NULL CHECK(length(serial) = 16),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account(
  id BLOB PRIMARY KEY NOT NULL CHECK(length(id) = 16),
  login TEXT UNIQUE NOT NULL,
  name TEXT NOT NULL,
  org BLOB NOT NULL REFERENCES organisation(id),
  functie TEXT NOT NULL,
  class TEXT NOT NULL,
  state INTEGER NOT NULL CHECK(state BETWEEN 1 AND 4),
  sign BLOB CHECK(length(sign) = 32),
  seal BLOB CHECK(length(seal) = 32),
  serial BLOB CHECK(length(serial) = 16),
  cert_b BLOB,
  cert_s BLOB CHECK(length(cert_s) = 64),
  code_hash BLOB UNIQUE CHECK(length(code_hash) = 32),
  code_expires_at INTEGER,
  CHECK((serial IS NULL) = (cert_b IS NULL) AND (serial IS NULL) = (cert_s IS NULL)),
  CHECK((code_hash IS NULL) = (code_expires_at IS NULL))
) STRICT;
CREATE INDEX account_of_organisation ON account(org, functie, state);

CREATE TABLE totp(
  account BLOB PRIMARY KEY NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  secret BLOB NOT NULL CHECK(length(secret) = 20),
  last_step INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE vault(
  account BLOB PRIMARY KEY NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  version INTEGER NOT NULL CHECK(version >= 1),
  blob BLOB NOT NULL
) STRICT;

CREATE TABLE slot(
  account BLOB NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  salt BLOB NOT NULL,
  m_kib INTEGER NOT NULL,
  t INTEGER NOT NULL,
  p INTEGER NOT NULL,
  wrapped BLOB NOT NULL,
  auth_hmac BLOB NOT NULL CHECK(length(auth_hmac) = 32),
  PRIMARY KEY(account, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE session(
  hash BLOB PRIMARY KEY NOT NULL CHECK(length(hash) = 32),
  account BLOB NOT NULL REFERENCES account(id) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX session_of_account ON session(account);
CREATE INDEX session_by_end ON session(expires_at);

CREATE TABLE sign_in_failure(
  kind INTEGER NOT NULL,
  subject BLOB NOT NULL CHECK(length(subject) = 32),
  count INTEGER NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY(kind, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_failure_by_age ON sign_in_failure(last_at);

CREATE TABLE cases(
  id BLOB PRIMARY KEY NOT NULL CHECK(length(id) = 16),
  reference TEXT UNIQUE NOT NULL,
  school BLOB NOT NULL REFERENCES organisation(id),
  lead BLOB NOT NULL REFERENCES account(id),
  step TEXT NOT NULL,
  phase TEXT NOT NULL,
  age_band TEXT NOT NULL,
  opened_by BLOB NOT NULL REFERENCES account(id),
  opened_at INTEGER NOT NULL
) STRICT;

CREATE TABLE room(
  no INTEGER PRIMARY KEY NOT NULL CHECK(no BETWEEN 1 AND 2147483647),
  id BLOB UNIQUE NOT NULL CHECK(length(id) = 16),
  of_case BLOB NOT NULL REFERENCES cases(id),
  school BLOB NOT NULL REFERENCES organisation(id),
  reference TEXT UNIQUE NOT NULL,
  kind TEXT NOT NULL,
  phase TEXT NOT NULL,
  step INTEGER NOT NULL,
  n INTEGER NOT NULL,
  entry_hash BLOB NOT NULL CHECK(length(entry_hash) = 32),
  roster BLOB NOT NULL CHECK(length(roster) = 32),
  owner BLOB CHECK(length(owner) = 16),
  founder BLOB NOT NULL REFERENCES account(id),
  created_at INTEGER NOT NULL,
  last_seq INTEGER NOT NULL CHECK(last_seq BETWEEN 0 AND 4294967295),
  head BLOB NOT NULL CHECK(length(head) = 32),
  closed INTEGER NOT NULL CHECK(closed IN (0, 1))
) STRICT;
CREATE INDEX room_of_case ON room(of_case);

-- One row a stay. The order of `no` is the order of adding.
CREATE TABLE leaf(
  no INTEGER PRIMARY KEY NOT NULL,
  room INTEGER NOT NULL REFERENCES room(no) ON DELETE CASCADE,
  leaf BLOB NOT NULL CHECK(length(leaf) = 16),
  account BLOB NOT NULL REFERENCES account(id),
  org BLOB NOT NULL REFERENCES organisation(id),
  class TEXT NOT NULL,
  functie TEXT NOT NULL,
  from_n INTEGER NOT NULL,
  to_n INTEGER CHECK(to_n > from_n),
  from_seq INTEGER NOT NULL,
  last_ctr INTEGER NOT NULL,
  serial BLOB NOT NULL CHECK(length(serial) = 16),
  cert_b BLOB NOT NULL,
  cert_s BLOB NOT NULL CHECK(length(cert_s) = 64)
) STRICT;
CREATE UNIQUE INDEX leaf_now ON leaf(room, leaf) WHERE to_n IS NULL;
CREATE INDEX leaf_of_account_now ON leaf(account, room) WHERE to_n IS NULL;
CREATE UNIQUE INDEX leaf_stay ON leaf(room, leaf, from_n);

CREATE TABLE log_entry(
  place INTEGER PRIMARY KEY NOT NULL,
  room INTEGER NOT NULL REFERENCES room(no) ON DELETE CASCADE,
  hash BLOB NOT NULL CHECK(length(hash) = 32),
  b BLOB NOT NULL,
  s BLOB NOT NULL CHECK(length(s) = 64),
  CHECK(place >> 32 = room)
) STRICT;
CREATE INDEX log_entry_of_room ON log_entry(room);

CREATE TABLE log_certificate(
  entry INTEGER NOT NULL REFERENCES log_entry(place) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  b BLOB NOT NULL,
  s BLOB NOT NULL CHECK(length(s) = 64),
  PRIMARY KEY(entry, position)
) STRICT;

CREATE TABLE box(
  room INTEGER NOT NULL REFERENCES room(no) ON DELETE CASCADE,
  leaf BLOB NOT NULL CHECK(length(leaf) = 16),
  n INTEGER NOT NULL,
  enc BLOB NOT NULL CHECK(length(enc) = 32),
  ct BLOB NOT NULL CHECK(length(ct) = 48),
  PRIMARY KEY(room, leaf, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE item(
  place INTEGER PRIMARY KEY NOT NULL,
  room INTEGER NOT NULL REFERENCES room(no) ON DELETE CASCADE,
  id BLOB NOT NULL CHECK(length(id) = 16),
  thread BLOB NOT NULL CHECK(length(thread) = 16),
  sender BLOB NOT NULL CHECK(length(sender) = 16),
  type TEXT NOT NULL,
  counts INTEGER NOT NULL CHECK(counts IN (0, 1)),
  ctr INTEGER NOT NULL,
  at INTEGER NOT NULL,
  h BLOB NOT NULL,
  k BLOB NOT NULL CHECK(length(k) = 32),
  c BLOB NOT NULL,
  s BLOB NOT NULL CHECK(length(s) = 64),
  head BLOB NOT NULL CHECK(length(head) = 32),
  tombstone INTEGER NOT NULL CHECK(tombstone IN (0, 1)),
  CHECK(place >> 32 = room)
) STRICT;
CREATE UNIQUE INDEX item_by_id ON item(room, id);
-- Holds all that counting the unread items of a thread needs.
CREATE INDEX item_counted ON item(room, thread, place, sender) WHERE counts = 1;

CREATE TABLE cursor(
  room INTEGER NOT NULL REFERENCES room(no) ON DELETE CASCADE,
  leaf BLOB NOT NULL CHECK(length(leaf) = 16),
  thread BLOB NOT NULL CHECK(length(thread) = 16),
  seq INTEGER NOT NULL,
  PRIMARY KEY(room, leaf, thread)
) STRICT, WITHOUT ROWID;

CREATE TABLE file(
  no INTEGER PRIMARY KEY NOT NULL,
  id BLOB UNIQUE NOT NULL CHECK(length(id) = 16),
  room INTEGER NOT NULL REFERENCES room(no) ON DELETE CASCADE,
  sender BLOB NOT NULL CHECK(length(sender) = 16),
  chunks INTEGER NOT NULL CHECK(chunks >= 1),
  stored INTEGER NOT NULL CHECK(stored BETWEEN 0 AND chunks),
  size_bytes INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX file_of_room ON file(room);
CREATE INDEX file_unfinished ON file(created_at) WHERE stored < chunks;

CREATE TABLE file_chunk(
  place INTEGER PRIMARY KEY NOT NULL,
  file INTEGER NOT NULL REFERENCES file(no) ON DELETE CASCADE,
  ciphertext BLOB NOT NULL,
  CHECK(place >> 32 = file)
) STRICT;
CREATE INDEX file_chunk_of_file ON file_chunk(file);

CREATE TABLE destruction(
  room BLOB PRIMARY KEY NOT NULL CHECK(length(room) = 16),
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE generation(
  one INTEGER PRIMARY KEY NOT NULL CHECK(one = 1),
  n INTEGER NOT NULL
) STRICT;
INSERT INTO generation(one, n) VALUES (1, 0);

PRAGMA application_id = 1111839297;
PRAGMA user_version = 10;
)sql";

// What is recorded in a room is found without reading what was said in it.
constexpr Sql kStore20 = R"sql(
CREATE INDEX item_record ON item(room) WHERE type = 'record';
PRAGMA user_version = 20;
)sql";

// Who declared what about a relation to the pupil of a case, and who is invited to a room.
constexpr Sql kStore30 = R"sql(
CREATE TABLE declaration(
  of_case BLOB NOT NULL REFERENCES cases(id),
  account BLOB NOT NULL REFERENCES account(id),
  room BLOB NOT NULL CHECK(length(room) = 16),
  relation INTEGER NOT NULL CHECK(relation IN (0, 1)),
  at INTEGER NOT NULL,
  b BLOB NOT NULL,
  s BLOB NOT NULL CHECK(length(s) = 64),
  PRIMARY KEY(of_case, account, room)
) STRICT, WITHOUT ROWID;
CREATE INDEX declaration_for_room ON declaration(room, account);

CREATE TABLE room_invitation(
  room INTEGER NOT NULL REFERENCES room(no) ON DELETE CASCADE,
  account BLOB NOT NULL REFERENCES account(id),
  by_leaf BLOB NOT NULL CHECK(length(by_leaf) = 16),
  at INTEGER NOT NULL,
  enc BLOB NOT NULL,
  ct BLOB NOT NULL,
  read_to INTEGER NOT NULL,
  PRIMARY KEY(room, account)
) STRICT, WITHOUT ROWID;
CREATE INDEX room_invitation_of_account ON room_invitation(account);
PRAGMA user_version = 30;
)sql";

// Of a guest (parent or pupil): the one case it is for.
constexpr Sql kStore40 = R"sql(
ALTER TABLE account ADD COLUMN of_case BLOB REFERENCES cases(id) CHECK(length(of_case) = 16);
CREATE INDEX account_of_case ON account(of_case) WHERE of_case IS NOT NULL;
PRAGMA user_version = 40;
)sql";

// Who takes part for a limited time, and who is invited to: until when, and in whose place (waarneming).
constexpr Sql kStore50 = R"sql(
ALTER TABLE leaf ADD COLUMN until INTEGER NOT NULL DEFAULT 0;
CREATE INDEX leaf_until ON leaf(until) WHERE until > 0 AND to_n IS NULL;
ALTER TABLE room_invitation ADD COLUMN until INTEGER NOT NULL DEFAULT 0;
ALTER TABLE room_invitation ADD COLUMN stands_in_for BLOB CHECK(length(stands_in_for) = 16);
PRAGMA user_version = 50;
)sql";

// A new episode of a case that was closed; a case has one at most.
constexpr Sql kStore60 = R"sql(
ALTER TABLE cases ADD COLUMN continues BLOB REFERENCES cases(id) CHECK(length(continues) = 16);
CREATE UNIQUE INDEX case_continues ON cases(continues) WHERE continues IS NOT NULL;
PRAGMA user_version = 60;
)sql";

// Who reported that an item made the pupil identifiable.
constexpr Sql kStore70 = R"sql(
ALTER TABLE item ADD COLUMN removed_by BLOB CHECK(length(removed_by) = 16);
CREATE INDEX item_tombstone ON item(room) WHERE tombstone = 1;
PRAGMA user_version = 70;
)sql";

// What every message changes is kept apart from what hardly ever changes: a page holds the chains of sixty rooms, where it held ten rooms.
constexpr Sql kStore80 = R"sql(
CREATE TABLE chain(
  of_room INTEGER PRIMARY KEY NOT NULL REFERENCES room(no) ON DELETE CASCADE,
  last_seq INTEGER NOT NULL CHECK(last_seq BETWEEN 0 AND 4294967295),
  head BLOB NOT NULL CHECK(length(head) = 32)
) STRICT;
INSERT INTO chain(of_room, last_seq, head) SELECT no, last_seq, head FROM room;
ALTER TABLE room DROP COLUMN last_seq;
ALTER TABLE room DROP COLUMN head;

CREATE TABLE counter(
  of_stay INTEGER PRIMARY KEY NOT NULL REFERENCES leaf(no) ON DELETE CASCADE,
  last_ctr INTEGER NOT NULL
) STRICT;
INSERT INTO counter(of_stay, last_ctr) SELECT no, last_ctr FROM leaf;
ALTER TABLE leaf DROP COLUMN last_ctr;

-- Who is told of a message, without reading their certificates: with to_n in it, no row of the table is looked up.
CREATE INDEX leaf_accounts_now ON leaf(room, account, to_n) WHERE to_n IS NULL;
PRAGMA user_version = 80;
)sql";

// What was said last in all rooms lies together, in the order in which it came: a commit writes a few pages of this small table, not
// three of each room. Every sixteenth message of a room moves that room's to table item, several to a page.
constexpr Sql kStore90 = R"sql(
CREATE TABLE fresh_item(
  no INTEGER PRIMARY KEY NOT NULL,
  place INTEGER UNIQUE NOT NULL,
  room INTEGER NOT NULL REFERENCES room(no) ON DELETE CASCADE,
  id BLOB NOT NULL CHECK(length(id) = 16),
  thread BLOB NOT NULL CHECK(length(thread) = 16),
  sender BLOB NOT NULL CHECK(length(sender) = 16),
  type TEXT NOT NULL,
  counts INTEGER NOT NULL CHECK(counts IN (0, 1)),
  ctr INTEGER NOT NULL,
  at INTEGER NOT NULL,
  h BLOB NOT NULL,
  k BLOB NOT NULL CHECK(length(k) = 32),
  c BLOB NOT NULL,
  s BLOB NOT NULL CHECK(length(s) = 64),
  head BLOB NOT NULL CHECK(length(head) = 32),
  CHECK(place >> 32 = room)
) STRICT;
CREATE UNIQUE INDEX fresh_item_by_id ON fresh_item(room, id);

-- The casts make the columns of both halves alike. Otherwise SQLite does not look into each half for what is asked of the whole, and sorts
-- all items of a room for a page of them.
CREATE VIEW every_item AS
  SELECT place, room, id, thread, sender, type, counts, ctr, at, h, k, c, s, head, tombstone, removed_by FROM item
  UNION ALL
  SELECT place, room, id, thread, sender, type, counts, ctr, at, h, k, c, s, head, CAST(0 AS INTEGER), CAST(NULL AS BLOB)
  FROM fresh_item;
PRAGMA user_version = 90;
)sql";

constexpr Sql kShares10 = R"sql(
CREATE TABLE share(
  room BLOB NOT NULL CHECK(length(room) = 16),
  n INTEGER NOT NULL,
  share BLOB NOT NULL CHECK(length(share) = 32),
  PRIMARY KEY(room, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE seen(
  one INTEGER PRIMARY KEY NOT NULL CHECK(one = 1),
  n INTEGER NOT NULL
) STRICT;
INSERT INTO seen(one, n) VALUES (1, 0);

PRAGMA application_id = 1111839315;
PRAGMA user_version = 10;
)sql";

constexpr std::array kStoreMigrations{Migration{10, kStore10}, Migration{20, kStore20}, Migration{30, kStore30},
                                      Migration{40, kStore40}, Migration{50, kStore50}, Migration{60, kStore60},
                                      Migration{70, kStore70}, Migration{80, kStore80}, Migration{90, kStore90}};
constexpr std::array kShareMigrations{Migration{10, kShares10}};

}  // namespace

// The application ids are "BERA" and "BERS".
Schema store_schema() noexcept {
  return {1111839297, kStoreMigrations};
}
Schema share_schema() noexcept {
  return {1111839315, kShareMigrations};
}

}  // namespace beraad::db
