// SPDX-License-Identifier: EUPL-1.2
// Two consultations of one person under a pseudonym share nothing that another participant sees: no key, id, serial, time or signature.
#include "tests/integration/stage_test.hpp"

#include <set>

#include "crypto/random.hpp"

namespace beraad::test {
namespace {

// Every id-like or longer base64url string that a participant is sent about a room, without what is the participant's own or the room's
// kind.
void collect(Json const& value, std::set<std::string>& into) {
  if (value.is_object() || value.is_array()) {
    for (auto const& each : value) collect(each, into);
  } else if (value.is_string()) {
    auto const& text = value.get_ref<std::string const&>();
    if (text.size() < 20) return;
    into.insert(text);
    auto const bytes = from_b64u(text);
    if (!bytes || bytes->empty() || bytes->front() != '{') return;
    auto const inner = Json::parse(bytes->begin(), bytes->end(), nullptr, false);
    if (!inner.is_discarded()) collect(inner, into);
  }
}

std::set<std::string> seen_by_gert(Stage& s, Room const& room) {
  std::set<std::string> seen;
  auto const id = id_text(room.id());
  collect(s.line("gert").must("room.log", {{"room", id}, {"from", 0}}), seen);
  collect(s.line("gert").must("item.since", {{"room", id}, {"after", 0}, {"limit", 100}}), seen);
  collect(s.line("gert").must("cursor.list", {{"room", id}}), seen);
  auto const listed = s.line("gert").must("room.list", Json::object());
  for (auto const& each : listed.at("rooms"))
    if (each.at("room") == id) collect(each, seen);
  return seen;
}

TEST(unlinkability, two_consultations_of_a_pseudonymous_person_share_nothing_that_the_gemeente_sees) {
  auto& s = stage();
  auto const first_case = s.open_case("mentor");
  auto const second_case = s.open_case("mentor");
  auto const first = s.open_consult("mentor", first_case.id, 1, true, {"gert"});
  auto const second = s.open_consult("mentor", second_case.id, 1, true, {"gert"});
  auto const thread_of = [](Room const& room) { return ThreadId{room.id().bytes}; };
  first->say(s.line("mentor"), thread_of(*first), "een vraag");
  second->say(s.line("mentor"), thread_of(*second), "een andere vraag");
  ASSERT_EQ(first->broken(), "");

  auto const a = seen_by_gert(s, *first);
  auto const b = seen_by_gert(s, *second);
  std::set<std::string> of_gert;
  collect(crypto::json_of(s["gert"].cert), of_gert);
  of_gert.insert(id_text(s["gert"].person.leaf()));
  of_gert.insert(to_b64u(crypto::certificate_hash(s["gert"].cert)));
  of_gert.insert(to_b64u(domain::built_in_policy_hash()));
  of_gert.insert(to_b64u(crypto::Hash{}));
  of_gert.insert("AAAAAAAAAAAAAAAAAAAAAA");
  std::size_t compared = 0;
  for (auto const& each : a) {
    ++compared;
    EXPECT_TRUE(!b.contains(each) || of_gert.contains(each)) << each;
  }
  EXPECT_GT(compared, 15U);
}

TEST(unlinkability, gemeente_sees_of_a_pseudonym_neither_account_nor_name_nor_school) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, true, {"gert"});
  consult->say(s.line("mentor"), ThreadId{consult->id().bytes}, "een vraag");
  std::string all;
  for (auto const& each : seen_by_gert(s, *consult)) all += each + "\n";
  auto const& mentor = s["mentor"].person;
  for (auto const& word : {id_text(mentor.account), id_text(opened.id), id_text(opened.schoolteam->id()), mentor.name, mentor.login,
                           s.region().organisation("eik").certificate.name, id_text(mentor.organisation)})
    EXPECT_EQ(all.find(word), std::string::npos) << word;
  EXPECT_EQ(all.find(to_b64u(mentor.vault().sign.verify_key().bytes)), std::string::npos);
  EXPECT_EQ(all.find(to_b64u(mentor.vault().seal.seal_key().bytes)), std::string::npos);
}

TEST(unlinkability, pseudonym_shows_its_school_only_when_chosen) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const shown = s.pseudonym("mentor", opened.id, crypto::random_id<RoomId>(), true);
  auto const hidden = s.pseudonym("mentor", opened.id, crypto::random_id<RoomId>(), false);
  auto const school = [](OwnLeaf const& leaf) {
    return std::get<crypto::PseudonymCertificate>(*crypto::decode_leaf_certificate(leaf.cert.b)).school;
  };
  EXPECT_EQ(school(shown), s.region().organisation("eik").certificate.name);
  EXPECT_EQ(school(hidden), "");
}

TEST(unlinkability, pseudonym_made_for_one_room_is_refused_in_another) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto own = s.pseudonym("mentor", opened.id, crypto::random_id<RoomId>());
  auto const draft =
      s.draft_room("consult", crypto::BasisEvent::kConsultOpened, {}, 1, crypto::random_id<RoomId>(), std::move(own), {s["gert"].cert});
  EXPECT_FALSE(s.line("mentor").call("room.create", {{"case", id_text(opened.id)}, {"room", draft.json("consult")}}).ok());
}

TEST(unlinkability, gemeente_gets_no_pseudonym) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  auto const own = s["gert"].own();
  EXPECT_EQ(s.line("gert")
                .call("room.pseudonym", {{"case", id_text(opened.id)},
                                         {"room", id_text(consult->id())},
                                         {"leaf", id_text(own.leaf)},
                                         {"sign", to_b64u(own.sign.verify_key().bytes)},
                                         {"seal", to_b64u(own.seal.seal_key().bytes)},
                                         {"show_school", false}})
                .reason,
            "not_found");
}

}  // namespace
}  // namespace beraad::test
