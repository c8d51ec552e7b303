// SPDX-License-Identifier: EUPL-1.2
// Bytes are b64u, words are the rules' own, what does not apply is "", 0, [] or null.
#include "server/wire/write_answers.hpp"

namespace beraad::wire {
namespace {

using domain::word_of;

// A JSON array of what `each` makes of every element.
template <class List, class Each>
Json array_of(List const& list, Each each) {
  Json out = Json::array();
  for (auto const& element : list) out.push_back(each(element));
  return out;
}

Json parameters_json(app::SlotParameters const& slot) {
  return {{"salt", to_b64u(slot.salt)}, {"m_kib", slot.cost.m_kib}, {"t", slot.cost.t}, {"p", slot.cost.p}};
}

Json slot_json(app::Slot const& slot) {
  auto out = parameters_json(slot.parameters);
  out["kind"] = crypto::word_of(slot.parameters.kind);
  out["wrapped"] = to_b64u(slot.wrapped);
  return out;
}

Json or_null(std::optional<app::Signed> const& object) {
  return object ? crypto::json_of(*object) : Json(nullptr);
}

Json person_json(app::Person const& person) {
  return {{"account", text_of_id(person.account)}, {"name", person.name},         {"functie", person.functie},
          {"org", text_of_id(person.org)},         {"org_name", person.org_name}, {"cert", crypto::json_of(person.cert)}};
}

std::string_view word_of_state(app::AccountState state) {
  switch (state) {
    case app::AccountState::kInvited:
      return "invited";
    case app::AccountState::kPending:
      return "pending";
    case app::AccountState::kActive:
      return "active";
    case app::AccountState::kBlocked:
      return "blocked";
  }
  return "blocked";
}

template <class Key>
std::string key_or_empty(Key const& key) {
  return key.bytes == crypto::Array<32>{} ? std::string() : to_b64u(key.bytes);
}

Json account_json(app::ManagedAccount const& account) {
  return {{"account", text_of_id(account.account)},
          {"login", account.login},
          {"name", account.name},
          {"functie", account.functie},
          {"state", word_of_state(account.state)},
          {"sign", key_or_empty(account.sign)},
          {"seal", key_or_empty(account.seal)},
          {"cert", or_null(account.cert)},
          {"case", id_or_empty(account.of_case)}};
}

Json guest_json(app::Guest const& guest) {
  return {
      {"account", text_of_id(guest.account)}, {"login", guest.login},       {"name", guest.name}, {"class", crypto::word_of(guest.klass)},
      {"state", word_of_state(guest.state)},  {"cert", or_null(guest.cert)}};
}

Json entry_json(app::LogPage::Entry const& entry) {
  return {{"n", entry.n}, {"b", to_b64u(entry.entry.b)}, {"s", to_b64u(entry.entry.s)}, {"certs", array_of(entry.certs, crypto::json_of)}};
}

}  // namespace

Json item_json(app::StoredItem const& item) {
  return {{"seq", item.seq},      {"at", item.at},        {"h", to_b64u(item.h)},        {"k", to_b64u(item.k)},
          {"c", to_b64u(item.c)}, {"s", to_b64u(item.s)}, {"tombstone", item.tombstone}, {"removed_by", id_or_empty(item.removed_by)}};
}

Json summary_json(app::RoomSummary const& room) {
  return {{"room", text_of_id(room.room)},
          {"case", id_or_empty(room.of_case)},
          {"reference", room.reference},
          {"kind", word_of(room.kind)},
          {"phase", word_of(room.phase)},
          {"step", room.step},
          {"n", room.n},
          {"leaf", text_of_id(room.leaf)},
          {"own_ctr", room.own_ctr},
          {"owner", id_or_empty(room.owner)},
          {"created_at", room.created_at},
          {"last_seq", room.last_seq},
          {"head", to_b64u(room.head)},
          {"unread", array_of(room.unread,
                              [](app::Unread const& each) {
                                return Json{{"thread", text_of_id(each.thread)}, {"count", each.count}};
                              })},
          {"closed", room.closed},
          {"tombstones", room.tombstones}};
}

Json summary_json(app::CaseSummary const& of_case) {
  return {{"case", text_of_id(of_case.id)},
          {"reference", of_case.reference},
          {"school", text_of_id(of_case.school)},
          {"step", word_of(of_case.step)},
          {"phase", word_of(of_case.phase)},
          {"age_band", word_of(of_case.age_band)},
          {"lead", text_of_id(of_case.lead)},
          {"opened_by", text_of_id(of_case.opened_by)},
          {"opened_at", of_case.opened_at},
          {"rooms", array_of(of_case.rooms, text_of_id<RoomId>)},
          {"school_name", of_case.school_name},
          {"continues", id_or_empty(of_case.continues)},
          {"continued_by", id_or_empty(of_case.continued_by)},
          {"elsewhere", array_of(of_case.elsewhere, [](domain::RoomKind kind) { return domain::word_of(kind); })}};
}

Json invitation_json(app::Invitation const& invitation) {
  return {{"room", text_of_id(invitation.room)},
          {"case", text_of_id(invitation.of_case)},
          {"kind", word_of(invitation.kind)},
          {"reference", invitation.reference},
          {"school_name", invitation.school_name},
          {"by_name", invitation.by_name},
          {"by_org_name", invitation.by_org_name},
          {"at", invitation.at},
          {"enc", to_b64u(invitation.enc)},
          {"ct", to_b64u(invitation.ct)},
          {"until", invitation.until},
          {"for_name", invitation.for_name}};
}

Json write(app::Done const&) {
  return Json::object();
}
Json write(app::SlotParameters const& answer) {
  return parameters_json(answer);
}
Json write(app::SignedIn const& answer) {
  return write(answer.vault);
}

Json write(app::Vault const& answer) {
  return {{"account", text_of_id(answer.account)},
          {"login", answer.login},
          {"version", answer.version},
          {"blob", to_b64u(answer.blob)},
          {"slots", array_of(answer.slots, slot_json)}};
}

Json write(app::SessionState const& answer) {
  auto out = parameters_json(answer.passphrase);
  if (!answer.signed_in) out["salt"] = "";
  out["signed_in"] = answer.signed_in;
  out["login"] = answer.login;
  return out;
}

Json write(app::Enrolment const& answer) {
  return {
      {"login", answer.login},       {"name", answer.name},       {"account", text_of_id(answer.account)}, {"org", text_of_id(answer.org)},
      {"org_name", answer.org_name}, {"functie", answer.functie}, {"totp_secret", answer.totp_secret},     {"otpauth", answer.otpauth}};
}

Json write(app::Enrolled const& answer) {
  return {{"account", text_of_id(answer.account)}};
}
Json write(app::VaultPut const& answer) {
  return {{"version", answer.version}};
}

Json write(app::Welcome const& answer) {
  return {{"account", text_of_id(answer.account)},
          {"login", answer.login},
          {"name", answer.name},
          {"org", text_of_id(answer.org)},
          {"functie", answer.functie},
          {"server_time", answer.server_time},
          {"policy", to_b64u(answer.policy)},
          {"root", crypto::json_of(answer.root)},
          {"orgs", array_of(answer.orgs, crypto::json_of)},
          {"status", crypto::json_of(answer.status)},
          {"cert", or_null(answer.cert)}};
}

Json write(app::People const& answer) {
  return {{"people", array_of(answer.people, person_json)}};
}
Json write(app::CaseOpened const& answer) {
  return {{"case", summary_json(answer.of_case)}, {"room", summary_json(answer.room)}};
}
Json write(app::Cases const& answer) {
  return {{"cases", array_of(answer.cases, [](app::CaseSummary const& each) { return summary_json(each); })}};
}
Json write(app::PseudonymIssued const& answer) {
  return {{"cert", crypto::json_of(answer.cert)}};
}
Json write(app::RoomSummary const& answer) {
  return {{"room", summary_json(answer)}};
}
Json write(app::Rooms const& answer) {
  return {{"rooms", array_of(answer.rooms, [](app::RoomSummary const& each) { return summary_json(each); })}};
}

Json write(app::LogPage const& answer) {
  auto const box = [](app::LogPage::OwnBox const& each) {
    return Json{{"n", each.n}, {"enc", to_b64u(each.enc)}, {"ct", to_b64u(each.ct)}};
  };
  auto const share = [](app::LogPage::Share const& each) { return Json{{"n", each.n}, {"share", to_b64u(each.share.view())}}; };
  return {{"entries", array_of(answer.entries, entry_json)},
          {"boxes", array_of(answer.boxes, box)},
          {"shares", array_of(answer.shares, share)},
          {"more", answer.more}};
}

Json write(app::EntryAppended const& answer) {
  return {{"n", answer.n}};
}
Json write(app::ItemAppended const& answer) {
  return {{"seq", answer.seq}, {"at", answer.at}, {"head", to_b64u(answer.head)}};
}

Json write(app::RemovedItems const& answer) {
  return {{"items", array_of(answer.items, item_json)}};
}
Json write(app::ItemPage const& answer) {
  return {{"items", array_of(answer.items, item_json)}, {"prev_head", to_b64u(answer.prev_head)}, {"last_seq", answer.last_seq}};
}

Json write(app::Threads const& answer) {
  auto const thread = [](app::ThreadStart const& each) { return Json{{"first", item_json(each.first)}, {"last_at", each.last_at}}; };
  return {{"threads", array_of(answer.threads, thread)}, {"more", answer.more}};
}

Json write(app::Cursors const& answer) {
  auto const cursor = [](app::Cursor const& each) {
    return Json{{"leaf", text_of_id(each.leaf)}, {"thread", id_or_empty(each.thread)}, {"seq", each.seq}};
  };
  return {{"cursors", array_of(answer.cursors, cursor)}};
}

Json write(app::Invitations const& answer) {
  return {{"invitations", array_of(answer.invitations, invitation_json)}};
}

Json write(app::InvitedPeople const& answer) {
  auto const invited = [](app::InvitedPerson const& each) {
    auto out = person_json(each.person);
    out["at"] = each.at;
    out["declaration"] = or_null(each.declaration);
    out["read_to"] = each.read_to;
    out["until"] = each.until;
    out["for"] = id_or_empty(each.stands_in_for);
    return out;
  };
  return {{"invited", array_of(answer.invited, invited)}};
}

Json write(app::Accounts const& answer) {
  return {{"accounts", array_of(answer.accounts, account_json)}};
}
Json write(app::Invited const& answer) {
  return {{"account", text_of_id(answer.account)}, {"code", answer.code}, {"expires_at", answer.expires_at}};
}

Json write(app::Guests const& answer) {
  return {{"guests", array_of(answer.guests, guest_json)}};
}
Json write(app::GuestInvited const& answer) {
  return {{"guest", guest_json(answer.guest)}, {"code", answer.code}, {"expires_at", answer.expires_at}};
}

}  // namespace beraad::wire
