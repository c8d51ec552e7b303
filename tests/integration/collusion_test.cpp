// SPDX-License-Identifier: EUPL-1.2
// The operator of the server and a member of the room work together: what the rules forbid is written into the store itself, past every
// check of the server. It serves what lies there; no client of anybody else takes it, neither this one nor the web client.
#include <array>
#include <map>

#include "crypto/random.hpp"
#include "tests/integration/operator.hpp"

namespace beraad::test {
namespace {

struct Intruder {
  std::string name, who, room, reader, code, rule;
};
std::ostream& operator<<(std::ostream& out, Intruder const& each) {
  return out << each.name;
}

std::array const kIntruders{
    Intruder{"parent_in_a_consult", "colluding parent", "consult", "gert", "ouders_sluiten_niet_aan", "15"},
    Intruder{"police_in_a_consult", "agent", "consult", "gert", "functie_not_in_room", "rooms"},
    Intruder{"gemeente_in_a_schoolteam", "gerda", "schoolteam", "zoco", "functie_not_in_room", "rooms"},
};

db::Leaf leaf_record(Actor const& actor, std::uint64_t from_n) {
  auto const certificate = crypto::decode_leaf_certificate(actor.cert.b).value();
  db::Leaf record;
  record.leaf = actor.person.leaf();
  record.account = actor.person.account;
  record.org = actor.person.organisation;
  record.leaf_class = std::holds_alternative<crypto::GuestCertificate>(certificate) ? "guest" : "member";
  record.functie = actor.person.functie;
  record.from_n = from_n;
  record.serial = crypto::head_of(certificate).serial;
  record.cert = actor.cert;
  return record;
}

// As the server would have, had it let it through.
Result<void> append(db::Stores& stores, WrittenEntry const& entry, Actor const& joining) {
  auto const room = stores.rooms.find(entry.body.room);
  if (!room) return room.error();
  auto const n = entry.body.n;
  auto const hash = crypto::entry_hash(entry.entry);
  if (auto done = stores.log.append(room->no, {n, entry.entry, hash, entry.certs}); !done) return done;
  for (auto const& box : entry.boxes)
    if (auto done = stores.log.add_box(room->no, {n, box.leaf, box.enc, box.ct}); !done) return done;
  if (auto done = stores.rooms.add_leaf(room->no, leaf_record(joining, n)); !done) return done.error();
  stores.shares.put(room->id, n, entry.share);
  return stores.rooms.advance(room->no, room->entry_hash, n, hash, entry.body.roster, false);
}

// Everything of a room that was sealed to one leaf is handed to another person as well, who is made a member of it.
Result<void> move_boxes(db::Stores& stores, RoomId const& id, LeafId const& from, Actor const& to) {
  auto const room = stores.rooms.find(id);
  if (!room) return room.error();
  auto boxes = stores.log.boxes(room->no, from, 0, room->n);
  if (!boxes) return boxes.error();
  for (auto& box : *boxes) {
    box.leaf = to.person.leaf();
    if (auto done = stores.log.add_box(room->no, box); !done) return done;
  }
  auto const added = stores.rooms.add_leaf(room->no, leaf_record(to, 0));
  return added ? Result<void>() : added.error();
}

std::string words_of(std::string const& code) {
  return domain::built_in_policy().deny(domain::of_word<domain::DenialCode>(code).value()).denial().nl;
}

// One stop of the server for all that its operator does.
class Collusion : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!rooms.empty()) return;
    auto& s = stage();
    card_case = std::make_unique<OpenedCase>(s.open_case("mentor"));
    card_consult = s.open_consult("mentor", card_case->id, 1, false, {"gert"});
    s.invite_parent("colluding parent", card_case->id);
    std::map<std::string, WrittenEntry> entries;
    for (auto const& each : kIntruders) {
      auto opened = s.open_case("mentor", {"zoco"});
      auto room = each.room == "consult" ? s.open_consult("mentor", opened.id, 1, false, {"gert"}) : std::move(opened.schoolteam);
      room->say(s.line("mentor"), crypto::random_id<ThreadId>(), "voor de indringer");
      entries.emplace(each.name, room->next_entry(s.line("mentor"), crypto::BasisEvent::kMemberAdded, {add(s[each.who].cert)}));
      rooms.emplace(each.name, std::move(room));
    }
    OpenedStore store;
    for (auto const& each : kIntruders) store.write([&](db::Stores& stores) { return append(stores, entries.at(each.name), s[each.who]); });
    store.write([&](db::Stores& stores) { return move_boxes(stores, card_case->schoolteam->id(), s["mentor"].person.leaf(), s["gert"]); });
  }

  static Json log_of(RoomId const& room, std::string const& reader) {
    return stage().line(reader).must("room.log", {{"room", id_text(room)}, {"from", 0}});
  }

  static inline std::map<std::string, std::unique_ptr<Room>> rooms;  // the mentor's copies, from before
  static inline std::unique_ptr<OpenedCase> card_case;
  static inline std::unique_ptr<Room> card_consult;
};

class Intrusion : public Collusion, public testing::WithParamInterface<Intruder> {};

TEST_P(Intrusion, intruder_in_the_store_is_served_and_refused_by_every_other_client) {
  auto& s = stage();
  auto const& intruder = GetParam();
  auto const& id = rooms.at(intruder.name)->id();
  auto const served = log_of(id, intruder.who);
  ASSERT_EQ(served.at("entries").size(), 2U);
  ASSERT_EQ(served.at("boxes").size(), 1U) << "the server hands the intruder the newest epoch";
  ASSERT_EQ(served.at("shares").size(), 1U);
  EXPECT_EQ(log_of(id, intruder.reader).at("entries"), served.at("entries")) << "and everybody the entry";

  auto const at_reader = s.copy_of(id, intruder.reader);
  EXPECT_EQ(at_reader->broken(), intruder.code);
  EXPECT_EQ(at_reader->broken_rule(), intruder.rule);
  EXPECT_TRUE(at_reader->has_key_of(0));
  EXPECT_FALSE(at_reader->has_key_of(1)) << "nothing can be sealed for the intruder";
}

INSTANTIATE_TEST_SUITE_P(collusion, Intrusion, testing::ValuesIn(kIntruders), [](auto const& each) { return each.param.name; });

TEST_F(Collusion, web_client_refuses_the_intruders_and_says_which_rule_and_shows_no_card_to_the_gemeente) {
  std::map<std::string, std::vector<RoomId>> by_reader{{"gert", {card_case->schoolteam->id()}}};
  for (auto const& each : kIntruders) by_reader[each.reader].push_back(rooms.at(each.name)->id());
  std::map<std::string, std::string> shown;
  for (auto const& [reader, ids] : by_reader) {
    shown[reader] = shown_by_the_web_client(reader, ids);
    ASSERT_FALSE(shown[reader].empty()) << "the packages of the web client are not installed: ./dev test installs them";
  }
  for (auto const& each : kIntruders) {
    auto const room = room_in(Json::parse(shown.at(each.reader)), rooms.at(each.name)->id());
    ASSERT_TRUE(room.contains("broken")) << each.name << ": " << room.dump();
    EXPECT_EQ(room.at("broken").at("rule"), each.rule) << each.name;
    EXPECT_NE(room.at("broken").at("message").get<std::string>().find(words_of(each.code)), std::string::npos) << room.at("broken");
    EXPECT_EQ(room.at("epoch"), 0) << each.name;
  }
  auto const schoolteam = room_in(Json::parse(shown.at("gert")), card_case->schoolteam->id());
  EXPECT_TRUE(schoolteam.contains("broken")) << schoolteam.dump();
  for (auto const* word : {"Zandbergen", "Wessel", "trekt zich terug"}) {
    EXPECT_EQ(shown.at("gert").find(word), std::string::npos) << word;
  }
}

TEST_F(Collusion, gemeente_has_no_key_of_the_card_whatever_the_store_hands_it) {
  auto& s = stage();
  auto const& id = card_case->schoolteam->id();
  auto const log = log_of(id, "gert");
  ASSERT_EQ(log.at("boxes").size(), 1U) << "the mentor's box, now under gert's name";
  ASSERT_EQ(log.at("shares").size(), 1U);
  auto const items = s.line("gert").must("item.since", {{"room", id_text(id)}, {"after", 0}, {"limit", 10}}).at("items");
  ASSERT_EQ(items.size(), 2U) << "signal and card, as they lie there";

  auto const at_mentor = s.copy_of(id, "mentor");
  ASSERT_EQ(at_mentor->broken(), "");
  auto const& state = at_mentor->state();
  auto const fixed = [](Json const& json, auto array) {
    auto const bytes = from_b64u(json.get<std::string>()).value();
    std::copy_n(bytes.begin(), array.size(), array.begin());
    return array;
  };
  auto const opens = [&](OwnLeaf const& who, OwnLeaf const& as) {
    auto const& box = log.at("boxes").at(0);
    crypto::Box const sealed{as.leaf, fixed(box.at("enc"), crypto::Array<32>{}), fixed(box.at("ct"), crypto::Array<48>{})};
    auto const context = crypto::epoch_context(state);
    return crypto::open_box(sealed, crypto::certificate_hash(as.cert), who.seal, context, state.kc).has_value();
  };
  EXPECT_TRUE(opens(s["mentor"].own(), s["mentor"].own())) << "it is the real box";
  EXPECT_FALSE(opens(s["gert"].own(), s["mentor"].own()));
  EXPECT_FALSE(opens(s["gert"].own(), s["gert"].own()));

  auto const card = item_of_json(items.at(1));
  auto const header = crypto::decode_item_header(card.h).value();
  EXPECT_EQ(header.type, "identity");
  auto const opens_card = [&](Room const& with) {
    return crypto::open_item(card, crypto::thread_key(with.root(0), header.thread)).has_value();
  };
  EXPECT_TRUE(opens_card(*at_mentor));
  EXPECT_FALSE(opens_card(*s.copy_of(card_consult->id(), "gert"))) << "nor do the keys of the consultation about the same pupil";

  auto const at_gert = s.copy_of(id, "gert");
  EXPECT_EQ(at_gert->broken(), "a box for whoever is not in the roster");
  EXPECT_TRUE(at_gert->items().empty());
}

}  // namespace
}  // namespace beraad::test
