// SPDX-License-Identifier: EUPL-1.2
// The params of every method and the body of every path: whoever takes them wants exactly these fields, and keeps signed bytes as they
// came.
#include "server/wire/read_commands.hpp"

#include "server/wire/read_shapes.hpp"
#include "tests/fuzz/object.hpp"

namespace {

using namespace beraad;
using crypto::Json;

Json json_of(app::Item const& item) {
  return {{"h", to_b64u(item.h)}, {"k", to_b64u(item.k)}, {"c", to_b64u(item.c)}, {"s", to_b64u(item.s)}};
}

void must_keep_its_bytes(Json const& params, app::AppendItem const& command) {
  fuzz::must(json_of(command.item) == params["item"], "an item is kept as it came");
}
void must_keep_its_bytes(Json const& params, app::AppendEntry const& command) {
  fuzz::must(crypto::json_of(command.entry.entry) == params["entry"]["entry"], "an entry is kept as it came");
  fuzz::must(command.entry.certs.size() == params["entry"]["certs"].size(), "no certificate is lost");
  fuzz::must(command.entry.boxes.size() == params["entry"]["boxes"].size(), "no box is lost");
}
void must_keep_its_bytes(Json const& params, app::CreateRoom const& command) {
  auto const& items = params["room"]["items"];
  fuzz::must(command.room.items.size() == items.size(), "no item is lost");
  for (std::size_t i = 0; i < items.size(); ++i) fuzz::must(json_of(command.room.items[i]) == items[i], "an item is kept as it came");
}
void must_keep_its_bytes(Json const& params, app::Certify const& command) {
  fuzz::must(crypto::json_of(command.cert) == params["cert"], "a certificate is kept as it came");
}
void must_keep_its_bytes(Json const& params, app::PutVault const& command) {
  fuzz::must(to_b64u(command.blob) == params["blob"] && command.slots.size() == params["slots"].size(), "a vault is kept as it came");
}
template <class Command>
void must_keep_its_bytes(Json const&, Command const&) {}

template <class Command>
bool read_whole(Json const& params, Command& command, bool with_lang) {
  crypto::ObjectReader reader(params);
  if (with_lang) static_cast<void>(wire::read_lang(reader));
  wire::read(reader, command);
  return reader.finish().has_value();
}

template <class Command>
void offer(Json const& params, bool with_lang) {
  Command command;
  if (!read_whole(params, command, with_lang)) return;
  ++fuzz::accepted;
  must_keep_its_bytes(params, command);
  fuzz::must_want_exactly_its_fields(params, [with_lang](std::string_view text) {
    Command other;
    return read_whole(crypto::decode_json(text).value(), other, with_lang);
  });
}

template <class... Command>
void offer_each(Json const& params, bool with_lang) {
  (offer<Command>(params, with_lang), ...);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const params = crypto::decode_json(crypto::text_of({data, size}));
  if (!params || !params->is_object()) return 0;
  offer_each<app::SignInStart, app::SignInFinish, app::Unlock, app::SignOut, app::AskSession, app::EnrolStart, app::EnrolFinish,
             app::Hello>(*params, true);
  offer_each<app::Touch, app::ListPeople, app::OpenCase, app::ListCases, app::IssuePseudonym, app::CreateRoom, app::ListRooms, app::ReadLog,
             app::AppendEntry, app::PickUp, app::AppendItem, app::PageItems, app::ItemsSince, app::ListThreads, app::MoveDelivered,
             app::MoveRead, app::ListCursors, app::ListAccounts, app::Invite, app::Certify, app::Block, app::PutVault>(*params, false);
  return 0;
}
