// SPDX-License-Identifier: EUPL-1.2
// The disk fails at every change of what happens around a case in which the pupil is known (invitations, their answers, relations), of
// guests, and of what the service does by itself: ending terms and renewing the list of who is revoked.
#include <thread>

#include "crypto/declaration.hpp"
#include "faults_under_test.hpp"
#include "server/app/authority.hpp"

namespace beraad::app::testing {
namespace {

using crypto::BasisEvent;
using crypto::OpKind;
using crypto::Step;

// A case at step 6 with a room for the follow-up, in which the pupil is known.
class KnownFaultsTest : public FaultsTest {
 protected:
  void SetUp() override {
    FaultsTest::SetUp();
    anonymous_report();
    record(team, mentor, me, {"ground_consent", Step::k5, {{"on", "2026-02-03"}, {"whom", "parents"}}});
    report_on_name();
    follow_up();
  }

  [[nodiscard]] Signed declaration(Somebody const& who, bool relation) {
    crypto::Declaration const said{room.id, case_id, who.account, relation, region.now()};
    return crypto::sign_object(who.sign, crypto::SignedKind::kDeclaration, crypto::encode(said));
  }
  // An officer who is invited to the room.
  [[nodiscard]] Somebody* invited() {
    auto& officer = region.person("korps", "wijkagent");
    EXPECT_TRUE(region.ask(official, InviteToRoom{room.id, officer.account, {}, Bytes(80, 1)}));
    return &officer;
  }
  void change(BasisEvent event, OpKind op, Somebody const& whom) {
    auto const participant = named(whom);
    auto const changed = region.ask(official, AppendEntry{room.id, room.entry(gemeente, {event, {op}, {&participant}, 6})});
    ASSERT_TRUE(changed) << changed.error().words.en;
    room.accepted();
  }
  [[nodiscard]] std::vector<InvitedPerson> invited_people() { return region.ask(official, ListInvited{room.id})->invited; }

  RoomWriter room{region, "opvolging", case_id};

 private:
  void record(RoomWriter& in, Somebody& who, Participant const& as, crypto::Record const& what) {
    auto const answer = region.ask(who, AppendItem{in.id, in.record(as, what)});
    ASSERT_TRUE(answer) << what.record << ": " << answer.error().words.en;
    in.appended(*answer);
    if (&in == &team) said_ = answer->seq;
  }
  void create(RoomWriter& made, Somebody& by, Participant const& as, std::vector<Participant const*> const& people, std::uint64_t step) {
    auto const created = region.ask(by, CreateRoom{case_id, made.room(as, people, step)});
    ASSERT_TRUE(created) << created.error().words.en;
    made.accepted();
  }
  void anonymous_report() {
    RoomWriter report{region, "melding", CaseId{}};
    create(report, mentor, me, {&me, &gemeente}, 3);
    record(report, official, gemeente, {"step", Step::k3, {{"to", "5"}}});
  }
  void report_on_name() {
    RoomWriter report{region, "melding", CaseId{}};
    report.spoil = on_name;
    create(report, mentor, me, {&me, &gemeente}, 5);
    record(report, official, gemeente, {"step", Step::k5, {{"to", "6"}}});
  }
  void follow_up() {
    ASSERT_TRUE(region.ask(official, DeclareRelation{room.id, declaration(official, false)}));
    room.spoil = on_name;
    create(room, official, gemeente, {&gemeente}, 6);
    room.spoil = nullptr;
  }
  static void on_name(crypto::LogEntry& entry) { entry.phase = crypto::Phase::kIdentified; }
};

TEST_P(KnownFaultsTest, of_an_invitation_to_a_room) {
  std::size_t count = 0;
  for_every_change(
      [&] {
        return InviteToRoom{room.id, region.person("korps", "wijkagent").account, {}, Bytes(80, 1)};
      },
      asked_by(official), [&](app::Done const&) { ++count; });
  EXPECT_EQ(invited_people().size(), count);
}

TEST_P(KnownFaultsTest, of_the_answer_to_an_invitation) {
  std::size_t count = 0;
  for_every_change([&] { return invited(); },
                   [&](Somebody const* officer) {
                     return region.ask(*officer, AnswerInvitation{room.id, declaration(*officer, false)});
                   },
                   [&](app::Done const&) { ++count; });
  auto const people = invited_people();
  EXPECT_EQ(people.size(), count);
  for (auto const& each : people) EXPECT_TRUE(each.declaration);
}

TEST_P(KnownFaultsTest, of_a_relation_that_is_declared) {
  Somebody* officer = nullptr;
  for_every_change(
      [&] {
        officer = invited();
        EXPECT_TRUE(region.ask(*officer, AnswerInvitation{room.id, declaration(*officer, false)}));
        change(BasisEvent::kMemberAdded, OpKind::kAdd, *officer);
        return officer;
      },
      [&](Somebody const* who) {
        return region.ask(*who, DeclareRelation{room.id, declaration(*who, true)});
      },
      [&](app::Done const&) {
        EXPECT_EQ(reason(region.ask(*officer, ReadLog{room.id, 0})), "not_signed_in");
        EXPECT_TRUE(region.sign_in(*officer));
        EXPECT_EQ(reason(region.ask(*officer, ReadLog{room.id, 0})), "not_found") << "out of the room too, not out of the session alone";
        change(BasisEvent::kMemberRemoved, OpKind::kRemove, *officer);
      });
}

INSTANTIATE_TEST_SUITE_P(disk, KnownFaultsTest, ::testing::ValuesIn(every_kind_of_disk()), name_of);

class GuestFaultsTest : public FaultsTest {};

TEST_P(GuestFaultsTest, of_a_guest_who_is_invited) {
  std::size_t count = 0;
  for_every_change(
      kNothing,
      [&](int) {
        return region.ask(mentor, InviteGuest{case_id, GuestClass::kOuder, {}});
      },
      [&](GuestInvited const& answer) {
        ++count;
        // There is room for eight.
        EXPECT_TRUE(region.ask(mentor, EndGuest{case_id, answer.guest.account}));
      });
  EXPECT_EQ(region.ask(mentor, ListGuests{case_id})->guests.size(), count);
}

TEST_P(GuestFaultsTest, of_a_guest_whose_part_ends) {
  Somebody* parent = nullptr;
  for_every_change([&] { return parent = &region.guest(mentor, case_id); },
                   [&](Somebody const* guest) {
                     return region.ask(mentor, EndGuest{case_id, guest->account});
                   },
                   [&](app::Done const&) {
                     region.settle();
                     EXPECT_EQ(reason(region.ask(*parent, ListRooms{})), "not_signed_in");
                     EXPECT_EQ(reason(region.sign_in(*parent)), "bad_credentials");
                     auto const serial = crypto::head_of(crypto::decode_leaf_certificate(parent->cert.b).value()).serial;
                     auto const list = crypto::decode_status(region.ask(mentor, Hello{})->status.b).value();
                     EXPECT_EQ(std::count(list.revoked.begin(), list.revoked.end(), serial), 1);
                   });
}

INSTANTIATE_TEST_SUITE_P(disk, GuestFaultsTest, ::testing::ValuesIn(every_kind_of_disk()), name_of);

// What nobody asked for is told to nobody: that it was done is seen in the store.
class TendingFaultsTest : public FaultsTest {
 protected:
  [[nodiscard]] static Refusal not_done() { return GetParam().fault == DiskFault::kFull ? Fault::kBusy : Fault::kInternal; }
  // Whatever was given to the writer has been written, or has failed.
  void let_writer_finish() { static_cast<void>(region.post("", SignOut{})); }

  [[nodiscard]] std::size_t terms_over() {
    return region.in_store<std::size_t>(
        [now = region.now()](db::Stores const& stores) { return Result<std::size_t>(stores.rooms.terms_over(now)->size()); });
  }
  [[nodiscard]] std::uint64_t number_of_list() {
    return region.in_store<std::uint64_t>([](db::Stores const& stores) -> Result<std::uint64_t> {
      auto const list = stores.organisations.region(db::RegionCertificate::kStatus);
      if (!list) return list.error();
      return crypto::decode_status(list->b)->n;
    });
  }
};

TEST_P(TendingFaultsTest, of_a_term_that_ends) {
  constexpr TimeMs kMinuteMs = 60'000;
  auto& substitute = region.person("school-a", "medewerker");
  auto const stands_in = named(substitute);
  auto const entry = [&](RoomWriter::Change const& change) {
    auto const changed = region.ask(mentor, AppendEntry{team.id, team.entry(me, change)});
    ASSERT_TRUE(changed) << changed.error().words.en;
    team.accepted();
  };
  bool sound = false;
  for_every_change(
      [&] {
        entry({BasisEvent::kStandInAdded, {OpKind::kAdd}, {&stands_in}, 3, {region.now() + kMinuteMs, mentor.leaf()}});
        region.wait(kMinuteMs);
        return sound = false;
      },
      [&](bool) -> Outcome<app::Done> {
        region.service().tend();
        while (terms_over() > 0 && (sound || !faulty_disk::has_failed())) std::this_thread::yield();
        let_writer_finish();
        sound = true;
        return terms_over() == 0 ? Outcome<app::Done>(app::Done{}) : Outcome<app::Done>(not_done());
      },
      [&](app::Done const&) {
        EXPECT_TRUE(region.sign_in(substitute));
        EXPECT_EQ(reason(region.ask(substitute, ReadLog{team.id, 0})), "not_found");
        entry({BasisEvent::kTermEnded, {OpKind::kRemove}, {&stands_in}, 3});
      });
}

TEST_P(TendingFaultsTest, of_the_list_of_the_revoked_when_it_is_renewed) {
  for_every_change(
      [&] {
        let_writer_finish();
        return number_of_list();
      },
      [&](std::uint64_t before) -> Outcome<app::Done> {
        region.wait(kStatusRenewalMs);
        region.service().tend();
        let_writer_finish();
        return number_of_list() > before ? Outcome<app::Done>(app::Done{}) : Outcome<app::Done>(not_done());
      },
      [&](app::Done const&) {
        EXPECT_TRUE(region.sign_in(mentor));
        auto const told = crypto::decode_status(region.ask(mentor, Hello{})->status.b).value();
        EXPECT_EQ(told.n, number_of_list()) << "what is stored is what is told";
        EXPECT_TRUE(told.head.covers(region.now()));
      });
}

INSTANTIATE_TEST_SUITE_P(disk, TendingFaultsTest, ::testing::ValuesIn(every_kind_of_disk()), name_of);

}  // namespace
}  // namespace beraad::app::testing
