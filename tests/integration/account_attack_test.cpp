// SPDX-License-Identifier: EUPL-1.2
// Another school, another gemeente, a colleague with another functie, a parent and a beheerder: none of them can tell a room, case or item
// that is not theirs from one that does not exist.
#include "tests/integration/stage_test.hpp"

#include <regex>

#include "crypto/random.hpp"

namespace beraad::test {
namespace {

// Every call that names a room or a case, with ids to fill in.
std::vector<std::pair<std::string, Json>> calls_on(Stage& s, std::string const& actor, RoomId const& room, CaseId const& of_case) {
  auto const room_text = id_text(room);
  auto const thread = id_text(crypto::random_id<ThreadId>());
  auto own = s[actor].own();
  auto const keys = crypto::random_secret<32>();
  ItemDraft item;
  item.room = room;
  auto const sealed = write_item(header_of(item, own.leaf), keys, own.sign, text_payload("ik ben er niet bij"));
  EntryDraft entry;
  entry.room = room;
  entry.kind = "consult";
  entry.event = crypto::BasisEvent::kMemberAdded;
  entry.changes = {add(own.cert)};
  crypto::RoomState before;
  before.room = room;
  auto const init = crypto::random_secret<32>();
  auto const joined = write_entry(entry, own, &before, &init);
  auto const consult = s.draft_room("consult", crypto::BasisEvent::kConsultOpened, {}, 1, crypto::random_id<RoomId>(), own.clone(), {});
  return {
      {"room.log", {{"room", room_text}, {"from", 0}}},
      {"room.append", {{"room", room_text}, {"entry", joined.json()}}},
      {"room.pick_up", {{"room", room_text}}},
      {"item.append", {{"room", room_text}, {"item", item_json(sealed)}}},
      {"item.page", {{"room", room_text}, {"before", 0}, {"limit", 10}}},
      {"item.since", {{"room", room_text}, {"after", 0}, {"limit", 10}}},
      {"cursor.delivered", {{"room", room_text}, {"seq", 1}}},
      {"cursor.read", {{"room", room_text}, {"thread", thread}, {"seq", 1}}},
      {"cursor.list", {{"room", room_text}}},
      {"room.pseudonym",
       {{"case", id_text(of_case)},
        {"room", room_text},
        {"leaf", id_text(own.leaf)},
        {"sign", to_b64u(own.sign.verify_key().bytes)},
        {"seal", to_b64u(own.seal.seal_key().bytes)},
        {"show_school", false}}},
      {"room.create", {{"case", id_text(of_case)}, {"room", consult.json("consult")}}},
      {"people.list", {{"kind", "consult"}, {"case", id_text(of_case)}}},
  };
}

// The frame without its id.
std::string without_id(std::string const& frame) {
  return std::regex_replace(frame, std::regex("\"id\":[0-9]+"), "\"id\":_");
}

class Outsider : public testing::TestWithParam<std::string> {};

TEST_P(Outsider, cannot_tell_a_forbidden_room_or_case_from_one_that_does_not_exist) {
  auto& s = stage();
  static auto const opened = s.open_case("mentor");
  static auto const consult = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  static bool const parent_is_here = (s.invite_parent("parent", opened.id), true);
  ASSERT_TRUE(parent_is_here);
  auto const& actor = GetParam();
  for (auto const& room : {consult->id(), opened.schoolteam->id()}) {
    auto const forbidden = calls_on(s, actor, room, opened.id);
    auto const absent = calls_on(s, actor, crypto::random_id<RoomId>(), crypto::random_id<CaseId>());
    ASSERT_EQ(forbidden.size(), 12U);
    for (std::size_t i = 0; i < forbidden.size(); ++i) {
      auto const no = s.line(actor).call(forbidden[i].first, forbidden[i].second);
      auto const nothing = s.line(actor).call(absent[i].first, absent[i].second);
      EXPECT_FALSE(no.ok()) << forbidden[i].first;
      EXPECT_EQ(without_id(no.raw), without_id(nothing.raw)) << forbidden[i].first;
    }
  }
}

TEST_P(Outsider, is_told_of_nothing_and_lists_nothing) {
  auto& s = stage();
  auto const& actor = GetParam();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  consult->say(s.line("mentor"), crypto::random_id<ThreadId>(), "niet voor u");
  auto const ids = {id_text(opened.id), id_text(opened.schoolteam->id()), id_text(consult->id())};
  auto const rooms = s.line(actor).must("room.list", Json::object()).dump();
  auto const cases = s.line(actor).must("case.list", Json::object()).dump();
  for (auto const& each : ids) {
    EXPECT_EQ(rooms.find(each), std::string::npos);
    EXPECT_EQ(cases.find(each), std::string::npos);
  }
  for (auto const* news : {"room.new", "item.new", "case.changed", "room.entry", "cursor.moved"})
    EXPECT_FALSE(s.line(actor).has_news(news)) << news;
}

INSTANTIATE_TEST_SUITE_P(account, Outsider, testing::Values("beuk", "gemma", "wanda", "parent", "beheer eik", "beheer noord"),
                         [](auto const& each) { return std::regex_replace(each.param, std::regex(" "), "_"); });

TEST(account, gemeente_in_the_consult_knows_neither_the_case_nor_the_schoolteam) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  auto const log = s.line("gert").must("room.log", {{"room", id_text(consult->id())}, {"from", 0}});
  auto const entry = from_b64u(log.at("entries")[0].at("b").get<std::string>());
  ASSERT_TRUE(entry);
  EXPECT_EQ(Json::parse(entry->begin(), entry->end()).at("case"), "AAAAAAAAAAAAAAAAAAAAAA");
  EXPECT_EQ(s.line("gert").must("case.list", Json::object()).at("cases").size(), 0U);
  EXPECT_EQ(s.line("gert").call("room.log", {{"room", id_text(opened.schoolteam->id())}, {"from", 0}}).reason, "not_found");
}

TEST(account, gemeente_holds_no_key_that_opens_the_identity_card) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  auto const at_gert = s.copy_of(consult->id(), "gert");
  // Even with the sealed card and the server's share in hand, from a colleague at the school, no key of the gemeente opens it.
  auto const page = s.line("mentor").must("item.since", {{"room", id_text(opened.schoolteam->id())}, {"after", 0}, {"limit", 10}});
  auto const log = s.line("mentor").must("room.log", {{"room", id_text(opened.schoolteam->id())}, {"from", 0}});
  auto const card = item_of_json(page.at("items")[1]);
  auto const header = crypto::decode_item_header(card.h);
  ASSERT_TRUE(header);
  ASSERT_EQ(header->type, "identity");
  EXPECT_TRUE(crypto::open_item(card, crypto::thread_key(opened.schoolteam->root(0), header->thread))) << "the school opens it";
  EXPECT_FALSE(crypto::open_item(card, crypto::thread_key(at_gert->root(0), header->thread)));
  auto const gert = s["gert"].own();
  auto const& box = log.at("boxes")[0];
  auto const enc = from_b64u(box.at("enc").get<std::string>());
  auto const ct = from_b64u(box.at("ct").get<std::string>());
  ASSERT_TRUE(enc && ct);
  crypto::Box stolen{gert.leaf, {}, {}};
  std::copy(enc->begin(), enc->end(), stolen.enc.begin());
  std::copy(ct->begin(), ct->end(), stolen.ct.begin());
  auto const& state = opened.schoolteam->state();
  EXPECT_FALSE(crypto::open_box(stolen, crypto::certificate_hash(gert.cert), gert.seal, crypto::epoch_context(state), state.kc));
}

}  // namespace
}  // namespace beraad::test
