// SPDX-License-Identifier: EUPL-1.2
// Items: the order they are taken in, the pages they are given in, and what stays of a tombstone.
#include "db/items.hpp"

#include "tests/unit/db/room_store.hpp"

namespace beraad::db {
namespace {

ThreadId const kThread = id_of<ThreadId>(1);

class ItemsOf : public RoomStoreTest {
 protected:
  void SetUp() override {
    open_with_room();
    mentor_ = read([this](Stores const& stores) { return stores.rooms.leaf_of_account(room_, kMentor); })->no;
  }
  Result<void> append(Item const& item) {
    return write([&](Stores& stores) { return stores.items.append(room_, mentor_, item); });
  }
  void append_many(std::uint64_t count) {
    ASSERT_OK(write([&](Stores& stores) -> Result<void> {
      for (std::uint64_t i = 0; i < count; ++i)
        if (auto said = say(stores, room_, kMentor, kThread); !said) return said.error();
      return {};
    }));
  }
  std::vector<std::uint64_t> numbers(Result<std::vector<Item>> const& items) {
    std::vector<std::uint64_t> out;
    for (Item const& item : items.value()) out.push_back(item.seq);
    return out;
  }
  std::vector<std::uint64_t> before(std::uint64_t seq, std::uint32_t limit) {
    return numbers(read([=, this](Stores const& stores) { return stores.items.before(room_, seq, limit); }));
  }
  std::vector<std::uint64_t> after(std::uint64_t seq, std::uint32_t limit) {
    return numbers(read([=, this](Stores const& stores) { return stores.items.after(room_, seq, limit); }));
  }
  LeafNo mentor_{};
};

using Numbers = std::vector<std::uint64_t>;

TEST_F(ItemsOf, item_is_kept_as_it_came_and_moves_room_and_sender) {
  auto const item = item_of(7, kThread, kMentor, 1, 5);
  ASSERT_OK(append(item));
  auto const found = read([this](Stores const& stores) { return stores.items.find(room_, id_of<ItemId>(7)); });
  ASSERT_OK(found);
  EXPECT_EQ(found->seq, 1U);
  EXPECT_EQ(found->thread, kThread);
  EXPECT_EQ(found->from, leaf_of(kMentor));
  EXPECT_EQ(found->type, "text");
  EXPECT_EQ(found->ctr, 5U);
  EXPECT_EQ(found->at, item.at);
  EXPECT_EQ(found->h, item.h);
  EXPECT_EQ(found->c, item.c);
  EXPECT_EQ(found->head, item.head);
  EXPECT_FALSE(found->tombstone);
  auto const room = read([this](Stores const& stores) { return stores.rooms.find(room_); });
  EXPECT_EQ(room->last_seq, 1U);
  EXPECT_EQ(room->head, item.head);
  EXPECT_EQ(read([this](Stores const& stores) { return stores.rooms.leaf(room_, leaf_of(kMentor)); })->last_ctr, 5U);
}

TEST_F(ItemsOf, sequence_has_no_gap_and_no_repetition) {
  ASSERT_OK(append(item_of(1, kThread, kMentor, 1, 1)));
  EXPECT_EQ(code_of(append(item_of(2, kThread, kMentor, 1, 2))), Errc::kStale);
  EXPECT_EQ(code_of(append(item_of(2, kThread, kMentor, 3, 2))), Errc::kStale);
  EXPECT_EQ(code_of(append(item_of(2, kThread, kMentor, 0, 2))), Errc::kMalformed);
  EXPECT_OK(append(item_of(2, kThread, kMentor, 2, 2)));
}

TEST_F(ItemsOf, counter_must_grow_and_id_must_be_new_and_a_refusal_changes_nothing) {
  ASSERT_OK(append(item_of(1, kThread, kMentor, 1, 5)));
  EXPECT_EQ(code_of(append(item_of(2, kThread, kMentor, 2, 5))), Errc::kStale);
  EXPECT_EQ(code_of(append(item_of(2, kThread, kMentor, 2, 4))), Errc::kStale);
  EXPECT_EQ(code_of(append(item_of(1, kThread, kMentor, 2, 6))), Errc::kConflict);
  EXPECT_EQ(read([this](Stores const& stores) { return stores.rooms.find(room_); })->last_seq, 1U);
  EXPECT_EQ(read([this](Stores const& stores) { return stores.rooms.leaf(room_, leaf_of(kMentor)); })->last_ctr, 5U);
  EXPECT_OK(append(item_of(2, kThread, kMentor, 2, 6)));
}

TEST_F(ItemsOf, who_left_appends_nothing) {
  ASSERT_OK(write([this](Stores& stores) { return stores.rooms.remove_leaf(room_, leaf_of(kMentor), 1); }));
  EXPECT_EQ(code_of(append(item_of(1, kThread, kMentor, 1, 1))), Errc::kStale);
}

TEST_F(ItemsOf, same_id_may_be_used_in_another_room) {
  ASSERT_OK(append(item_of(1, kThread, kMentor, 1, 1)));
  ASSERT_OK(write([](Stores& stores) -> Result<std::uint64_t> {
    auto const other = add_room(stores, 2, "consult", {kMentor});
    if (!other) return other.error();
    return say(stores, *other, kMentor, kThread);
  }));
}

TEST_F(ItemsOf, pages_go_back_from_the_newest_and_forward_from_what_is_known) {
  append_many(10);
  EXPECT_EQ(before(0, 3), (Numbers{8, 9, 10}));
  EXPECT_EQ(before(8, 3), (Numbers{5, 6, 7}));
  EXPECT_EQ(before(2, 3), (Numbers{1}));
  EXPECT_EQ(before(1, 3), Numbers{});
  EXPECT_EQ(after(0, 3), (Numbers{1, 2, 3}));
  EXPECT_EQ(after(8, 3), (Numbers{9, 10}));
  EXPECT_EQ(after(10, 3), Numbers{});
  EXPECT_EQ(after(std::uint64_t{1} << 60, 3), Numbers{});
  EXPECT_EQ(before(std::uint64_t{1} << 60, 2), (Numbers{9, 10}));
}

TEST_F(ItemsOf, pages_of_one_room_end_where_it_ends) {
  append_many(3);
  auto const other = write([](Stores& stores) -> Result<RoomNo> {
    auto no = add_room(stores, 2, "consult", {kMentor});
    if (!no) return no;
    if (auto said = say(stores, *no, kMentor, kThread); !said) return said.error();
    return no;
  });
  ASSERT_OK(other);
  EXPECT_EQ(after(0, 100), (Numbers{1, 2, 3}));
  EXPECT_EQ(numbers(read([&](Stores const& stores) { return stores.items.before(*other, 0, 100); })), (Numbers{1}));
}

TEST_F(ItemsOf, head_before_a_page_is_found) {
  append_many(3);
  auto const head = [this](std::uint64_t seq) {
    return read([=, this](Stores const& stores) { return stores.items.head_at(room_, seq); });
  };
  EXPECT_EQ(head(0).value(), crypto::Hash{});
  EXPECT_EQ(head(2).value(), hash_of(2));
  EXPECT_EQ(code_of(head(4)), Errc::kNotFound);
}

TEST_F(ItemsOf, tombstone_keeps_the_hash_and_loses_the_text) {
  append_many(1);
  ASSERT_OK(write([this](Stores& stores) { return stores.items.entomb(room_, id_of<ItemId>(1), hash_of(3), id_of<LeafId>(9)); }));
  auto const found = read([this](Stores const& stores) { return stores.items.find(room_, id_of<ItemId>(1)); });
  ASSERT_OK(found);
  EXPECT_TRUE(found->tombstone);
  EXPECT_EQ(found->c, crypto::copy_of(hash_of(3)));
  EXPECT_EQ(code_of(write([this](Stores& stores) { return stores.items.entomb(room_, id_of<ItemId>(1), hash_of(3), id_of<LeafId>(9)); })),
            Errc::kNotFound);
}

TEST_F(ItemsOf, threads_are_known_by_their_first_message_that_may_be_seen) {
  std::vector<ThreadId> const of_item{kThread, id_of<ThreadId>(3), kThread, id_of<ThreadId>(2), id_of<ThreadId>(3), kThread};
  for (std::size_t i = 0; i < of_item.size(); ++i) {
    auto const seq = i + 1;
    ASSERT_OK(append(item_of(static_cast<std::uint8_t>(seq), of_item[i], kMentor, seq, seq)));
  }
  auto const threads = [this](std::uint64_t from, std::uint64_t after, std::uint32_t limit) {
    auto const found = read([=, this](Stores const& stores) { return stores.items.threads(room_, from, after, limit); });
    Numbers out;
    for (ThreadStart const& each : found.value()) out.push_back(each.first.seq);
    return out;
  };
  EXPECT_EQ(threads(0, 0, 10), (Numbers{1, 2, 4}));
  EXPECT_EQ(threads(0, 1, 10), (Numbers{2, 4}));
  EXPECT_EQ(threads(0, 0, 2), (Numbers{1, 2}));
  EXPECT_EQ(threads(2, 0, 10), (Numbers{3, 4, 5})) << "for whoever came after the second";
  EXPECT_EQ(threads(5, 0, 10), (Numbers{6}));
  auto const found = read([this](Stores const& stores) { return stores.items.threads(room_, 0, 0, 1); });
  EXPECT_EQ(found.value()[0].last_at, item_of(6, kThread, kMentor, 6, 6).at);
  auto const first = found.value()[0].first;
  ASSERT_OK(write([&](Stores& stores) { return stores.items.entomb(room_, first.id, crypto::sha256(first.c), id_of<LeafId>(9)); }));
  EXPECT_EQ(threads(0, 0, 10), (Numbers{2, 3, 4}));
}

TEST_F(ItemsOf, records_are_found_among_what_was_said) {
  append_many(2);
  auto record = item_of(9, kThread, kMentor, 3, 9);
  record.type = "record";
  ASSERT_OK(append(record));
  append_many(1);
  auto const found = read([this](Stores const& stores) { return stores.items.records(room_); });
  ASSERT_EQ(found.value().size(), 1U);
  EXPECT_EQ(found.value()[0].seq, 3U);
  EXPECT_EQ(found.value()[0].org, kSchool) << "of who made it";
}

}  // namespace
}  // namespace beraad::db
