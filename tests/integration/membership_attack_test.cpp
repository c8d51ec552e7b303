// SPDX-License-Identifier: EUPL-1.2
// A modified client puts somebody into a room whom the policy does not allow there. The server refuses; and when it is made to let it
// through, every other client refuses.
#include "tests/integration/stage_test.hpp"

#include "crypto/random.hpp"

namespace beraad::test {
namespace {

struct Intruder {
  std::string name, who, room, code, rule;
};
std::ostream& operator<<(std::ostream& out, Intruder const& each) {
  return out << each.name;
}

class Membership : public testing::TestWithParam<Intruder> {};

std::string words_of(std::string const& code) {
  return domain::built_in_policy().deny(domain::of_word<domain::DenialCode>(code).value()).denial().nl;
}

// The room with the intruder in it from the beginning, as a server without rules would have taken it.
Json log_page_with(NewRoomDraft const& draft, LeafId const& reader) {
  Json page{{"entries", Json::array()}, {"boxes", Json::array()}, {"shares", Json::array()}, {"more", false}};
  Json certs = Json::array();
  for (auto const& each : draft.entry.certs) certs.push_back(crypto::json_of(each));
  page["entries"].push_back({{"n", 0}, {"b", to_b64u(draft.entry.entry.b)}, {"s", to_b64u(draft.entry.entry.s)}, {"certs", certs}});
  for (auto const& box : draft.entry.boxes)
    if (box.leaf == reader) page["boxes"].push_back({{"n", 0}, {"enc", to_b64u(box.enc)}, {"ct", to_b64u(box.ct)}});
  page["shares"].push_back({{"n", 0}, {"share", to_b64u(draft.entry.share.view())}});
  return page;
}

TEST_P(Membership, intruder_is_refused_by_the_server_in_words_and_by_the_other_clients_when_it_is_not) {
  auto& s = stage();
  auto const& intruder = GetParam();
  static auto const parents_case = s.open_case("mentor");
  static bool const invited = (s.invite_parent("intruding parent", parents_case.id), true);
  ASSERT_TRUE(invited);
  auto const room = crypto::random_id<RoomId>();
  bool const consult = intruder.room == "consult";
  auto const event = consult ? crypto::BasisEvent::kConsultOpened : crypto::BasisEvent::kCaseOpened;
  auto const of_case = consult ? parents_case.id : crypto::random_id<CaseId>();
  std::vector<crypto::Signed> others{s[intruder.who].cert};
  if (consult) others.insert(others.begin(), s["gert"].cert);
  auto const named = consult ? CaseId{} : of_case;
  auto const draft = s.draft_room(intruder.room, event, named, 1, room, s["mentor"].own(), others);

  Json params{{"case", id_text(of_case)}, {"room", draft.json(intruder.room)}};
  if (!consult) params.update({{"age_band", "12-15"}, {"lead", id_text(s["mentor"].person.account)}, {"continues", ""}});
  auto const answer = s.line("mentor").call(consult ? "room.create" : "case.open", params);
  EXPECT_EQ(answer.reason, "refused");
  EXPECT_EQ(answer.rule, intruder.rule);
  EXPECT_EQ(answer.message, words_of(intruder.code));
  EXPECT_EQ(s.line(intruder.who).call("room.log", {{"room", id_text(room)}, {"from", 0}}).reason, "not_found");

  auto const other = consult ? "gert" : "mentor";
  Room at_other(room, s[other].own(), s.trust());
  at_other.take_log(log_page_with(draft, at_other.own().leaf));
  EXPECT_EQ(at_other.broken(), intruder.code);
  EXPECT_FALSE(at_other.has_key_of(0)) << "nothing can be sealed into it";
}

INSTANTIATE_TEST_SUITE_P(membership, Membership,
                         testing::Values(Intruder{"gemeente_in_a_schoolteam", "gert", "schoolteam", "functie_not_in_room", "rooms"},
                                         Intruder{"other_school_in_a_schoolteam", "beuk", "schoolteam", "other_organisation", "rooms"},
                                         Intruder{"beheerder_in_a_schoolteam", "beheer eik", "schoolteam", "contentless_functie", "rooms"},
                                         Intruder{"weegtafel_in_a_consult", "wanda", "consult", "functie_not_in_room", "rooms"},
                                         Intruder{"other_gemeente_in_a_consult", "gemma", "consult", "other_organisation", "rooms"},
                                         Intruder{"other_school_in_a_consult", "beuk", "consult", "other_organisation", "rooms"},
                                         Intruder{"beheerder_in_a_consult", "beheer noord", "consult", "contentless_functie", "rooms"},
                                         Intruder{"parent_in_a_consult", "intruding parent", "consult", "ouders_sluiten_niet_aan", "15"}),
                         [](auto const& each) { return each.param.name; });

TEST(membership, parent_is_refused_from_the_schoolteam_of_the_very_case_they_are_a_guest_of) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto& parent = s.invite_parent("parent of this case", opened.id);
  auto const entry = opened.schoolteam->next_entry(s.line("mentor"), crypto::BasisEvent::kMemberAdded, {add(parent.cert)});
  auto const answer = s.line("mentor").call("room.append", {{"room", id_text(opened.schoolteam->id())}, {"entry", entry.json()}});
  EXPECT_EQ(answer.reason, "refused");
  EXPECT_EQ(answer.rule, "15");
  EXPECT_EQ(answer.message, words_of("ouders_sluiten_niet_aan"));
}

TEST(membership, consult_is_not_opened_identified_nor_with_the_case_named_nor_under_other_rules) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const refused = [&](auto change) {
    EntryDraft draft;
    draft.room = crypto::random_id<RoomId>();
    draft.kind = "consult";
    draft.event = crypto::BasisEvent::kConsultOpened;
    draft.changes = {add(s["mentor"].cert), add(s["gert"].cert)};
    change(draft);
    auto own = s["mentor"].own();
    auto entry = write_entry(draft, own, nullptr, nullptr);
    NewRoomDraft const room{draft.room, std::move(own), std::move(entry), {}};
    return s.line("mentor").call("room.create", {{"case", id_text(opened.id)}, {"room", room.json("consult")}}).message;
  };
  EXPECT_EQ(refused([](EntryDraft& draft) { draft.phase = crypto::Phase::kIdentified; }), words_of("phase_not_allowed"));
  EXPECT_EQ(refused([&](EntryDraft& draft) { draft.case_id = opened.id; }), words_of("entry_malformed"));
  EXPECT_EQ(refused([](EntryDraft& draft) { draft.policy[0] = 1; }), words_of("other_policy"));
  EXPECT_EQ(refused([](EntryDraft& draft) {
              draft.changes.pop_back();
              draft.event = crypto::BasisEvent::kCaseOpened;
            }),
            words_of("entry_malformed"));
}

TEST(membership, gemeente_does_not_close_a_consultation_that_is_the_schools_to_close) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  auto const at_gert = s.copy_of(consult->id(), "gert");
  auto const entry = at_gert->next_entry(s.line("gert"), crypto::BasisEvent::kRoomClosed, {{crypto::OpKind::kClose, {}, {}}});
  auto const answer = s.line("gert").call("room.append", {{"room", id_text(consult->id())}, {"entry", entry.json()}});
  EXPECT_EQ(answer.message, words_of("not_yours_to_close"));
}

TEST(membership, identity_card_is_refused_in_a_consult_by_name) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  auto const item = consult->next_item(crypto::random_id<ThreadId>(), "identity", pupils_card());
  auto const answer = s.line("mentor").call("item.append", {{"room", id_text(consult->id())}, {"item", item_json(item)}});
  EXPECT_EQ(answer.reason, "refused");
  EXPECT_EQ(answer.rule, "9");
}

}  // namespace
}  // namespace beraad::test
