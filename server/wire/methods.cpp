// SPDX-License-Identifier: EUPL-1.2
// One row a method of protocol.md, section 10, in its order.
#include "server/wire/methods.hpp"

#include <algorithm>
#include <array>

#include "server/wire/read_commands.hpp"
#include "server/wire/write_answers.hpp"

namespace beraad::wire {
namespace {

template <class Command>
bool run(app::Service& service, app::Caller const& caller, Json const& params, std::optional<app::Lang>& lang, AnswerJson answer) {
  ObjectReader reader(params);
  Command command;
  std::optional<app::Lang> chosen;
  if constexpr (std::is_same_v<Command, app::Hello>) chosen = read_lang(reader);
  read(reader, command);
  if (!reader.finish()) return false;
  if (chosen) lang = chosen;
  service.call(caller, std::move(command), [answer = std::move(answer)](app::Outcome<typename Command::Answer> outcome) {
    answer(outcome ? app::Outcome<Json>(write(*outcome)) : app::Outcome<Json>(outcome.error()));
  });
  return true;
}

constexpr std::array kMethods{
    Method{"session.hello", run<app::Hello>},
    Method{"session.touch", run<app::Touch>},
    Method{"people.list", run<app::ListPeople>},
    Method{"case.open", run<app::OpenCase>},
    Method{"case.list", run<app::ListCases>},
    Method{"room.pseudonym", run<app::IssuePseudonym>},
    Method{"room.create", run<app::CreateRoom>},
    Method{"room.list", run<app::ListRooms>},
    Method{"room.log", run<app::ReadLog>},
    Method{"room.append", run<app::AppendEntry>},
    Method{"room.pick_up", run<app::PickUp>},
    Method{"room.invite", run<app::InviteToRoom>},
    Method{"invitation.list", run<app::ListInvitations>},
    Method{"invitation.answer", run<app::AnswerInvitation>},
    Method{"invitation.of_room", run<app::ListInvited>},
    Method{"relation.declare", run<app::DeclareRelation>},
    Method{"item.append", run<app::AppendItem>},
    Method{"item.tombstone", run<app::RemoveItems>},
    Method{"item.page", run<app::PageItems>},
    Method{"item.since", run<app::ItemsSince>},
    Method{"thread.list", run<app::ListThreads>},
    Method{"cursor.delivered", run<app::MoveDelivered>},
    Method{"cursor.read", run<app::MoveRead>},
    Method{"cursor.list", run<app::ListCursors>},
    Method{"account.list", run<app::ListAccounts>},
    Method{"account.invite", run<app::Invite>},
    Method{"account.certify", run<app::Certify>},
    Method{"account.block", run<app::Block>},
    Method{"guest.list", run<app::ListGuests>},
    Method{"guest.invite", run<app::InviteGuest>},
    Method{"guest.end", run<app::EndGuest>},
    Method{"vault.put", run<app::PutVault>},
};

}  // namespace

std::span<Method const> methods() {
  return kMethods;
}

Method const* find_method(std::string_view name) {
  auto const found = std::find_if(kMethods.begin(), kMethods.end(), [name](Method const& each) { return each.name == name; });
  return found == kMethods.end() ? nullptr : &*found;
}

}  // namespace beraad::wire
