// SPDX-License-Identifier: EUPL-1.2
// Rooms, who is in them, their log and boxes, and the cases they belong to.
#include "db/rooms.hpp"

#include "tests/unit/db/room_store.hpp"

namespace beraad::db {
namespace {

class RoomOf : public RoomStoreTest {
 protected:
  void SetUp() override { open_with_room(); }
  template <class... A>
  Result<void> change(Result<void> (Rooms::*act)(RoomNo, A...), std::type_identity_t<A>... arguments) {
    return write([&](Stores& stores) { return (stores.rooms.*act)(room_, arguments...); });
  }
};

TEST_F(RoomOf, room_is_found_by_id_number_and_case) {
  auto const found = read([](Stores const& stores) { return stores.rooms.find(id_of<RoomId>(1)); });
  ASSERT_OK(found);
  EXPECT_EQ(found->no, room_);
  EXPECT_EQ(found->kind, "schoolteam");
  EXPECT_EQ(found->school, kSchool);
  EXPECT_FALSE(found->owner);
  EXPECT_FALSE(found->closed);
  EXPECT_EQ(read([](Stores const& stores) { return stores.rooms.of_case(kCase); })->size(), 1U);
  EXPECT_EQ(code_of(read([](Stores const& stores) { return stores.rooms.find(id_of<RoomId>(2)); })), Errc::kNotFound);
  EXPECT_EQ(code_of(write([](Stores& stores) { return add_room(stores, 1, "consult", {}); })), Errc::kConflict);
}

TEST_F(RoomOf, entry_follows_the_newest_one_only) {
  ASSERT_OK(change(&Rooms::advance, hash_of(1), 1, hash_of(50), hash_of(51), false));
  EXPECT_EQ(code_of(change(&Rooms::advance, hash_of(1), 1, hash_of(60), hash_of(61), false)), Errc::kStale);
  ASSERT_OK(change(&Rooms::advance, hash_of(50), 2, hash_of(70), hash_of(71), true));
  auto const room = read([this](Stores const& stores) { return stores.rooms.find(room_); });
  ASSERT_OK(room);
  EXPECT_EQ(room->n, 2U);
  EXPECT_EQ(room->entry_hash, hash_of(70));
  EXPECT_EQ(room->roster, hash_of(71));
  EXPECT_TRUE(room->closed);
}

TEST_F(RoomOf, room_is_picked_up_once) {
  ASSERT_OK(change(&Rooms::pick_up, leaf_of(kContact)));
  EXPECT_EQ(code_of(change(&Rooms::pick_up, leaf_of(kMentor))), Errc::kConflict);
  EXPECT_EQ(read([this](Stores const& stores) { return stores.rooms.find(room_); })->owner, leaf_of(kContact));
}

TEST_F(RoomOf, roster_keeps_the_order_of_adding_and_a_new_certificate_keeps_its_place) {
  ASSERT_OK(write([this](Stores& stores) { return stores.rooms.add_leaf(room_, member_leaf(kColleague, 1)); }));
  ASSERT_OK(change(&Rooms::replace_cert, leaf_of(kMentor), id_of<Serial>(8), signed_of("renewed")));
  auto const roster = read([this](Stores const& stores) { return stores.rooms.roster(room_); });
  ASSERT_OK(roster);
  ASSERT_EQ(roster->size(), 3U);
  EXPECT_EQ(roster->at(0).account, kMentor);
  EXPECT_EQ(roster->at(0).cert, signed_of("renewed"));
  EXPECT_EQ(roster->at(0).serial, id_of<Serial>(8));
  EXPECT_EQ(roster->at(1).account, kContact);
  EXPECT_EQ(roster->at(1).org, kGemeente);
  EXPECT_EQ(roster->at(2).account, kColleague);
  EXPECT_EQ(code_of(write([this](Stores& stores) { return stores.rooms.add_leaf(room_, member_leaf(kColleague, 2)); })), Errc::kConflict);
}

TEST_F(RoomOf, who_left_is_out_and_who_comes_back_goes_on_counting) {
  ASSERT_OK(write([this](Stores& stores) { return say(stores, room_, kMentor, id_of<ThreadId>(1)); }));
  ASSERT_OK(change(&Rooms::remove_leaf, leaf_of(kMentor), 1));
  EXPECT_EQ(code_of(change(&Rooms::remove_leaf, leaf_of(kMentor), 1)), Errc::kNotFound);
  EXPECT_EQ(code_of(read([this](Stores const& stores) { return stores.rooms.leaf(room_, leaf_of(kMentor)); })), Errc::kNotFound);
  EXPECT_EQ(code_of(read([this](Stores const& stores) { return stores.rooms.view(room_, kMentor); })), Errc::kNotFound);
  EXPECT_TRUE(read([](Stores const& stores) { return stores.rooms.views(kMentor); })->empty());
  EXPECT_EQ(read([this](Stores const& stores) { return stores.rooms.accounts(room_); }).value(), std::vector{kContact});

  ASSERT_OK(write([this](Stores& stores) { return stores.rooms.add_leaf(room_, member_leaf(kMentor, 2)); }));
  auto const leaf = read([this](Stores const& stores) { return stores.rooms.leaf_of_account(room_, kMentor); });
  ASSERT_OK(leaf);
  EXPECT_EQ(leaf->last_ctr, 1U);
  EXPECT_EQ(leaf->from_n, 2U);
  auto const stays = read([this](Stores const& stores) { return stores.rooms.stays(room_, kMentor); });
  ASSERT_OK(stays);
  ASSERT_EQ(stays->size(), 2U);
  EXPECT_EQ(stays->at(0).to_n, 1U);
  EXPECT_FALSE(stays->at(1).to_n);
}

TEST_F(RoomOf, views_are_of_the_own_rooms_newest_first) {
  ASSERT_OK(write([](Stores& stores) { return add_room(stores, 2, "consult", {kMentor}); }));
  ASSERT_OK(write([](Stores& stores) { return add_room(stores, 3, "consult", {kContact}); }));
  auto const views = read([](Stores const& stores) { return stores.rooms.views(kMentor); });
  ASSERT_OK(views);
  ASSERT_EQ(views->size(), 2U);
  EXPECT_EQ(views->at(0).room.id, id_of<RoomId>(2));
  EXPECT_EQ(views->at(1).room.id, id_of<RoomId>(1));
  EXPECT_EQ(views->at(0).leaf, leaf_of(kMentor));
  EXPECT_EQ(code_of(read([](Stores const& stores) { return stores.rooms.view(RoomNo{3}, kMentor); })), Errc::kNotFound);
}

TEST_F(RoomOf, cases_are_those_of_whose_schoolteam_one_is) {
  ASSERT_OK(write([](Stores& stores) { return add_room(stores, 2, "consult", {kColleague, kContact}); }));
  EXPECT_EQ(read([](Stores const& stores) { return stores.cases.of_member(kMentor, "schoolteam", "identified"); })->size(), 1U);
  EXPECT_TRUE(read([](Stores const& stores) { return stores.cases.of_member(kColleague, "schoolteam", "identified"); })->empty());
  ASSERT_OK(change(&Rooms::remove_leaf, leaf_of(kMentor), 1));
  EXPECT_TRUE(read([](Stores const& stores) { return stores.cases.of_member(kMentor, "schoolteam", "identified"); })->empty());
  ASSERT_OK(write([](Stores& stores) { return stores.cases.move(kCase, "3", "anonymous"); }));
  EXPECT_EQ(read([](Stores const& stores) { return stores.cases.find(kCase); })->step, "3");
}

TEST_F(RoomOf, log_is_read_in_pages_with_its_certificates) {
  for (std::uint64_t n = 1; n <= 5; ++n)
    ASSERT_OK(write([&](Stores& stores) {
      return stores.log.append(room_,
                               {n, signed_of("entry"), hash_of(static_cast<unsigned>(n)), {signed_of("first"), signed_of("second")}});
    }));
  EXPECT_EQ(code_of(write([this](Stores& stores) {
              return stores.log.append(room_, {5, signed_of("other"), hash_of(9), {}});
            })),
            Errc::kStale);
  auto const page = read([this](Stores const& stores) { return stores.log.entries(room_, 2, 3); });
  ASSERT_OK(page);
  ASSERT_EQ(page->size(), 3U);
  EXPECT_EQ(page->front().n, 2U);
  EXPECT_EQ(page->back().n, 4U);
  EXPECT_EQ(page->front().certs, (std::vector{signed_of("first"), signed_of("second")}));
  EXPECT_EQ(read([this](Stores const& stores) { return stores.log.entries(room_, 0, 100); })->size(), 6U);
}

TEST_F(RoomOf, boxes_are_given_to_their_own_leaf_only) {
  for (std::uint64_t n = 0; n < 4; ++n)
    for (auto const& account : {kMentor, kContact})
      ASSERT_OK(write([&](Stores& stores) { return stores.log.add_box(room_, {n, leaf_of(account), hash_of(1), {}}); }));
  auto const boxes = read([this](Stores const& stores) { return stores.log.boxes(room_, leaf_of(kContact), 1, 2); });
  ASSERT_OK(boxes);
  ASSERT_EQ(boxes->size(), 2U);
  EXPECT_EQ(boxes->at(0).n, 1U);
  EXPECT_EQ(boxes->at(1).leaf, leaf_of(kContact));
}

}  // namespace
}  // namespace beraad::db
