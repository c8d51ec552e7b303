// SPDX-License-Identifier: EUPL-1.2
// What is unread in a thread, for whom, and after reading on any device.
#include <map>

#include "tests/unit/db/room_store.hpp"

namespace beraad::db {
namespace {

ThreadId const kFirst = id_of<ThreadId>(1);
ThreadId const kSecond = id_of<ThreadId>(2);

class UnreadOf : public RoomStoreTest {
 protected:
  void SetUp() override { open_with_room("consult"); }
  std::uint64_t say_as(AccountId const& from, ThreadId const& thread, bool counts = true) {
    return write([&](Stores& stores) { return say(stores, room_, from, thread, counts); }).value();
  }
  bool read_until(AccountId const& who, ThreadId const& thread, std::uint64_t seq) {
    return write([&](Stores& stores) { return stores.cursors.move(room_, {leaf_of(who), thread, seq}); }).value();
  }
  std::map<ThreadId, std::uint64_t> unread_of(AccountId const& who) {
    std::map<ThreadId, std::uint64_t> out;
    auto const view = read([&](Stores const& stores) { return stores.rooms.view(room_, who); }).value();
    for (auto const& unread : view.unread) out[unread.thread] = unread.count;
    return out;
  }
  using Counts = std::map<ThreadId, std::uint64_t>;
};

TEST_F(UnreadOf, empty_room_has_none) {
  EXPECT_EQ(unread_of(kMentor), Counts{});
}

TEST_F(UnreadOf, others_items_count_and_own_ones_do_not) {
  say_as(kMentor, kFirst);
  say_as(kMentor, kFirst);
  say_as(kContact, kFirst);
  say_as(kMentor, kSecond);
  EXPECT_EQ(unread_of(kContact), (Counts{{kFirst, 2}, {kSecond, 1}}));
  EXPECT_EQ(unread_of(kMentor), (Counts{{kFirst, 1}}));
}

TEST_F(UnreadOf, what_is_no_message_does_not_count) {
  say_as(kMentor, kFirst);
  say_as(kMentor, kFirst, false);
  EXPECT_EQ(unread_of(kContact), (Counts{{kFirst, 1}}));
}

TEST_F(UnreadOf, reading_one_thread_leaves_the_other) {
  say_as(kMentor, kFirst);
  say_as(kMentor, kSecond);
  auto const last = say_as(kMentor, kFirst);
  EXPECT_TRUE(read_until(kContact, kFirst, last));
  EXPECT_EQ(unread_of(kContact), (Counts{{kSecond, 1}}));
  say_as(kMentor, kFirst);
  EXPECT_EQ(unread_of(kContact), (Counts{{kFirst, 1}, {kSecond, 1}}));
}

TEST_F(UnreadOf, having_received_is_not_having_read) {
  auto const seq = say_as(kMentor, kFirst);
  EXPECT_TRUE(read_until(kContact, ThreadId{}, seq));
  EXPECT_EQ(unread_of(kContact), (Counts{{kFirst, 1}}));
}

TEST_F(UnreadOf, cursor_of_a_slower_device_moves_nothing_back) {
  say_as(kMentor, kFirst);
  say_as(kMentor, kFirst);
  EXPECT_TRUE(read_until(kContact, kFirst, 2));
  EXPECT_FALSE(read_until(kContact, kFirst, 1));
  EXPECT_FALSE(read_until(kContact, kFirst, 2));
  EXPECT_EQ(unread_of(kContact), Counts{});
  auto const cursors = read([this](Stores const& stores) { return stores.cursors.of_room(room_); });
  ASSERT_OK(cursors);
  ASSERT_EQ(cursors->size(), 1U);
  EXPECT_EQ(cursors->front().leaf, leaf_of(kContact));
  EXPECT_EQ(cursors->front().seq, 2U);
}

TEST_F(UnreadOf, newcomer_does_not_count_what_came_before) {
  say_as(kMentor, kFirst);
  auto leaf = member_leaf(kColleague, 1);
  leaf.from_seq = 1;
  ASSERT_OK(write([&](Stores& stores) { return stores.rooms.add_leaf(room_, leaf); }));
  EXPECT_EQ(unread_of(kColleague), Counts{});
  say_as(kMentor, kFirst);
  EXPECT_EQ(unread_of(kColleague), (Counts{{kFirst, 1}}));
}

TEST_F(UnreadOf, tombstone_is_not_waiting_to_be_read) {
  say_as(kMentor, kFirst);
  ASSERT_OK(write([this](Stores& stores) { return stores.items.entomb(room_, id_of<ItemId>(1), hash_of(3), id_of<LeafId>(9)); }));
  EXPECT_EQ(unread_of(kContact), Counts{});
}

TEST_F(UnreadOf, same_thread_id_in_another_room_is_another_thread) {
  auto const other = write([](Stores& stores) { return add_room(stores, 2, "consult", {kMentor, kContact}); });
  ASSERT_OK(other);
  ASSERT_OK(write([&](Stores& stores) { return say(stores, *other, kMentor, kFirst); }));
  EXPECT_EQ(unread_of(kContact), Counts{});
}

TEST_F(UnreadOf, many_threads_are_all_found) {
  for (unsigned thread = 1; thread <= 40; ++thread)
    for (unsigned i = 0; i < thread % 3; ++i) say_as(kMentor, id_of<ThreadId>(thread));
  auto const counts = unread_of(kContact);
  std::size_t expected = 0;
  for (unsigned thread = 1; thread <= 40; ++thread) {
    if (thread % 3 == 0) continue;
    ++expected;
    EXPECT_EQ(counts.at(id_of<ThreadId>(thread)), thread % 3);
  }
  EXPECT_EQ(counts.size(), expected);
}

}  // namespace
}  // namespace beraad::db
