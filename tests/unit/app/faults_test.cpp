// SPDX-License-Identifier: EUPL-1.2
// The k-th write, sync or truncation fails, for every k of every kind of change: whoever asked is told so, nothing of it is kept half, the
// service goes on, and the same question is answered once the disk is well.
#include "faults_under_test.hpp"

namespace beraad::app::testing {
namespace {

TEST_P(FaultsTest, of_an_item) {
  for_every_change(
      [&] {
        return AppendItem{team.id, team.item(me)};
      },
      asked_by(mentor),
      [&](ItemAppended const& answer) {
        EXPECT_EQ(answer.seq, ++said_) << "none twice, none missing";
        team.appended(answer);
      });
}

TEST_P(FaultsTest, of_a_change_of_keys) {
  std::uint64_t n = 0;
  RoomWriter::Change const rotation{crypto::BasisEvent::kKeyRotation, {crypto::OpKind::kRotate}, {nullptr}, 3};
  for_every_change(
      kNothing,
      [&](int) {
        return region.ask(mentor, AppendEntry{team.id, team.entry(me, rotation)});
      },
      [&](EntryAppended const& answer) {
        EXPECT_EQ(answer.n, ++n);
        team.accepted();
      });
  auto const log = region.ask(mentor, ReadLog{team.id, 0});
  ASSERT_TRUE(log);
  EXPECT_EQ(log->shares.size(), n + 1) << "one for each epoch";
}

TEST_P(FaultsTest, of_a_new_case_with_its_room) {
  auto const before = region.ask(mentor, ListCases{})->cases.size();
  std::size_t opened = 0;
  for_every_change(
      kNothing,
      [&](int) {
        auto const id = crypto::random_id<CaseId>();
        RoomWriter writer{region, "schoolteam", id};
        return region.ask(mentor, OpenCase{id, AgeBand::k12To15, mentor.leaf(), writer.room(me, {&me})});
      },
      [&](CaseOpened const&) { ++opened; });
  EXPECT_EQ(region.ask(mentor, ListCases{})->cases.size(), before + opened);
}

TEST_P(FaultsTest, of_a_pseudonym_a_consultation_and_picking_it_up) {
  struct Begun {
    CaseId of_case;
    RoomId room;
    crypto::PseudonymKeys keys;
  };
  auto const begin = [&] {
    auto const room = crypto::random_id<RoomId>();
    Begun begun{crypto::random_id<CaseId>(), room, crypto::pseudonym_keys(mentor.pseudonym, room)};
    RoomWriter writer{region, "schoolteam", begun.of_case};
    EXPECT_TRUE(region.ask(mentor, OpenCase{begun.of_case, AgeBand::k12To15, mentor.leaf(), writer.room(me, {&me})}));
    return begun;
  };
  auto const issue = [&](Begun const& begun) {
    auto const& keys = begun.keys;
    return region.ask(mentor, IssuePseudonym{begun.of_case, begun.room, keys.leaf, keys.sign.verify_key(), keys.seal.seal_key(), false});
  };
  for_every_change(begin, issue, [](PseudonymIssued const&) {});

  std::size_t made = 0;
  auto const create = [&](Begun const& begun) {
    RoomWriter writer{region, "consult", CaseId{}};
    return region.ask(mentor, CreateRoom{begun.of_case, writer.room(me, {&me, &gemeente})});
  };
  for_every_change(begin, create, [&](RoomSummary const&) { ++made; });
  EXPECT_EQ(region.ask(official, ListRooms{})->rooms.size(), made + 1) << "that of the set-up too";

  auto const created = [&] {
    auto const room = create(begin());
    EXPECT_TRUE(room);
    return room->room;
  };
  for_every_change(
      created, [&](RoomId const& room) { return region.ask(official, PickUp{room}); },
      [&](RoomSummary const& room) { EXPECT_EQ(room.owner, official.leaf()); });
}

TEST_P(FaultsTest, of_taking_words_away) {
  std::uint64_t removed = 0;
  for_every_change(
      [&] {
        auto const item = consult.item(gemeente);
        auto const answer = region.ask(official, AppendItem{consult.id, item});
        EXPECT_TRUE(answer);
        consult.appended(*answer);
        return RemoveItems{consult.id, {crypto::decode_item_header(item.h)->id}};
      },
      asked_by(official), [&](RemovedItems const& answer) { removed += answer.items.size(); });
  EXPECT_EQ(region.ask(official, ListRooms{})->rooms.at(0).tombstones, removed);
}

TEST_P(FaultsTest, of_a_cursor) {
  for_every_change(
      [&] {
        auto const answer = region.ask(mentor, AppendItem{consult.id, consult.item(*masked)});
        EXPECT_TRUE(answer);
        consult.appended(*answer);
        return MoveRead{consult.id, consult.thread, answer->seq};
      },
      asked_by(official), [](app::Done const&) {});
  EXPECT_TRUE(region.ask(official, ListRooms{})->rooms.at(0).unread.empty());
}

TEST_P(FaultsTest, of_an_account_invited_and_blocked) {
  auto& beheerder = region.beheerder("school-a");
  auto const before = region.ask(beheerder, ListAccounts{})->accounts.size();
  std::vector<AccountId> invited;
  for_every_change(
      [&] {
        return Invite{"nieuw" + std::to_string(invited.size()) + "@school-a", "Nieuw", "medewerker"};
      },
      asked_by(beheerder), [&](Invited const& answer) { invited.push_back(answer.account); });
  EXPECT_EQ(region.ask(beheerder, ListAccounts{})->accounts.size(), before + invited.size());

  for_every_change([&] { return Block{region.person("school-a", "medewerker").account}; }, asked_by(beheerder), [](app::Done const&) {});
}

TEST_P(FaultsTest, of_enrolling_and_certifying) {
  auto& beheerder = region.beheerder("school-a");
  std::vector<std::unique_ptr<Somebody>> people;
  auto const invited = [&] {
    auto const answer = region.ask(beheerder, Invite{"ook" + std::to_string(people.size()) + "@school-a", "Ook", "medewerker"});
    EXPECT_TRUE(answer);
    people.push_back(std::make_unique<Somebody>());
    people.back()->org = &region.org("school-a");
    return answer->code;
  };
  auto const enrol = [&](std::string const& code) { return region.enrol(*people.back(), code); };
  for_every_change(invited, enrol, [](Enrolled const&) {});
  auto const enrolled = [&] {
    EXPECT_TRUE(enrol(invited()));
    return people.back().get();
  };
  for_every_change(
      enrolled,
      [&](Somebody const* who) {
        return region.ask(beheerder, Certify{who->account, crypto::issue(region.certificate_for(*who), who->org->key)});
      },
      [](app::Done const&) {});
  EXPECT_TRUE(region.sign_in(*people.back()));
}

TEST_P(FaultsTest, of_a_vault) {
  auto& beheerder = region.beheerder("school-a");
  std::uint64_t version = 1;
  for_every_change(
      [&] {
        return PutVault{version + 1, Bytes(100, static_cast<crypto::Byte>(version)), {}};
      },
      [&](PutVault const& command) {
        return region.ask(beheerder, PutVault{command.version, command.blob, {}});
      },
      [&](VaultPut const& answer) { EXPECT_EQ(answer.version, ++version); });
}

TEST_P(FaultsTest, of_signing_out) {
  std::string cookie;
  for_every_change(
      [&] {
        EXPECT_TRUE(region.sign_in(colleague));
        return cookie = colleague.cookie;
      },
      [&](std::string const& of) { return region.post(of, SignOut{}); }, [](app::Done const&) {});
  EXPECT_FALSE(region.connect(cookie, 5));
}

TEST_P(FaultsTest, of_signing_in) {
  for_every_change(
      kNothing, [&](int) { return region.sign_in(colleague); }, [](SignedIn const&) {});
  EXPECT_TRUE(region.ask(colleague, ListRooms{}));
}

INSTANTIATE_TEST_SUITE_P(disk, FaultsTest, ::testing::ValuesIn(every_kind_of_disk()), name_of);

}  // namespace
}  // namespace beraad::app::testing
