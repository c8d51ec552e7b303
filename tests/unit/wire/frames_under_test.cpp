// SPDX-License-Identifier: EUPL-1.2
// The shapes nest: a new room holds an entry holds a signed object, so that a fault deep inside is found as one at the top is.
#include "frames_under_test.hpp"

#include "crypto/ids.hpp"

namespace beraad::wire::testing {
namespace {

using crypto::Json;

std::string b64u(std::size_t size) {
  return to_b64u(crypto::Bytes(size, 7));
}
std::string id() {
  return b64u(16);
}

Json signed_object() {
  return {{"b", b64u(40)}, {"s", b64u(64)}};
}
Json box() {
  return {{"leaf", id()}, {"enc", b64u(32)}, {"ct", b64u(48)}};
}
Json item() {
  return {{"h", b64u(300)}, {"k", b64u(32)}, {"c", b64u(272)}, {"s", b64u(64)}};
}
Json new_entry() {
  return {{"entry", signed_object()}, {"certs", Json::array({signed_object()})}, {"boxes", Json::array({box()})}, {"share", b64u(32)}};
}
Json new_room(std::string const& kind) {
  return {{"room", id()}, {"kind", kind}, {"entry", new_entry()}, {"items", Json::array({item()})}};
}
Json slot(std::string const& kind) {
  return {{"kind", kind}, {"salt", b64u(16)}, {"m_kib", 65536}, {"t", 3}, {"p", 1}, {"wrapped", b64u(60)}, {"auth", b64u(32)}};
}
Json slots() {
  return Json::array({slot("passphrase"), slot("recovery")});
}

}  // namespace

std::vector<GoodParams> good_params() {
  return {
      {"session.hello", {{"lang", "nl"}}},
      {"session.touch", Json::object()},
      {"people.list", {{"kind", "consult"}, {"case", ""}}},
      {"case.open", {{"case", id()}, {"age_band", "12-15"}, {"lead", id()}, {"room", new_room("schoolteam")}, {"continues", ""}}},
      {"case.list", Json::object()},
      {"room.pseudonym", {{"case", id()}, {"room", id()}, {"leaf", id()}, {"sign", b64u(32)}, {"seal", b64u(32)}, {"show_school", true}}},
      {"room.create", {{"case", id()}, {"room", new_room("consult")}}},
      {"room.list", Json::object()},
      {"room.log", {{"room", id()}, {"from", 0}}},
      {"room.append", {{"room", id()}, {"entry", new_entry()}}},
      {"room.pick_up", {{"room", id()}}},
      {"room.invite", {{"room", id()}, {"account", id()}, {"enc", b64u(32)}, {"ct", b64u(80)}, {"until", 0}, {"for", ""}}},
      {"invitation.list", Json::object()},
      {"invitation.answer", {{"room", id()}, {"declaration", signed_object()}}},
      {"invitation.of_room", {{"room", id()}}},
      {"relation.declare", {{"room", id()}, {"declaration", signed_object()}}},
      {"item.append", {{"room", id()}, {"item", item()}}},
      {"item.tombstone", {{"room", id()}, {"items", Json::array({id(), id()})}}},
      {"item.page", {{"room", id()}, {"before", 0}, {"limit", 100}}},
      {"item.since", {{"room", id()}, {"after", 4}, {"limit", 1}}},
      {"thread.list", {{"room", id()}, {"after", 0}, {"limit", 100}}},
      {"cursor.delivered", {{"room", id()}, {"seq", 4}}},
      {"cursor.read", {{"room", id()}, {"thread", id()}, {"seq", 4}}},
      {"cursor.list", {{"room", id()}}},
      {"account.list", Json::object()},
      {"account.invite", {{"login", "a.devries@school-eik"}, {"name", "A. de Vries"}, {"functie", "medewerker"}}},
      {"account.certify", {{"account", id()}, {"cert", signed_object()}}},
      {"account.block", {{"account", id()}}},
      {"guest.list", {{"case", id()}}},
      {"guest.invite", {{"case", id()}, {"class", "ouder"}, {"account", ""}}},
      {"guest.end", {{"case", id()}, {"account", id()}}},
      {"vault.put", {{"version", 2}, {"blob", b64u(200)}, {"slots", slots()}}},
  };
}

std::vector<GoodParams> good_bodies() {
  return {
      {"/api/sign-in/start", {{"lang", "nl"}, {"login", "a.devries@school-eik"}, {"slot", "passphrase"}}},
      {"/api/sign-in/finish",
       {{"lang", "nl"}, {"login", "a.devries@school-eik"}, {"slot", "passphrase"}, {"auth", b64u(32)}, {"code", "123456"}}},
      {"/api/unlock", {{"lang", "nl"}, {"auth", b64u(32)}}},
      {"/api/sign-out", {{"lang", "nl"}}},
      {"/api/session", {{"lang", "en"}}},
      {"/api/enrol/start", {{"lang", "nl"}, {"code", "ABCD-EFGH"}}},
      {"/api/enrol/finish",
       {{"lang", "nl"},
        {"code", "ABCD-EFGH"},
        {"totp", "123456"},
        {"sign", b64u(32)},
        {"seal", b64u(32)},
        {"blob", b64u(200)},
        {"slots", slots()}}},
  };
}

}  // namespace beraad::wire::testing
