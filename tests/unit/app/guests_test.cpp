// SPDX-License-Identifier: EUPL-1.2
// Parents and the pupil: invited by their school for one case, in one room of it, with nothing else of Beraad in sight.
#include "consultation_under_test.hpp"
#include "crypto/record.hpp"

namespace beraad::app::testing {
namespace {

using crypto::BasisEvent;
using crypto::GuestClass;
using crypto::OpKind;
using Fields = std::map<std::string, std::string, std::less<>>;

class GuestsTest : public ConsultationTest {
 protected:
  void begin(AgeBand age_band = AgeBand::k12To15) {
    auto command = open_case({&me, &other});
    command.age_band = age_band;
    ASSERT_TRUE(region.ask(mentor, std::move(command)));
    team.accepted();
  }
  Outcome<ItemAppended> put(std::string const& word, Step step, Fields fields) {
    auto answer = region.ask(mentor, AppendItem{team.id, team.record(me, {word, step, std::move(fields)})});
    if (answer) team.appended(*answer);
    return answer;
  }
  void to_step_4() {
    ASSERT_TRUE(put("step", Step::k1, {{"to", "2"}}));
    ASSERT_TRUE(put("step", Step::k2, {{"to", "4"}}));
  }
  void begin_talk() {
    auto const created = region.ask(mentor, CreateRoom{case_id, talk.room(me, {&me, &other}, 4)});
    ASSERT_TRUE(created) << created.error().words.en;
    talk.accepted();
  }
  Outcome<EntryAppended> admit(Somebody const& guest, std::uint64_t step = 4) {
    auto const who = named(guest);
    auto answer = region.ask(mentor, AppendEntry{talk.id, talk.entry(me, {BasisEvent::kMemberAdded, {OpKind::kAdd}, {&who}, step})});
    if (answer) talk.accepted();
    return answer;
  }
  Outcome<GuestInvited> invite(Somebody const& host, GuestClass klass = GuestClass::kOuder, AccountId account = {}) {
    return region.ask(host, InviteGuest{case_id, klass, account});
  }
  Guest first_guest() { return region.ask(mentor, ListGuests{case_id})->guests.at(0); }

  RoomWriter talk{region, "oudergesprek", case_id};
};

TEST_F(GuestsTest, a_guest_has_no_name_and_no_telling_login) {
  begin();
  auto const first = invite(mentor);
  auto const another = invite(colleague);
  auto const pupil = invite(mentor, GuestClass::kLeerling);
  ASSERT_TRUE(first && another && pupil);
  EXPECT_EQ(first->guest.name, "Ouder 1");
  EXPECT_EQ(another->guest.name, "Ouder 2");
  EXPECT_EQ(pupil->guest.name, "Leerling 1");
  EXPECT_TRUE(first->guest.login.starts_with("gast-"));
  EXPECT_NE(first->guest.login, another->guest.login);
  EXPECT_NE(first->code, another->code);
  EXPECT_EQ(region.ask(colleague, ListGuests{case_id})->guests.size(), 3U);
}

TEST_F(GuestsTest, only_the_schoolteam_invites_sees_and_ends_guests) {
  begin();
  auto const guest = invite(mentor);
  ASSERT_TRUE(guest);
  auto& same_school = region.person("school-a", "aandachtsfunctionaris");
  auto& beheer = region.beheerder("school-a");
  ASSERT_TRUE(region.sign_in(beheer));
  for (auto* each : {&same_school, &official, &other_school, &beheer}) {
    ASSERT_TRUE(region.sign_in(*each));
    EXPECT_EQ(reason(invite(*each)), "not_found");
    EXPECT_EQ(reason(region.ask(*each, ListGuests{case_id})), "not_found");
    EXPECT_EQ(reason(region.ask(*each, EndGuest{case_id, guest->guest.account})), "not_found");
  }
  EXPECT_EQ(first_guest().state, AccountState::kInvited);
}

TEST_F(GuestsTest, rule_5_holds_for_the_invitation_too) {
  begin(AgeBand::k16To17);
  EXPECT_EQ(invite(mentor).error().rule, "5");
  to_step_4();
  EXPECT_EQ(invite(mentor).error().rule, "5");
  ASSERT_TRUE(put("pupil_consent", Step::k4, {{"on", "2026-01-14"}, {"answer", "refused"}}));
  EXPECT_EQ(invite(mentor).error().rule, "5");
  ASSERT_TRUE(put("pupil_consent", Step::k4, {{"on", "2026-01-15"}, {"answer", "given"}}));
  EXPECT_TRUE(invite(mentor));
}

TEST_F(GuestsTest, of_a_pupil_of_age_the_parents_are_not_invited) {
  begin(AgeBand::k18AndOver);
  to_step_4();
  EXPECT_EQ(invite(mentor).error().rule, "5");
  EXPECT_EQ(region.ask(mentor, CreateRoom{case_id, talk.room(me, {&me}, 4)}).error().rule, "5");
}

TEST_F(GuestsTest, nobody_is_invited_once_the_school_has_closed_the_case) {
  begin();
  ASSERT_TRUE(put("step", Step::k1, {{"to", "closed_at_school"}}));
  EXPECT_EQ(invite(mentor).error().rule, "21");
}

TEST_F(GuestsTest, a_lost_code_is_replaced_until_it_was_used) {
  begin();
  auto const lost = invite(mentor);
  ASSERT_TRUE(lost);
  auto const found = invite(mentor, GuestClass::kOuder, lost->guest.account);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->guest.account, lost->guest.account);
  Somebody finder;
  finder.org = mentor.org;
  EXPECT_EQ(region.enrol(finder, lost->code).error().reason, "bad_invitation");
  Somebody parent;
  parent.org = mentor.org;
  EXPECT_TRUE(region.enrol(parent, found->code));
  EXPECT_EQ(reason(invite(mentor, GuestClass::kOuder, lost->guest.account)), "conflict");
  EXPECT_EQ(reason(invite(mentor, GuestClass::kOuder, colleague.account)), "not_found") << "no guest";
}

TEST_F(GuestsTest, no_more_than_eight_are_invited_and_whoever_was_ended_does_not_count) {
  begin();
  for (int i = 0; i < 8; ++i) ASSERT_TRUE(invite(mentor));
  EXPECT_EQ(reason(invite(mentor)), "too_large");
  ASSERT_TRUE(region.ask(mentor, EndGuest{case_id, first_guest().account}));
  EXPECT_TRUE(invite(mentor));
  EXPECT_EQ(reason(invite(mentor)), "too_large");
}

TEST_F(GuestsTest, the_beheerder_certifies_a_guest_for_this_very_case_and_as_what_they_are) {
  begin();
  auto const invited = invite(mentor);
  Somebody parent;
  parent.org = mentor.org;
  parent.guest_of = case_id;
  ASSERT_TRUE(region.enrol(parent, invited->code));
  auto& beheer = region.beheerder("school-a");
  ASSERT_TRUE(region.sign_in(beheer));
  auto const listed = region.ask(beheer, ListAccounts{})->accounts;
  auto const mine = std::find_if(listed.begin(), listed.end(), [&](auto const& each) { return each.account == parent.account; });
  ASSERT_NE(mine, listed.end());
  EXPECT_EQ(mine->of_case, case_id);

  auto const right = std::get<crypto::GuestCertificate>(region.certificate_for(parent));
  auto const tried = [&](crypto::LeafCertificate const& cert) {
    return reason(region.ask(beheer, Certify{parent.account, crypto::issue(cert, parent.org->key)}));
  };
  auto other_case = right;
  other_case.case_id = crypto::random_id<CaseId>();
  EXPECT_EQ(tried(other_case), "refused");
  auto pupil = right;
  pupil.klass = GuestClass::kLeerling;
  EXPECT_EQ(tried(pupil), "refused");
  EXPECT_EQ(tried(crypto::MemberCertificate{right.head, parent.account, parent.org->id, "medewerker", parent.name, right.sign, right.seal}),
            "refused");
  region.ear().forget();
  EXPECT_EQ(tried(right), "");
  region.settle();
  EXPECT_TRUE(region.ear().told("case.changed", mentor.account)) << "the school can admit them now";
}

TEST_F(GuestsTest, a_guest_takes_part_in_the_talk) {
  begin();
  to_step_4();
  begin_talk();
  auto& parent = region.guest(mentor, case_id);
  ASSERT_TRUE(admit(parent));
  auto const rooms = region.ask(parent, ListRooms{})->rooms;
  ASSERT_EQ(rooms.size(), 1U);
  EXPECT_EQ(rooms[0].room, talk.id);
  EXPECT_FALSE(rooms[0].closed);
  append(parent, talk, named(parent));
  append(mentor, talk, me);
  EXPECT_EQ(region.ask(parent, PageItems{talk.id, 0, 10})->items.size(), 2U);
}

TEST_F(GuestsTest, a_guest_sees_and_does_nothing_else) {
  begin_consult();
  ASSERT_TRUE(put("step", Step::k3, {{"to", "4"}}));
  begin_talk();
  auto& parent = region.guest(mentor, case_id);
  ASSERT_TRUE(admit(parent));
  auto const who = named(parent);
  region.ear().forget();
  for (auto const kind : {RoomKind::kSchoolteam, RoomKind::kConsult, RoomKind::kOudergesprek, RoomKind::kCasusoverleg})
    EXPECT_EQ(reason(region.ask(parent, ListPeople{kind, case_id})), "not_found");
  EXPECT_TRUE(region.ask(parent, ListCases{})->cases.empty());
  EXPECT_TRUE(region.ask(parent, ListInvitations{})->invitations.empty());
  for (auto const& room : {team.id, consult.id}) {
    EXPECT_EQ(reason(region.ask(parent, ReadLog{room, 0})), "not_found");
    EXPECT_EQ(reason(region.ask(parent, PageItems{room, 0, 10})), "not_found");
    EXPECT_EQ(reason(region.ask(parent, ListThreads{room, 0, 10})), "not_found");
    EXPECT_EQ(reason(region.ask(parent, ListCursors{room})), "not_found");
    EXPECT_EQ(reason(region.ask(parent, PickUp{room})), "not_found");
    EXPECT_EQ(reason(region.ask(parent, ListInvited{room})), "not_found");
  }
  EXPECT_EQ(reason(region.ask(parent, PickUp{talk.id})), "refused");
  EXPECT_EQ(reason(region.ask(parent, ListInvited{talk.id})), "refused");
  EXPECT_EQ(reason(region.ask(parent, InviteToRoom{talk.id, colleague.account, {}, Bytes(80, 1)})), "refused");
  EXPECT_EQ(reason(region.ask(parent, InviteGuest{case_id, GuestClass::kOuder, {}})), "not_found");
  EXPECT_EQ(reason(region.ask(parent, ListGuests{case_id})), "not_found");
  EXPECT_EQ(reason(region.ask(parent, EndGuest{case_id, parent.account})), "not_found");
  EXPECT_EQ(reason(region.ask(parent, ListAccounts{})), "refused");
  EXPECT_EQ(reason(region.ask(parent, Invite{"x@school-a", "X", "medewerker"})), "refused");
  for (auto const* kind : {"consult", "melding", "oudergesprek"}) {
    RoomWriter theirs{region, kind, std::string(kind) == "oudergesprek" ? case_id : CaseId{}};
    EXPECT_EQ(reason(region.ask(parent, CreateRoom{case_id, theirs.room(who, {&who}, 4)})), "not_found") << kind;
  }
  auto keys = crypto::pseudonym_keys(parent.pseudonym, consult.id);
  EXPECT_EQ(reason(region.ask(parent, IssuePseudonym{case_id, consult.id, keys.leaf, keys.sign.verify_key(), keys.seal.seal_key(), false})),
            "not_found");
  auto const teammate = named(region.guest(mentor, case_id));
  auto added = talk.entry(who, {BasisEvent::kMemberAdded, {OpKind::kAdd}, {&teammate}, 4});
  EXPECT_EQ(reason(region.ask(parent, AppendEntry{talk.id, std::move(added)})), "refused") << "a guest adds nobody";
  auto removed = talk.entry(who, {BasisEvent::kMemberRemoved, {OpKind::kRemove}, {&other}, 4});
  EXPECT_EQ(reason(region.ask(parent, AppendEntry{talk.id, std::move(removed)})), "refused") << "a guest removes nobody";
  EXPECT_EQ(reason(region.ask(parent, AppendItem{talk.id, talk.record(who, {"parents_talk", Step::k4, {}})})), "refused")
      << "a guest records nothing";
}

TEST_F(GuestsTest, a_guest_in_a_room_on_name_knows_no_case_either) {
  begin();
  to_step_4();
  talk.spoil = [](crypto::LogEntry& entry) { entry.phase = crypto::Phase::kIdentified; };
  begin_talk();
  auto& parent = region.guest(mentor, case_id);
  ASSERT_TRUE(admit(parent));
  EXPECT_EQ(region.ask(parent, ListRooms{})->rooms.at(0).phase, Phase::kIdentified);
  EXPECT_TRUE(region.ask(parent, ListCases{})->cases.empty());
  EXPECT_EQ(region.ask(mentor, ListCases{})->cases.size(), 1U);
  auto const who = named(parent);
  RoomWriter theirs{region, "overdracht", case_id};
  EXPECT_EQ(reason(region.ask(parent, CreateRoom{case_id, theirs.room(who, {&who}, 4)})), "not_found");
  region.settle();
  region.ear().forget();
  ASSERT_TRUE(put("step", Step::k4, {{"to", "closed_at_school"}}));
  region.settle();
  EXPECT_TRUE(region.ear().told("case.changed", mentor.account));
  EXPECT_FALSE(region.ear().told("case.changed", parent.account));
}

TEST_F(GuestsTest, that_the_case_went_on_is_not_told_to_a_guest) {
  begin();
  to_step_4();
  begin_talk();
  auto& parent = region.guest(mentor, case_id);
  ASSERT_TRUE(admit(parent));
  RoomWriter report{region, "melding", CaseId{}};
  ASSERT_TRUE(region.ask(mentor, CreateRoom{case_id, report.room(me, {&me, &gemeente}, 4)}));
  report.accepted();
  region.settle();
  region.ear().forget();
  ASSERT_TRUE(region.ask(official, AppendItem{report.id, report.record(gemeente, {"step", Step::k4, {{"to", "5"}}})}));
  region.settle();
  EXPECT_FALSE(region.ear().told("case.changed", parent.account));
  auto const rooms = region.ask(parent, ListRooms{})->rooms;
  ASSERT_EQ(rooms.size(), 1U);
  EXPECT_EQ(rooms[0].step, 4U);
  EXPECT_TRUE(rooms[0].closed) << "what they see is that the talk is over";
  EXPECT_EQ(region.ask(mentor, ListCases{})->cases.at(0).step, Step::k5);
  EXPECT_EQ(reason(region.ask(parent, AppendItem{talk.id, talk.item(named(parent))})), "refused");
}

TEST_F(GuestsTest, whoever_was_ended_is_out_at_once_and_for_good) {
  begin();
  to_step_4();
  begin_talk();
  auto& parent = region.guest(mentor, case_id);
  ASSERT_TRUE(admit(parent));
  region.settle();
  ASSERT_TRUE(region.ask(mentor, EndGuest{case_id, parent.account}));
  region.settle();
  EXPECT_EQ(reason(region.ask(parent, PageItems{talk.id, 0, 10})), "not_signed_in");
  EXPECT_EQ(region.sign_in(parent).error().reason, "bad_credentials");
  EXPECT_EQ(first_guest().state, AccountState::kBlocked);
  EXPECT_FALSE(first_guest().cert);
  EXPECT_EQ(reason(admit(parent)), "refused") << "not by an old certificate either";
}

}  // namespace
}  // namespace beraad::app::testing
