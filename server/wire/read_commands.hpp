// SPDX-License-Identifier: EUPL-1.2
// From params to commands, strictly: exactly the fields of protocol.md, each of its type and within its size. Form only; nothing is
// believed.
#pragma once
#include "crypto/object_reader.hpp"
#include "server/app/commands.hpp"

namespace beraad::wire {

using crypto::Json;
using crypto::ObjectReader;

// One overload for each command. Reads its own fields; the caller asks finish() whether these were all, and right.
void read(ObjectReader& params, app::SignInStart& command);
void read(ObjectReader& params, app::SignInFinish& command);
void read(ObjectReader& params, app::Unlock& command);
void read(ObjectReader& params, app::SignOut& command);
void read(ObjectReader& params, app::AskSession& command);
void read(ObjectReader& params, app::EnrolStart& command);
void read(ObjectReader& params, app::EnrolFinish& command);

void read(ObjectReader& params, app::Hello& command);
void read(ObjectReader& params, app::Touch& command);
void read(ObjectReader& params, app::ListPeople& command);
void read(ObjectReader& params, app::OpenCase& command);
void read(ObjectReader& params, app::ListCases& command);
void read(ObjectReader& params, app::IssuePseudonym& command);
void read(ObjectReader& params, app::CreateRoom& command);
void read(ObjectReader& params, app::ListRooms& command);
void read(ObjectReader& params, app::ReadLog& command);
void read(ObjectReader& params, app::AppendEntry& command);
void read(ObjectReader& params, app::PickUp& command);
void read(ObjectReader& params, app::InviteToRoom& command);
void read(ObjectReader& params, app::ListInvitations& command);
void read(ObjectReader& params, app::AnswerInvitation& command);
void read(ObjectReader& params, app::ListInvited& command);
void read(ObjectReader& params, app::DeclareRelation& command);
void read(ObjectReader& params, app::AppendItem& command);
void read(ObjectReader& params, app::RemoveItems& command);
void read(ObjectReader& params, app::PageItems& command);
void read(ObjectReader& params, app::ItemsSince& command);
void read(ObjectReader& params, app::ListThreads& command);
void read(ObjectReader& params, app::MoveDelivered& command);
void read(ObjectReader& params, app::MoveRead& command);
void read(ObjectReader& params, app::ListCursors& command);
void read(ObjectReader& params, app::ListAccounts& command);
void read(ObjectReader& params, app::Invite& command);
void read(ObjectReader& params, app::Certify& command);
void read(ObjectReader& params, app::Block& command);
void read(ObjectReader& params, app::ListGuests& command);
void read(ObjectReader& params, app::InviteGuest& command);
void read(ObjectReader& params, app::EndGuest& command);
void read(ObjectReader& params, app::PutVault& command);

// The `lang` that HTTP bodies and session.hello carry.
[[nodiscard]] app::Lang read_lang(ObjectReader& params);

}  // namespace beraad::wire
