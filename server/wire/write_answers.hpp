// SPDX-License-Identifier: EUPL-1.2
// From answers to JSON, field by field as in protocol.md, sections 9 and 10.
#pragma once
#include "crypto/json.hpp"
#include "server/app/commands.hpp"
#include "server/app/outcome.hpp"
#include "server/app/shapes.hpp"

namespace beraad::wire {

using crypto::Json;

[[nodiscard]] Json write(app::Done const&);
[[nodiscard]] Json write(app::SlotParameters const& answer);
[[nodiscard]] Json write(app::SignedIn const& answer);  // the vault; the cookie goes another way
[[nodiscard]] Json write(app::Vault const& answer);
[[nodiscard]] Json write(app::SessionState const& answer);
[[nodiscard]] Json write(app::Enrolment const& answer);
[[nodiscard]] Json write(app::Enrolled const& answer);
[[nodiscard]] Json write(app::VaultPut const& answer);

[[nodiscard]] Json write(app::Welcome const& answer);
[[nodiscard]] Json write(app::People const& answer);
[[nodiscard]] Json write(app::CaseOpened const& answer);
[[nodiscard]] Json write(app::Cases const& answer);
[[nodiscard]] Json write(app::PseudonymIssued const& answer);
[[nodiscard]] Json write(app::RoomSummary const& answer);  // {room: RoomSummary}, as every call that gives one room
[[nodiscard]] Json write(app::Rooms const& answer);
[[nodiscard]] Json write(app::LogPage const& answer);
[[nodiscard]] Json write(app::EntryAppended const& answer);
[[nodiscard]] Json write(app::ItemAppended const& answer);
[[nodiscard]] Json write(app::RemovedItems const& answer);
[[nodiscard]] Json write(app::ItemPage const& answer);
[[nodiscard]] Json write(app::Threads const& answer);
[[nodiscard]] Json write(app::Cursors const& answer);
[[nodiscard]] Json write(app::Invitations const& answer);
[[nodiscard]] Json write(app::InvitedPeople const& answer);
[[nodiscard]] Json write(app::Accounts const& answer);
[[nodiscard]] Json write(app::Invited const& answer);
[[nodiscard]] Json write(app::Guests const& answer);
[[nodiscard]] Json write(app::GuestInvited const& answer);

[[nodiscard]] Json summary_json(app::RoomSummary const& room);
[[nodiscard]] Json summary_json(app::CaseSummary const& of_case);
[[nodiscard]] Json invitation_json(app::Invitation const& invitation);
[[nodiscard]] Json item_json(app::StoredItem const& item);

// "" for the zero id.
template <class I>
[[nodiscard]] std::string id_or_empty(I const& id) {
  return id.is_zero() ? std::string() : text_of_id(id);
}

}  // namespace beraad::wire
