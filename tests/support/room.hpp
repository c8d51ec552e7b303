// SPDX-License-Identifier: EUPL-1.2
// A member's own copy of a room: replays its log and its items as a client does, believes nothing of the server, and writes into it.
#pragma once
#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "crypto/item_chain.hpp"
#include "crypto/record.hpp"
#include "server/domain/log_facts.hpp"
#include "tests/support/connection.hpp"
#include "tests/support/room_draft.hpp"

namespace beraad::test {

struct ReadItem {
  std::uint64_t seq = 0;
  crypto::ItemHeader header;
  Json payload;
};

class Room {
 public:
  Room(RoomId room, OwnLeaf own, crypto::Trust const& trust) : id_(room), own_(std::move(own)), trust_(trust) {}

  [[nodiscard]] RoomId const& id() const noexcept { return id_; }
  [[nodiscard]] OwnLeaf const& own() const noexcept { return own_; }
  [[nodiscard]] crypto::RoomState const& state() const { return states_.back(); }
  [[nodiscard]] std::vector<ReadItem> const& items() const noexcept { return items_; }
  [[nodiscard]] crypto::Hash const& head() const noexcept { return chain_.head(); }
  [[nodiscard]] std::uint64_t epoch() const { return state().n; }
  [[nodiscard]] crypto::Secret32 const& root(std::uint64_t epoch) const { return roots_.at(epoch); }
  [[nodiscard]] bool has_key_of(std::uint64_t epoch) const { return roots_.contains(epoch); }
  // Of the newest item that this member has written here, as far as is known.
  [[nodiscard]] std::uint64_t counter() const noexcept { return ctr_; }
  void go_on_after(std::uint64_t counter) noexcept { ctr_ = std::max(ctr_, counter); }
  // Why nothing is sealed into it any more; "" while it holds. A denial's code, or what did not verify.
  [[nodiscard]] std::string const& broken() const noexcept { return broken_; }
  // The number of the rule that a denied entry broke; "" otherwise.
  [[nodiscard]] std::string const& broken_rule() const noexcept { return broken_rule_; }

  // Everything new, from the server, also while others change the room.
  void sync(Connection& line);
  // One page of the log and one list of items, wherever they come from.
  void take_log(Json const& page);
  void take_items(Json const& page);

  // An item of the newest epoch that follows what this member has seen. Its counter is used up.
  [[nodiscard]] crypto::Item next_item(ThreadId const& thread, std::string const& type, Json const& payload);
  // The same, of type `record`, in the thread of the room's records.
  [[nodiscard]] crypto::Item next_record(crypto::Record const& record, std::string const& words = "");
  // Sends it and takes it in. Throws when it is refused.
  std::uint64_t say(Connection& line, ThreadId const& thread, std::string const& text);
  std::uint64_t say(Connection& line, ThreadId const& thread, std::string const& type, Json const& payload);

  // The entry after the newest, at the step where the server says the case stands.
  [[nodiscard]] WrittenEntry next_entry(Connection& line, crypto::BasisEvent event, std::vector<Change> changes) const;

 private:
  void sync_log(Connection& line);
  [[nodiscard]] bool is_ahead(Json const& page) const;
  void take_entry(Json const& entry);
  void break_with(std::string why);
  void open_epoch(std::uint64_t n, Json const& boxes, Json const& shares);
  void take_item(Json const& stored);

  RoomId id_;
  OwnLeaf own_;
  crypto::Trust const& trust_;
  std::vector<crypto::RoomState> states_;  // by epoch
  std::map<std::uint64_t, crypto::Secret32> roots_;
  std::map<std::uint64_t, crypto::Secret32> inits_;
  crypto::ItemChain chain_;
  std::vector<ReadItem> items_;
  std::uint64_t ctr_ = 0;
  std::string broken_;
  std::string broken_rule_;
};

}  // namespace beraad::test
