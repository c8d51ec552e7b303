// SPDX-License-Identifier: EUPL-1.2
// A server that lies to a member about one room: what it tells is changed at seeded random places, in named ways, and given to a copy that
// verifies as docs/protocol.md says. Every lie is noticed, and until then nothing is read that was not written. The web client is lied to
// by client-web/src/state/lies.test.ts.
#include <functional>
#include <random>

#include "crypto/epoch.hpp"
#include "crypto/random.hpp"
#include "tests/integration/stage_test.hpp"

namespace beraad::test {
namespace {

using Random = std::mt19937_64;

// What a member gets of a room: its log with the member's own boxes and shares, and its items.
struct Told {
  Json log;
  Json items;
};

// An honest history, as gert is told it, and as others are told theirs.
struct History {
  RoomId room;
  Told told;        // gert
  Told of_another;  // gert too, of another room
  Told of_mentor;   // the same room
  std::vector<crypto::RoomState> states;
};

template <class C>
auto& any_of(C& list, Random& random, std::size_t from = 0) {
  return list.at(from + random() % (list.size() - from));
}

void flip_a_bit(Json& text, Random& random) {
  auto bytes = from_b64u(text.get<std::string>()).value();
  bytes.at(random() % bytes.size()) ^= static_cast<crypto::Byte>(1U << random() % 8);
  text = to_b64u(bytes);
}

// Two different places of a list, the first before the second.
std::pair<std::size_t, std::size_t> two_of(Json const& list, Random& random) {
  auto const a = random() % (list.size() - 1);
  return {a, a + 1 + random() % (list.size() - a - 1)};
}

void swap_two(Json& list, Random& random) {
  auto const [a, b] = two_of(list, random);
  std::swap(list.at(a), list.at(b));
}

void drop_one(Json& list, Random& random) {
  list.erase(static_cast<std::size_t>(random() % (list.size() - 1)));
}

void repeat_one(Json& list, Random& random) {
  auto const at = static_cast<std::ptrdiff_t>(random() % list.size());
  list.insert(list.begin() + at, Json(list.at(static_cast<std::size_t>(at))));
}

void take_field_of_another(Json& list, char const* field, Random& random) {
  auto const [a, b] = two_of(list, random);
  list.at(a)[field] = list.at(b).at(field);
}

// Sealed to gert alone: other keys of the epoch than everybody else has.
void seal_other_keys(History const& history, Told& told, Random& random) {
  auto& box = any_of(told.log.at("boxes"), random);
  auto const& state = history.states.at(box.at("n").get<std::uint64_t>());
  auto const own = stage()["gert"].own();
  auto const* const leaf = crypto::find_leaf(state.roster, own.leaf);
  auto const sealed =
      crypto::seal_box(own.leaf, leaf->who.cert_hash, own.seal.seal_key(), crypto::epoch_context(state), crypto::random_secret<32>())
          .value();
  box["enc"] = to_b64u(sealed.enc);
  box["ct"] = to_b64u(sealed.ct);
}

struct Lie {
  char const* name;
  void (*tell)(History const& history, Told& told, Random& random);
};

Json& entries(Told& told) {
  return told.log.at("entries");
}
Json& boxes(Told& told) {
  return told.log.at("boxes");
}
Json& shares(Told& told) {
  return told.log.at("shares");
}
Json& items(Told& told) {
  return told.items.at("items");
}

std::vector<Lie> const kLies{
    {"leaves_out_an_entry", [](auto&, Told& told, Random& random) { drop_one(entries(told), random); }},
    {"tells_entries_in_another_order", [](auto&, Told& told, Random& random) { swap_two(entries(told), random); }},
    {"tells_an_entry_twice", [](auto&, Told& told, Random& random) { repeat_one(entries(told), random); }},
    {"changes_an_entry", [](auto&, Told& told, Random& random) { flip_a_bit(any_of(entries(told), random).at("b"), random); }},
    {"changes_the_signature_of_an_entry",
     [](auto&, Told& told, Random& random) { flip_a_bit(any_of(entries(told), random).at("s"), random); }},
    {"gives_an_entry_the_signature_of_another",
     [](auto&, Told& told, Random& random) { take_field_of_another(entries(told), "s", random); }},
    {"gives_an_entry_the_body_of_another", [](auto&, Told& told, Random& random) { take_field_of_another(entries(told), "b", random); }},
    {"begins_with_another_rooms_entry",
     [](History const& history, Told& told, Random&) { entries(told).at(0) = history.of_another.log.at("entries").at(0); }},
    {"continues_with_another_rooms_entry",
     [](History const& history, Told& told, Random& random) {
       any_of(entries(told), random, 1) = history.of_another.log.at("entries").at(1);
     }},
    {"signs_an_entry_with_a_members_key_that_is_not_its_authors",
     [](auto&, Told& told, Random& random) {
       auto& entry = any_of(entries(told), random);
       auto const body = from_b64u(entry.at("b").get<std::string>()).value();
       entry["s"] = crypto::json_of(crypto::sign_object(stage()["gert"].own().sign, crypto::SignedKind::kLog, body)).at("s");
     }},
    {"keeps_back_the_certificates_of_an_entry", [](auto&, Told& told, Random&) { entries(told).at(0)["certs"] = Json::array(); }},
    {"changes_a_certificate",
     [](auto&, Told& told, Random& random) { flip_a_bit(any_of(entries(told).at(0).at("certs"), random).at("b"), random); }},
    {"changes_the_signature_of_a_certificate",
     [](auto&, Told& told, Random& random) { flip_a_bit(any_of(entries(told).at(0).at("certs"), random).at("s"), random); }},
    {"shows_somebody_elses_certificate",
     [](auto&, Told& told, Random& random) { any_of(entries(told).at(0).at("certs"), random) = crypto::json_of(stage()["gemma"].cert); }},
    {"changes_a_sealed_key", [](auto&, Told& told, Random& random) { flip_a_bit(any_of(boxes(told), random).at("ct"), random); }},
    {"changes_what_a_key_is_sealed_with",
     [](auto&, Told& told, Random& random) { flip_a_bit(any_of(boxes(told), random).at("enc"), random); }},
    {"gives_the_key_of_another_epoch",
     [](auto&, Told& told, Random& random) {
       auto const [a, b] = two_of(boxes(told), random);
       for (auto const* field : {"enc", "ct"}) boxes(told).at(a)[field] = boxes(told).at(b).at(field);
     }},
    {"gives_the_key_that_was_sealed_to_another_member",
     [](History const& history, Told& told, Random& random) {
       auto& box = any_of(boxes(told), random);
       for (auto const& each : history.of_mentor.log.at("boxes"))
         if (each.at("n") == box.at("n")) box = each;
     }},
    {"gives_a_key_of_another_room",
     [](History const& history, Told& told, Random& random) {
       auto& box = any_of(boxes(told), random);
       auto const other = history.of_another.log.at("boxes").at(0);
       for (auto const* field : {"enc", "ct"}) box[field] = other.at(field);
     }},
    {"gives_one_member_other_keys_than_the_rest", seal_other_keys},
    {"changes_a_share", [](auto&, Told& told, Random& random) { flip_a_bit(any_of(shares(told), random).at("share"), random); }},
    {"gives_the_share_of_another_epoch", [](auto&, Told& told, Random& random) { take_field_of_another(shares(told), "share", random); }},
    {"leaves_out_a_message", [](auto&, Told& told, Random& random) { drop_one(items(told), random); }},
    {"tells_messages_in_another_order", [](auto&, Told& told, Random& random) { swap_two(items(told), random); }},
    {"tells_a_message_twice", [](auto&, Told& told, Random& random) { repeat_one(items(told), random); }},
    {"numbers_a_message_otherwise", [](auto&, Told& told, Random& random) { any_of(items(told), random)["seq"] = 1000; }},
    {"changes_the_header_of_a_message", [](auto&, Told& told, Random& random) { flip_a_bit(any_of(items(told), random).at("h"), random); }},
    {"changes_the_commitment_of_a_message",
     [](auto&, Told& told, Random& random) { flip_a_bit(any_of(items(told), random).at("k"), random); }},
    {"changes_the_words_of_a_message", [](auto&, Told& told, Random& random) { flip_a_bit(any_of(items(told), random).at("c"), random); }},
    {"changes_the_signature_of_a_message",
     [](auto&, Told& told, Random& random) { flip_a_bit(any_of(items(told), random).at("s"), random); }},
    {"puts_the_words_of_one_message_into_another",
     [](auto&, Told& told, Random& random) { take_field_of_another(items(told), "c", random); }},
    {"says_that_another_sent_a_message", [](auto&, Told& told, Random& random) { take_field_of_another(items(told), "h", random); }},
    {"shows_a_message_of_another_room",
     [](History const& history, Told& told, Random& random) {
       auto& item = any_of(items(told), random);
       auto const seq = item.at("seq");
       item = history.of_another.items.at("items").at(0);
       item["seq"] = seq;
     }},
};

Told told_to(std::string const& who, RoomId const& room) {
  auto& line = stage().line(who);
  return {line.must("room.log", {{"room", id_text(room)}, {"from", 0}}),
          line.must("item.since", {{"room", id_text(room)}, {"after", 0}, {"limit", 100}})};
}

std::unique_ptr<Room> new_copy(RoomId const& room) {
  return std::make_unique<Room>(room, stage()["gert"].own(), stage().trust());
}

// Two consultations with several epochs and both sides' words in them.
RoomId a_consultation(std::string const& about) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const room = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  auto const at_gert = s.copy_of(room->id(), "gert");
  auto const thread = crypto::random_id<ThreadId>();
  auto const change = [&](crypto::BasisEvent event, Change with) {
    room->sync(s.line("mentor"));
    auto const entry = room->next_entry(s.line("mentor"), event, {std::move(with)});
    s.line("mentor").must("room.append", {{"room", id_text(room->id())}, {"entry", entry.json()}});
  };
  auto const speak = [&](std::string const& words) {
    room->sync(s.line("mentor"));
    room->say(s.line("mentor"), thread, about + words);
    at_gert->sync(s.line("gert"));
    at_gert->say(s.line("gert"), thread, about + words + ", gehoord");
  };
  speak(" een");
  change(crypto::BasisEvent::kKeyRotation, {crypto::OpKind::kRotate, {}, {}});
  speak(" twee");
  change(crypto::BasisEvent::kMemberAdded, add(s["gerda"].cert));
  speak(" drie");
  change(crypto::BasisEvent::kKeyRotation, {crypto::OpKind::kRotate, {}, {}});
  speak(" vier");
  return room->id();
}

class Lies : public testing::TestWithParam<Lie> {
 protected:
  static History const& history() {
    static History const one = [] {
      auto const room = a_consultation("vraag");
      auto const other = a_consultation("andere vraag");
      History out{room, told_to("gert", room), told_to("gert", other), told_to("mentor", room), {}};
      for (auto const& entry : out.told.log.at("entries")) {
        auto const copy = new_copy(room);
        Json page = out.told.log;
        auto& all = page.at("entries");
        while (all.back() != entry) all.erase(all.size() - 1);
        copy->take_log(page);
        out.states.push_back(copy->state());
      }
      return out;
    }();
    return one;
  }
  // Whether a copy that is told this notices: of the log before anything is read or sealed; and that what it has read was written.
  static bool is_noticed(Told const& told) {
    auto const copy = new_copy(history().room);
    bool noticed = false;
    try {
      copy->take_log(told.log);
      if (told.log == history().told.log) copy->take_items(told.items);
    } catch (std::exception const&) {  // what is no JSON of the protocol any more
      noticed = true;
    }
    auto const honest = new_copy(history().room);
    honest->take_log(history().told.log);
    honest->take_items(history().told.items);
    EXPECT_LE(copy->items().size(), honest->items().size());
    for (std::size_t i = 0; i < copy->items().size(); ++i) {
      EXPECT_EQ(copy->items()[i].header, honest->items()[i].header);
      EXPECT_EQ(copy->items()[i].payload, honest->items()[i].payload);
    }
    return noticed || !copy->broken().empty();
  }
};

TEST_P(Lies, is_noticed_wherever_it_is_told) {
  ASSERT_FALSE(is_noticed(history().told)) << "the truth";
  for (Random::result_type seed = 1; seed <= 8; ++seed) {
    Random random(seed);
    auto told = history().told;
    GetParam().tell(history(), told, random);
    if (told.log == history().told.log && told.items == history().told.items) continue;
    EXPECT_TRUE(is_noticed(told)) << "seed " << seed;
  }
}

INSTANTIATE_TEST_SUITE_P(server, Lies, testing::ValuesIn(kLies), [](auto const& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace beraad::test
