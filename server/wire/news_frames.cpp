// SPDX-License-Identifier: EUPL-1.2
// The notifications of protocol.md, section 10. session.ended is encoded by the network room, which closes the connection with it.
#include "server/wire/news_frames.hpp"

#include "server/wire/json_rpc.hpp"
#include "server/wire/write_answers.hpp"

namespace beraad::wire {

void NewsFrames::deliver(Accounts to, app::ConnectionId except, Frame frame) {
  if (auto* const sink = sink_.load()) sink->deliver(to, std::move(frame), static_cast<ConnectionId>(except));
}

void NewsFrames::item_new(Accounts to, app::ConnectionId except, RoomId const& room, app::StoredItem const& item) {
  deliver(to, except, notification_frame("item.new", {{"room", text_of_id(room)}, {"item", item_json(item)}}));
}

void NewsFrames::items_removed(Accounts to, app::ConnectionId except, RoomId const& room, app::RemovedItems const& removed) {
  auto params = write(removed);
  params["room"] = text_of_id(room);
  deliver(to, except, notification_frame("item.tombstoned", std::move(params)));
}

void NewsFrames::room_new(AccountId const& to, app::ConnectionId except, app::RoomSummary const& room) {
  deliver(Accounts(&to, 1), except, notification_frame("room.new", {{"room", summary_json(room)}}));
}

void NewsFrames::room_changed(AccountId const& to, app::ConnectionId except, app::RoomSummary const& room) {
  deliver(Accounts(&to, 1), except, notification_frame("room.changed", {{"room", summary_json(room)}}));
}

void NewsFrames::room_entry(Accounts to, app::ConnectionId except, RoomId const& room, std::uint64_t n) {
  deliver(to, except, notification_frame("room.entry", {{"room", text_of_id(room)}, {"n", n}}));
}

void NewsFrames::cursor_moved(Accounts to, app::ConnectionId except, RoomId const& room, app::Cursor const& cursor) {
  deliver(
      to, except,
      notification_frame(
          "cursor.moved",
          {{"room", text_of_id(room)}, {"leaf", text_of_id(cursor.leaf)}, {"thread", id_or_empty(cursor.thread)}, {"seq", cursor.seq}}));
}

void NewsFrames::case_changed(AccountId const& to, app::ConnectionId except, app::CaseSummary const& of_case) {
  deliver(Accounts(&to, 1), except, notification_frame("case.changed", {{"case", summary_json(of_case)}}));
}

void NewsFrames::invitation_new(AccountId const& to, app::ConnectionId except, app::Invitation const& invitation) {
  deliver(Accounts(&to, 1), except, notification_frame("invitation.new", {{"invitation", invitation_json(invitation)}}));
}

void NewsFrames::invitation_answered(Accounts to, app::ConnectionId except, RoomId const& room) {
  deliver(to, except, notification_frame("invitation.answered", {{"room", text_of_id(room)}}));
}

void NewsFrames::relation_declared(Accounts to, app::ConnectionId except, RoomId const& room, LeafId const& leaf, std::uint64_t read_to) {
  deliver(to, except,
          notification_frame("relation.declared", {{"room", text_of_id(room)}, {"leaf", text_of_id(leaf)}, {"read_to", read_to}}));
}

void NewsFrames::session_ended(app::SessionHash const& session, std::string_view reason) {
  if (auto* const sink = sink_.load()) sink->end_session(session, reason);
}

}  // namespace beraad::wire
