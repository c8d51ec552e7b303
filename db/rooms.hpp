// SPDX-License-Identifier: EUPL-1.2
// Rooms as they are now, who is in them, and what a member's list of rooms says.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/ids.hpp"
#include "crypto/sha256.hpp"
#include "crypto/time_ms.hpp"
#include "db/connection.hpp"
#include "db/signed.hpp"

namespace beraad::db {

// A room's and a leaf's number in this file: small, so that what belongs together lies together. Never leaves the server.
enum class RoomNo : std::int64_t {};
enum class LeafNo : std::int64_t {};

struct Room {
  RoomNo no{};  // given by add()
  RoomId id;
  CaseId of_case;
  OrganisationId school;  // whose case it is
  std::string reference;
  std::string kind;
  std::string phase;
  std::int64_t step = 0;
  std::uint64_t n = 0;          // newest log entry and epoch
  crypto::Hash entry_hash{};    // of that entry
  crypto::Hash roster{};        // after that entry
  std::optional<LeafId> owner;  // who picked it up
  AccountId founder;
  TimeMs created_at = 0;
  std::uint64_t last_seq = 0;
  crypto::Hash head{};  // after item last_seq
  bool closed = false;
};

struct Leaf {
  LeafNo no{};  // given by add()
  LeafId leaf;
  AccountId account;
  OrganisationId org;      // the account's, also behind a pseudonym
  std::string leaf_class;  // "member", "guest", "pseudonym"
  std::string functie;
  std::uint64_t from_n = 0;
  std::optional<std::uint64_t> to_n;  // the entry that removed it
  std::uint64_t from_seq = 0;         // the room's last item when it was added: what is older is not unread
  std::uint64_t last_ctr = 0;         // of its newest item in this room, also from before it was removed and added again
  TimeMs until = 0;                   // takes part no longer from then on; 0: without an end
  Serial serial;
  Signed cert;
};

struct Unread {
  ThreadId thread;
  std::uint64_t count = 0;
};

// A room as one of its members sees it.
struct RoomView {
  Room room;
  LeafId leaf;
  std::uint64_t last_ctr = 0;  // of this leaf
  std::vector<Unread> unread;  // threads with unread items only
  std::uint64_t tombstones = 0;
};

// A place in a room that is still held though its time is over.
struct TermOver {
  RoomNo room{};
  LeafId leaf;
};

class Rooms {
 public:
  explicit Rooms(Connection& store) noexcept : store_(store) {}

  [[nodiscard]] Result<Room> find(RoomId const& id) const;
  [[nodiscard]] Result<Room> find(RoomNo no) const;
  [[nodiscard]] Result<std::vector<Room>> of_case(CaseId const& id) const;
  // kConflict when the id or the reference exists.
  [[nodiscard]] Result<RoomNo> add(Room const& room);
  // After a new log entry. Compare and swap: kStale when the newest entry is not `expected`.
  [[nodiscard]] Result<void> advance(RoomNo no, crypto::Hash const& expected, std::uint64_t n, crypto::Hash const& entry_hash,
                                     crypto::Hash const& roster, bool closed);
  // kConflict when somebody picked it up already.
  [[nodiscard]] Result<void> pick_up(RoomNo no, LeafId const& owner);
  [[nodiscard]] Result<void> move(RoomNo no, std::int64_t step, std::string_view phase);
  // With its case, without an entry in its log.
  [[nodiscard]] Result<void> close(RoomNo no);

  // The roster, in order of adding.
  [[nodiscard]] Result<std::vector<Leaf>> roster(RoomNo no) const;
  // Accounts now in the room, each once.
  [[nodiscard]] Result<std::vector<AccountId>> accounts(RoomNo no) const;
  // Of them, those who take part as members of an organisation: neither guests nor pseudonyms.
  [[nodiscard]] Result<std::vector<AccountId>> members(RoomNo no) const;
  [[nodiscard]] Result<Leaf> leaf(RoomNo no, LeafId const& leaf) const;
  // The leaf this account has in the room now.
  [[nodiscard]] Result<Leaf> leaf_of_account(RoomNo no, AccountId const& account) const;
  // Every stay of the account in the room, in order, also those that ended: what it may read of the log.
  [[nodiscard]] Result<std::vector<Leaf>> stays(RoomNo no, AccountId const& account) const;
  // kConflict when it is in the room already.
  [[nodiscard]] Result<LeafNo> add_leaf(RoomNo no, Leaf const& leaf);
  [[nodiscard]] Result<void> remove_leaf(RoomNo no, LeafId const& leaf, std::uint64_t to_n);
  [[nodiscard]] Result<std::vector<TermOver>> terms_over(TimeMs now) const;
  [[nodiscard]] Result<void> replace_cert(RoomNo no, LeafId const& leaf, Serial const& serial, Signed const& cert);

  // What this account sees; kNotFound when it is not in the room.
  [[nodiscard]] Result<RoomView> view(RoomNo no, AccountId const& account) const;
  // The newest first.
  [[nodiscard]] Result<std::vector<RoomView>> views(AccountId const& account) const;

 private:
  [[nodiscard]] Result<std::vector<Unread>> unread(RoomNo no, Leaf const& leaf) const;
  Connection& store_;
};

}  // namespace beraad::db
