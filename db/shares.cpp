// SPDX-License-Identifier: EUPL-1.2
// Table share of the share store, and table destruction of the store.
#include "db/shares.hpp"

#include <algorithm>

#include "db/outcome.hpp"
#include "db/transaction.hpp"

namespace beraad::db {
namespace {

Share read_share(Row& row) {
  Share share;
  row.into(share.n, share.share);
  return share;
}

RoomId read_room_id(Row& row) {
  RoomId room;
  row.into(room);
  return room;
}

}  // namespace

Result<std::vector<Share>> Shares::of_room(RoomId const& room, std::uint64_t from, std::uint64_t until) const {
  return shares_.all("SELECT n, share FROM share WHERE room = ?1 AND n BETWEEN ?2 AND ?3 ORDER BY n", read_share, room, from, until);
}

Result<Share> Shares::find(RoomId const& room, std::uint64_t n) const {
  return shares_.one("SELECT n, share FROM share WHERE room = ?1 AND n = ?2", read_share, room, n);
}

void Shares::put(RoomId const& room, std::uint64_t n, crypto::Secret32 const& share) {
  pending_.push_back({room, n, share.clone()});
}

Result<void> Shares::destroy(RoomId const& room, TimeMs at) {
  auto recorded = done(store_.run("INSERT INTO destruction(room, at) VALUES (?1, ?2) ON CONFLICT(room) DO NOTHING", room, at));
  if (recorded) doomed_.push_back(room);
  return recorded;
}

void Shares::roll_back_to(Mark mark) noexcept {
  pending_.erase(pending_.begin() + static_cast<std::ptrdiff_t>(mark.put), pending_.end());
  doomed_.erase(doomed_.begin() + static_cast<std::ptrdiff_t>(mark.destroyed), doomed_.end());
}

Result<void> Shares::before_commit() {
  if (pending_.empty()) return {};
  auto transaction = Transaction::begin(shares_);
  if (!transaction) return transaction.error();
  for (Pending const& one : pending_) {
    auto put = shares_.run("INSERT INTO share(room, n, share) VALUES (?1, ?2, ?3) ON CONFLICT(room, n) DO UPDATE SET share = ?3", one.room,
                           one.n, one.share);
    if (!put) return put.error();
  }
  auto committed = transaction->commit();
  if (committed) pending_.clear();
  return committed;
}

Result<void> Shares::after_commit() {
  if (doomed_.empty()) return {};
  {
    auto transaction = Transaction::begin(shares_);
    if (!transaction) return transaction.error();
    for (RoomId const& room : doomed_)
      if (auto gone = shares_.run("DELETE FROM share WHERE room = ?1", room); !gone) return gone.error();
    if (auto committed = transaction->commit(); !committed) return committed;
  }
  // The log still holds the pages as they were before.
  if (auto emptied = shares_.empty_log(); !emptied) return emptied;
  doomed_.clear();
  return {};
}

Result<void> Shares::destroy_again() {
  auto rooms = store_.all("SELECT room FROM destruction", read_room_id);
  if (!rooms) return rooms.error();
  std::erase_if(*rooms, [this](RoomId const& room) {
    auto const left = shares_.value<bool>("SELECT EXISTS(SELECT 1 FROM share WHERE room = ?1)", room);
    return left && !*left;
  });
  doomed_ = std::move(*rooms);
  return after_commit();
}

}  // namespace beraad::db
