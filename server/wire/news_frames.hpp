// SPDX-License-Identifier: EUPL-1.2
// News as notification frames, encoded once for all their receivers, handed to the network room. Thread-safe.
#pragma once
#include <atomic>

#include "server/app/events.hpp"
#include "server/wire/endpoint.hpp"

namespace beraad::wire {

class NewsFrames final : public app::Outlet {
 public:
  // Until a sink is there nobody is connected, and news is dropped.
  void attach(Sink& sink) noexcept { sink_ = &sink; }

  void items_removed(Accounts to, app::ConnectionId except, RoomId const& room, app::RemovedItems const& removed) override;
  void item_new(Accounts to, app::ConnectionId except, RoomId const& room, app::StoredItem const& item) override;
  void room_new(AccountId const& to, app::ConnectionId except, app::RoomSummary const& room) override;
  void room_changed(AccountId const& to, app::ConnectionId except, app::RoomSummary const& room) override;
  void room_entry(Accounts to, app::ConnectionId except, RoomId const& room, std::uint64_t n) override;
  void cursor_moved(Accounts to, app::ConnectionId except, RoomId const& room, app::Cursor const& cursor) override;
  void case_changed(AccountId const& to, app::ConnectionId except, app::CaseSummary const& of_case) override;
  void invitation_new(AccountId const& to, app::ConnectionId except, app::Invitation const& invitation) override;
  void invitation_answered(Accounts to, app::ConnectionId except, RoomId const& room) override;
  void relation_declared(Accounts to, app::ConnectionId except, RoomId const& room, LeafId const& leaf, std::uint64_t read_to) override;
  void session_ended(app::SessionHash const& session, std::string_view reason) override;

 private:
  void deliver(Accounts to, app::ConnectionId except, Frame frame);
  std::atomic<Sink*> sink_{nullptr};
};

}  // namespace beraad::wire
