// SPDX-License-Identifier: EUPL-1.2
// What is told to whom once it is durable. `to` are accounts; which of their connections hear it is the network room's business.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "server/app/caller.hpp"
#include "server/app/shapes.hpp"

namespace beraad::app {

// The room behind: encodes and delivers. Every function may be called from any thread and returns at once.
class Outlet {
 public:
  virtual ~Outlet() = default;
  using Accounts = std::span<AccountId const>;
  virtual void item_new(Accounts to, ConnectionId except, RoomId const& room, StoredItem const& item) = 0;
  virtual void items_removed(Accounts to, ConnectionId except, RoomId const& room, RemovedItems const& removed) = 0;
  virtual void room_new(AccountId const& to, ConnectionId except, RoomSummary const& room) = 0;
  virtual void room_changed(AccountId const& to, ConnectionId except, RoomSummary const& room) = 0;
  virtual void room_entry(Accounts to, ConnectionId except, RoomId const& room, std::uint64_t n) = 0;
  virtual void cursor_moved(Accounts to, ConnectionId except, RoomId const& room, Cursor const& cursor) = 0;
  virtual void case_changed(AccountId const& to, ConnectionId except, CaseSummary const& of_case) = 0;
  virtual void invitation_new(AccountId const& to, ConnectionId except, Invitation const& invitation) = 0;
  virtual void invitation_answered(Accounts to, ConnectionId except, RoomId const& room) = 0;
  virtual void relation_declared(Accounts to, ConnectionId except, RoomId const& room, LeafId const& leaf, std::uint64_t read_to) = 0;
  virtual void session_ended(SessionHash const& session, std::string_view reason) = 0;
};

}  // namespace beraad::app
