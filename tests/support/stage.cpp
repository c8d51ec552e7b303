// SPDX-License-Identifier: EUPL-1.2
// Everything through the public protocol: nobody is put into the store behind the server's back.
#include "tests/support/stage.hpp"

#include <algorithm>
#include <stdexcept>

#include "crypto/pseudonym.hpp"
#include "crypto/random.hpp"

namespace beraad::test {
namespace {

template <class T>
T must(Result<T> result, std::string_view doing) {
  if (!result) throw std::runtime_error(std::string(doing) + ": " + std::string(result.error().where));
  return std::move(*result);
}

TestRegion invented_region() {
  TestRegion region;
  region.add("noord", "gemeente");
  region.add("zuid", "gemeente");
  region.add("eik", "school", "noord");
  region.add("beuk", "school", "noord");
  region.add("korps", "politie");
  return region;
}

}  // namespace

Json pupils_card() {
  return {{"given_name", "Wessel"},
          {"family_name", "Zandbergen"},
          {"birth_date", "2010-02-03"},
          {"contact", "moeder, telefoon op school bekend"},
          {"aliases", {"Wes"}}};
}

Json first_signal() {
  return {{"behaviour", "trekt zich terug uit de klas"},
          {"context", "sinds de herfstvakantie"},
          {"source", "eigen waarneming"},
          {"kind", "zorg"}};
}

Json NewRoomDraft::json(std::string const& kind) const {
  Json list = Json::array();
  for (auto const& each : items) list.push_back(item_json(each));
  return {{"room", text_of_id(room)}, {"kind", kind}, {"entry", entry.json()}, {"items", std::move(list)}};
}

Stage::Stage(ServerChoice choice) : region_(invented_region()), server_(region_, choice), trust_(region_.trust()) {
  for (auto const* word : {"noord", "zuid", "eik", "beuk", "korps"}) open_organisation(word);
  bring("mentor", "eik", "medewerker");
  bring("zoco", "eik", "zorgcoordinator");
  bring("beuk", "beuk", "medewerker");
  bring("gert", "noord", "aandachtsfunctionaris");
  bring("gerda", "noord", "aandachtsfunctionaris");
  bring("wanda", "noord", "weegtafel");
  bring("gemma", "zuid", "aandachtsfunctionaris");
  bring("weger", "korps", "weegtafel");
  bring("agent", "korps", "wijkagent");
  bring("other agent", "korps", "wijkagent");
}

void Stage::open_organisation(std::string const& word) {
  auto& organisation = region_.organisation(word);
  Actor beheerder{Person::enrol(server_.port(), organisation.invitation, &organisation.key), {}, nullptr};
  beheerder.person.sign_in(server_.port());
  beheerder.line = beheerder.person.connect(server_.port());
  beheerder.cert = certify(*beheerder.line, organisation, beheerder.person);
  actors_.emplace("beheer " + word, std::move(beheerder));
}

Actor& Stage::bring(std::string const& name, std::string const& organisation, std::string const& functie) {
  auto& beheer = line("beheer " + organisation);
  auto login = name + "@" + organisation;
  std::replace(login.begin(), login.end(), ' ', '.');
  Actor actor{invite_and_enrol(server_.port(), beheer, login, functie), {}, nullptr};
  actor.cert = certify(beheer, region_.organisation(organisation), actor.person);
  return take_in(name, std::move(actor));
}

Actor& Stage::take_in(std::string const& name, Actor actor) {
  actor.person.sign_in(server_.port());
  actor.line = actor.person.connect(server_.port());
  auto const hello = actor.line->must("session.hello", {{"lang", "nl"}});
  auto const status = must(crypto::signed_of_json(hello.at("status")), "status");
  if (auto const held = trust_.set_status(status, now_ms()); !held) throw std::runtime_error("status");
  return actors_.emplace(name, std::move(actor)).first->second;
}

Actor& Stage::invite_colleague(std::string const& name) {
  return bring(name, "eik", "medewerker");
}

Actor& Stage::invite_parent(std::string const& name, CaseId const& of_case) {
  auto const invited = line("mentor").must("guest.invite", {{"case", text_of_id(of_case)}, {"class", "ouder"}, {"account", ""}});
  Actor actor{Person::enrol(server_.port(), invited.at("code").get<std::string>()), {}, nullptr};
  actor.cert = certify(line("beheer eik"), region_.organisation("eik"), actor.person, of_case);
  return take_in(name, std::move(actor));
}

void Stage::reconnect() {
  for (auto& [name, actor] : actors_) {
    actor.line = actor.person.connect(server_.port());
    actor.line->must("session.hello", {{"lang", "nl"}});
  }
}

NewRoomDraft Stage::draft_room(std::string const& kind, crypto::BasisEvent event, CaseId const& named, std::uint64_t step,
                               RoomId const& room, OwnLeaf own, std::vector<crypto::Signed> const& others, crypto::Phase phase) {
  EntryDraft draft;
  draft.phase = phase;
  draft.room = room;
  draft.case_id = named;
  draft.kind = kind;
  draft.step = step;
  draft.event = event;
  draft.changes.push_back(add(own.cert));
  for (auto const& each : others) draft.changes.push_back(add(each));
  auto entry = write_entry(draft, own, nullptr, nullptr);
  return {room, std::move(own), std::move(entry), {}};
}

OpenedCase Stage::open_case(std::string const& opener, std::vector<std::string> const& colleagues) {
  auto& actor = actors_.at(opener);
  auto const of_case = crypto::random_id<CaseId>();
  std::vector<crypto::Signed> others;
  for (auto const& name : colleagues) others.push_back(actors_.at(name).cert);
  auto draft = draft_room("schoolteam", crypto::BasisEvent::kCaseOpened, of_case, 1, crypto::random_id<RoomId>(), actor.own(), others);

  auto const root = crypto::epoch_root(draft.entry.share.view(), draft.entry.secrets.es);
  auto const thread = crypto::random_id<ThreadId>();
  crypto::Hash head{};
  std::uint64_t seq = 0;
  for (auto const& [type, payload] : {std::pair<std::string, Json>{"signal", first_signal()}, {"identity", pupils_card()}}) {
    ItemDraft const item{draft.room, 0, thread, type, seq + 1, seq, head};
    draft.items.push_back(write_item(header_of(item, draft.own.leaf), root, draft.own.sign, payload));
    head = crypto::next_head(head, draft.items.back());
    ++seq;
  }
  actor.line->must("case.open", {{"case", text_of_id(of_case)},
                                 {"age_band", "12-15"},
                                 {"lead", text_of_id(actor.person.account)},
                                 {"room", draft.json("schoolteam")},
                                 {"continues", ""}});
  return {of_case, copy_of(draft.room, opener)};
}

OwnLeaf Stage::pseudonym(std::string const& name, CaseId const& of_case, RoomId const& room, bool show_school) {
  auto& actor = actors_.at(name);
  auto keys = crypto::pseudonym_keys(actor.person.vault().pseudonym, room);
  auto const issued = actor.line->must("room.pseudonym", {{"case", text_of_id(of_case)},
                                                          {"room", text_of_id(room)},
                                                          {"leaf", text_of_id(keys.leaf)},
                                                          {"sign", to_b64u(keys.sign.verify_key().bytes)},
                                                          {"seal", to_b64u(keys.seal.seal_key().bytes)},
                                                          {"show_school", show_school}});
  return {keys.leaf, must(crypto::signed_of_json(issued.at("cert")), "cert"), std::move(keys.sign), std::move(keys.seal)};
}

std::unique_ptr<Room> Stage::open_beside(std::string const& opener, Beside const& beside, std::vector<std::string> const& partners) {
  auto const room = crypto::random_id<RoomId>();
  auto own = beside.as_pseudonym ? pseudonym(opener, beside.of_case, room) : actors_.at(opener).own();
  std::vector<crypto::Signed> others;
  for (auto const& name : partners) others.push_back(actors_.at(name).cert);
  auto draft = draft_room(beside.kind, beside.event, {}, beside.step, room, std::move(own), others);
  auto& its_line = line(opener);
  its_line.must("room.create", {{"case", text_of_id(beside.of_case)}, {"room", draft.json(beside.kind)}});
  auto copy = std::make_unique<Room>(room, std::move(draft.own), trust_);
  copy->sync(its_line);
  return copy;
}

std::unique_ptr<Room> Stage::open_consult(std::string const& opener, CaseId const& of_case, std::uint64_t step, bool as_pseudonym,
                                          std::vector<std::string> const& partners) {
  return open_beside(opener, {"consult", crypto::BasisEvent::kConsultOpened, of_case, step, as_pseudonym}, partners);
}

std::unique_ptr<Room> Stage::open_report(std::string const& opener, CaseId const& of_case, std::uint64_t step, bool as_pseudonym,
                                         std::vector<std::string> const& partners) {
  return open_beside(opener, {"melding", crypto::BasisEvent::kReportOpened, of_case, step, as_pseudonym}, partners);
}

std::unique_ptr<Room> Stage::copy_of(RoomId const& room, std::string const& name) {
  auto copy = std::make_unique<Room>(room, actors_.at(name).own(), trust_);
  copy->sync(line(name));
  // What it wrote in an earlier stay, or before what it may read, it goes on from.
  auto const listed = line(name).must("room.list", Json::object());
  for (auto const& each : listed.at("rooms"))
    if (each.at("room") == text_of_id(room)) copy->go_on_after(each.at("own_ctr").get<std::uint64_t>());
  return copy;
}

}  // namespace beraad::test
