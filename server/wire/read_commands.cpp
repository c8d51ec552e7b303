// SPDX-License-Identifier: EUPL-1.2
// One straight list of fields a method, in the order of protocol.md, sections 9 and 10.
#include "server/wire/read_commands.hpp"

#include "server/wire/read_shapes.hpp"

namespace beraad::wire {
namespace {

constexpr std::size_t kMaxCodeBytes = 64;  // one-time codes, with whatever a person types between

app::VerifyKey read_verify_key(ObjectReader& params) {
  return {params.bytes32("sign")};
}
app::SealKey read_seal_key(ObjectReader& params) {
  return {params.bytes32("seal")};
}

std::uint64_t read_limit(ObjectReader& params) {
  auto const limit = params.integer("limit", app::kMaxPage);
  if (limit == 0) params.refuse("limit");
  return limit;
}

}  // namespace

app::Lang read_lang(ObjectReader& params) {
  auto const lang = params.text("lang", 2);
  if (lang != "nl" && lang != "en") params.refuse("lang");
  return lang == "en" ? app::Lang::kEn : app::Lang::kNl;
}

void read(ObjectReader& params, app::SignInStart& command) {
  command.login = params.text("login", app::kMaxLoginBytes);
  command.slot = read_slot_kind(params, "slot");
}

void read(ObjectReader& params, app::SignInFinish& command) {
  command.login = params.text("login", app::kMaxLoginBytes);
  command.slot = read_slot_kind(params, "slot");
  command.auth = read_secret(params, "auth");
  command.code = params.text("code", kMaxCodeBytes);
}

void read(ObjectReader& params, app::Unlock& command) {
  command.auth = read_secret(params, "auth");
}
void read(ObjectReader&, app::SignOut&) {}
void read(ObjectReader&, app::AskSession&) {}
void read(ObjectReader& params, app::EnrolStart& command) {
  command.code = params.text("code", kMaxCodeBytes);
}

void read(ObjectReader& params, app::EnrolFinish& command) {
  command.code = params.text("code", kMaxCodeBytes);
  command.totp = params.text("totp", kMaxCodeBytes);
  command.sign = read_verify_key(params);
  command.seal = read_seal_key(params);
  command.blob = params.b64u("blob", app::kMaxVaultBytes);
  command.slots = read_new_slots(params, "slots");
}

void read(ObjectReader&, app::Hello&) {}
void read(ObjectReader&, app::Touch&) {}

void read(ObjectReader& params, app::ListPeople& command) {
  command.kind = read_word<app::RoomKind>(params, "kind");
  command.of_case = params.id_or_empty<CaseId>("case");
}

void read(ObjectReader& params, app::OpenCase& command) {
  command.id = params.id<CaseId>("case");
  command.age_band = read_word<app::AgeBand>(params, "age_band");
  command.lead = params.id<LeafId>("lead");
  command.continues = params.id_or_empty<CaseId>("continues");
  command.room = params.take(new_room_of_json(params.object("room")), "room");
}

void read(ObjectReader&, app::ListCases&) {}

void read(ObjectReader& params, app::IssuePseudonym& command) {
  command.of_case = params.id<CaseId>("case");
  command.room = params.id<RoomId>("room");
  command.leaf = params.id<LeafId>("leaf");
  command.sign = read_verify_key(params);
  command.seal = read_seal_key(params);
  command.show_school = params.boolean("show_school");
}

void read(ObjectReader& params, app::CreateRoom& command) {
  command.of_case = params.id<CaseId>("case");
  command.room = params.take(new_room_of_json(params.object("room")), "room");
}

void read(ObjectReader&, app::ListRooms&) {}

void read(ObjectReader& params, app::ReadLog& command) {
  command.room = params.id<RoomId>("room");
  command.from = params.integer("from");
}

void read(ObjectReader& params, app::AppendEntry& command) {
  command.room = params.id<RoomId>("room");
  command.entry = params.take(new_entry_of_json(params.object("entry")), "entry");
}

void read(ObjectReader& params, app::PickUp& command) {
  command.room = params.id<RoomId>("room");
}

void read(ObjectReader& params, app::InviteToRoom& command) {
  command.room = params.id<RoomId>("room");
  command.account = params.id<AccountId>("account");
  command.enc = params.fixed<32>("enc");
  command.ct = params.b64u("ct", app::kMaxInvitationBytes);
  command.until = params.time("until");
  command.stands_in_for = params.id_or_empty<LeafId>("for");
}

void read(ObjectReader&, app::ListInvitations&) {}

void read(ObjectReader& params, app::AnswerInvitation& command) {
  command.room = params.id<RoomId>("room");
  command.declaration = params.take(crypto::signed_of_json(params.object("declaration")), "declaration");
}

void read(ObjectReader& params, app::ListInvited& command) {
  command.room = params.id<RoomId>("room");
}

void read(ObjectReader& params, app::DeclareRelation& command) {
  command.room = params.id<RoomId>("room");
  command.declaration = params.take(crypto::signed_of_json(params.object("declaration")), "declaration");
}

void read(ObjectReader& params, app::AppendItem& command) {
  command.room = params.id<RoomId>("room");
  command.item = params.take(item_of_json(params.object("item")), "item");
}

void read(ObjectReader& params, app::RemoveItems& command) {
  command.room = params.id<RoomId>("room");
  for (auto const& each : params.array("items", app::kMostRemoved)) {
    auto const* const text = each.get_ptr<std::string const*>();
    auto const id = text == nullptr ? Result<ItemId>(fail(Errc::kMalformed, "items")) : id_of_text<ItemId>(*text);
    command.items.push_back(params.take(id, "items"));
  }
  if (command.items.empty()) params.refuse("items");
}

void read(ObjectReader& params, app::PageItems& command) {
  command.room = params.id<RoomId>("room");
  command.before = params.integer("before");
  command.limit = read_limit(params);
}

void read(ObjectReader& params, app::ItemsSince& command) {
  command.room = params.id<RoomId>("room");
  command.after = params.integer("after");
  command.limit = read_limit(params);
}

void read(ObjectReader& params, app::ListThreads& command) {
  command.room = params.id<RoomId>("room");
  command.after = params.integer("after");
  command.limit = read_limit(params);
}

void read(ObjectReader& params, app::MoveDelivered& command) {
  command.room = params.id<RoomId>("room");
  command.seq = params.integer("seq");
}

void read(ObjectReader& params, app::MoveRead& command) {
  command.room = params.id<RoomId>("room");
  command.thread = params.id<ThreadId>("thread");
  command.seq = params.integer("seq");
  if (command.thread.is_zero()) params.refuse("thread");
}

void read(ObjectReader& params, app::ListCursors& command) {
  command.room = params.id<RoomId>("room");
}
void read(ObjectReader&, app::ListAccounts&) {}

void read(ObjectReader& params, app::Invite& command) {
  command.login = params.text("login", app::kMaxLoginBytes);
  command.name = params.text("name", app::kMaxNameBytes);
  command.functie = params.word("functie");
}

void read(ObjectReader& params, app::Certify& command) {
  command.account = params.id<AccountId>("account");
  command.cert = params.take(crypto::signed_of_json(params.object("cert")), "cert");
}

void read(ObjectReader& params, app::Block& command) {
  command.account = params.id<AccountId>("account");
}

void read(ObjectReader& params, app::ListGuests& command) {
  command.of_case = params.id<CaseId>("case");
}

void read(ObjectReader& params, app::InviteGuest& command) {
  command.of_case = params.id<CaseId>("case");
  auto const klass = crypto::guest_class_of(params.word("class"));
  if (!klass) params.refuse("class");
  command.klass = klass.value_or(app::GuestClass::kOuder);
  command.account = params.id_or_empty<AccountId>("account");
}

void read(ObjectReader& params, app::EndGuest& command) {
  command.of_case = params.id<CaseId>("case");
  command.account = params.id<AccountId>("account");
}

void read(ObjectReader& params, app::PutVault& command) {
  command.version = params.integer("version");
  command.blob = params.b64u("blob", app::kMaxVaultBytes);
  command.slots = read_new_slots(params, "slots");
}

}  // namespace beraad::wire
