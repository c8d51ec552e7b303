// SPDX-License-Identifier: EUPL-1.2
// What a write will tell others, gathered while it is done and told only after it is durable. One thread at a time.
#pragma once
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "server/app/authority.hpp"
#include "server/app/events.hpp"

namespace beraad::app {

class News {
 public:
  // To everybody's connections but this one, which gets the answer.
  explicit News(ConnectionId except) noexcept : except_(except) {}

  void item_new(std::vector<AccountId> to, RoomId const& room, StoredItem item) {
    told_.push_back(
        [to = std::move(to), except = except_, room, item = std::move(item)](Outlet& outlet) { outlet.item_new(to, except, room, item); });
  }
  void items_removed(std::vector<AccountId> to, RoomId const& room, RemovedItems removed) {
    told_.push_back([to = std::move(to), except = except_, room, removed = std::move(removed)](Outlet& outlet) {
      outlet.items_removed(to, except, room, removed);
    });
  }
  void room_new(AccountId const& to, RoomSummary room) {
    told_.push_back([to, except = except_, room = std::move(room)](Outlet& outlet) { outlet.room_new(to, except, room); });
  }
  void room_changed(AccountId const& to, RoomSummary room) {
    told_.push_back([to, except = except_, room = std::move(room)](Outlet& outlet) { outlet.room_changed(to, except, room); });
  }
  void room_entry(std::vector<AccountId> to, RoomId const& room, std::uint64_t n) {
    told_.push_back([to = std::move(to), except = except_, room, n](Outlet& outlet) { outlet.room_entry(to, except, room, n); });
  }
  void cursor_moved(std::vector<AccountId> to, RoomId const& room, Cursor const& cursor) {
    told_.push_back(
        [to = std::move(to), except = except_, room, cursor](Outlet& outlet) { outlet.cursor_moved(to, except, room, cursor); });
  }
  void case_changed(AccountId const& to, CaseSummary of_case) {
    told_.push_back([to, except = except_, of_case = std::move(of_case)](Outlet& outlet) { outlet.case_changed(to, except, of_case); });
  }
  void invitation_new(AccountId const& to, Invitation invitation) {
    told_.push_back(
        [to, except = except_, invitation = std::move(invitation)](Outlet& outlet) { outlet.invitation_new(to, except, invitation); });
  }
  void invitation_answered(std::vector<AccountId> to, RoomId const& room) {
    told_.push_back([to = std::move(to), except = except_, room](Outlet& outlet) { outlet.invitation_answered(to, except, room); });
  }
  void relation_declared(std::vector<AccountId> to, RoomId const& room, LeafId const& leaf, std::uint64_t read_to) {
    told_.push_back([to = std::move(to), except = except_, room, leaf, read_to](Outlet& outlet) {
      outlet.relation_declared(to, except, room, leaf, read_to);
    });
  }
  void session_ended(SessionHash const& session, std::string_view reason) { ended_.emplace_back(session, reason); }
  void person_seen(SessionHash const& session) { seen_ = session; }
  // A status list to be believed from now on.
  void status(crypto::Signed status) { status_ = std::move(status); }
  // A room's log has grown.
  void grown(crypto::RoomState state) { grown_.push_back(std::move(state)); }

  using Ended = std::vector<std::pair<SessionHash, std::string_view>>;  // the reasons are literals
  [[nodiscard]] std::vector<std::function<void(Outlet&)>> const& told() const noexcept { return told_; }
  [[nodiscard]] Ended const& ended() const noexcept { return ended_; }
  [[nodiscard]] std::optional<SessionHash> const& seen() const noexcept { return seen_; }
  [[nodiscard]] std::optional<crypto::Signed>& new_status() noexcept { return status_; }
  [[nodiscard]] std::vector<crypto::RoomState>& grown_rooms() noexcept { return grown_; }

 private:
  ConnectionId except_;
  std::vector<std::function<void(Outlet&)>> told_;
  Ended ended_;
  std::optional<SessionHash> seen_;
  std::optional<crypto::Signed> status_;
  std::vector<crypto::RoomState> grown_;
};

}  // namespace beraad::app
