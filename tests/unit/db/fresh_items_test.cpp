// SPDX-License-Identifier: EUPL-1.2
// What is fresh and what is settled is one sequence to whoever reads, wherever the seam lies.
#include <map>

#include "tests/unit/db/room_store.hpp"

namespace beraad::db {
namespace {

ThreadId const kOne = id_of<ThreadId>(1);
ThreadId const kTwo = id_of<ThreadId>(2);
ThreadId const kThree = id_of<ThreadId>(3);
constexpr unsigned kSettled = Items::kMostFresh;  // the one that fills the table is moved with the rest

class FreshItems : public RoomStoreTest {
 protected:
  void SetUp() override { open_with_room(); }
  void say_many(std::uint64_t count, ThreadId const& thread) {
    ASSERT_OK(write([&](Stores& stores) -> Result<void> {
      for (std::uint64_t i = 0; i < count; ++i)
        if (auto said = say(stores, room_, kMentor, thread); !said) return said.error();
      return {};
    }));
  }
  Result<void> append(unsigned number, std::string_view type = "text") {
    return write([&, this](Stores& stores) -> Result<void> {
      auto const now = stores.rooms.find(room_);
      if (!now) return now.error();
      auto const leaf = stores.rooms.leaf_of_account(room_, kMentor);
      if (!leaf) return leaf.error();
      auto item = item_of(number, kOne, kMentor, now->last_seq + 1, leaf->last_ctr + 1);
      item.type = type;
      item.counts = type == "text";
      return stores.items.append(room_, leaf->no, item);
    });
  }
  std::vector<std::uint64_t> numbers(Result<std::vector<Item>> const& items) {
    std::vector<std::uint64_t> out;
    for (Item const& item : items.value()) out.push_back(item.seq);
    return out;
  }
  std::map<ThreadId, std::uint64_t> unread_of(AccountId const& who) {
    std::map<ThreadId, std::uint64_t> out;
    auto const view = read([&](Stores const& stores) { return stores.rooms.view(room_, who); }).value();
    for (auto const& unread : view.unread) out[unread.thread] = unread.count;
    return out;
  }
  // Asked of the file itself, past the stores.
  std::int64_t count(Sql sql) {
    return Connection::open(files().store, test_keys().store, Access::kReadOnly).value().value<std::int64_t>(sql).value();
  }
};

using Counts = std::map<ThreadId, std::uint64_t>;
using Numbers = std::vector<std::uint64_t>;

TEST_F(FreshItems, are_moved_all_at_once_when_there_are_many) {
  say_many(kSettled - 1, kOne);
  EXPECT_EQ(count("SELECT count(*) FROM item"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM fresh_item"), kSettled - 1);
  say_many(1, kOne);
  EXPECT_EQ(count("SELECT count(*) FROM item"), kSettled);
  EXPECT_EQ(count("SELECT count(*) FROM fresh_item"), 0);
  say_many(2 * kSettled + 3, kOne);
  EXPECT_EQ(count("SELECT count(*) FROM item"), 3 * kSettled);
  EXPECT_EQ(count("SELECT count(*) FROM fresh_item"), 3);
}

TEST_F(FreshItems, of_another_room_stay_where_they_are) {
  auto const other = write([](Stores& stores) { return add_room(stores, 2, "consult", {kMentor}); });
  ASSERT_OK(other);
  ASSERT_OK(write([&](Stores& stores) { return say(stores, *other, kMentor, kTwo); }));
  say_many(kSettled, kOne);
  EXPECT_EQ(count("SELECT count(*) FROM item"), kSettled);
  EXPECT_EQ(numbers(read([&](Stores const& stores) { return stores.items.before(*other, 0, 9); })), Numbers{1});
  EXPECT_EQ(count("SELECT count(*) FROM fresh_item"), 1);
}

TEST_F(FreshItems, pages_run_over_the_seam) {
  say_many(kSettled + 2, kOne);
  auto const before = [this](std::uint64_t seq, std::uint32_t limit) {
    return numbers(read([=, this](Stores const& stores) { return stores.items.before(room_, seq, limit); }));
  };
  auto const after = [this](std::uint64_t seq, std::uint32_t limit) {
    return numbers(read([=, this](Stores const& stores) { return stores.items.after(room_, seq, limit); }));
  };
  EXPECT_EQ(before(0, 4), (Numbers{kSettled - 1, kSettled, kSettled + 1, kSettled + 2}));
  EXPECT_EQ(before(kSettled + 2, 3), (Numbers{kSettled - 1, kSettled, kSettled + 1}));
  EXPECT_EQ(before(kSettled + 1, 2), (Numbers{kSettled - 1, kSettled}));
  EXPECT_EQ(after(kSettled - 2, 3), (Numbers{kSettled - 1, kSettled, kSettled + 1}));
  EXPECT_EQ(after(kSettled, 9), (Numbers{kSettled + 1, kSettled + 2}));
  for (unsigned const seq : {kSettled, kSettled + 1}) {
    EXPECT_EQ(read([=, this](Stores const& stores) { return stores.items.head_at(room_, seq); }).value(), hash_of(seq));
    auto const found = read([=, this](Stores const& stores) { return stores.items.find(room_, id_of<ItemId>(seq)); });
    ASSERT_OK(found);
    auto const expected = item_of(seq, kOne, kMentor, seq, seq);
    EXPECT_EQ(found->seq, seq);
    EXPECT_EQ(found->from, expected.from);
    EXPECT_EQ(found->type, expected.type);
    EXPECT_EQ(found->ctr, expected.ctr);
    EXPECT_EQ(found->at, expected.at);
    EXPECT_EQ(found->h, expected.h);
    EXPECT_EQ(found->k, expected.k);
    EXPECT_EQ(found->c, expected.c);
    EXPECT_EQ(found->s, expected.s);
    EXPECT_EQ(found->head, expected.head);
    EXPECT_FALSE(found->tombstone);
  }
}

TEST_F(FreshItems, page_is_merged_from_both_tables_and_not_sorted_out_of_all) {
  auto store = Connection::open(files().store, test_keys().store, Access::kReadOnly);
  ASSERT_OK(store);
  auto const plan = store->all<std::string>(
      "EXPLAIN QUERY PLAN SELECT place, c, tombstone, removed_by FROM every_item WHERE place > 1 AND place < 9 ORDER BY place DESC LIMIT 3",
      +[](Row& row) {
        std::int64_t number = 0;
        std::string words;
        row.into(number, number, number, words);
        return words;
      });
  ASSERT_OK(plan);
  EXPECT_EQ(plan->front(), "MERGE (UNION ALL)");
  for (auto const& step : *plan) EXPECT_EQ(step.find("TEMP B-TREE"), std::string::npos) << step;
}

TEST_F(FreshItems, id_is_new_on_both_sides_of_the_seam) {
  say_many(kSettled + 2, kOne);
  EXPECT_EQ(code_of(append(kSettled)), Errc::kConflict);
  EXPECT_EQ(code_of(append(kSettled + 1)), Errc::kConflict);
  EXPECT_OK(append(kSettled + 3));
}

TEST_F(FreshItems, thread_is_known_by_its_first_and_dated_by_its_newest_message_wherever_they_lie) {
  say_many(kSettled - 1, kOne);
  say_many(1, kTwo);
  say_many(1, kThree);
  say_many(2, kOne);
  auto const threads = [this](std::uint64_t from, std::uint64_t after) {
    std::vector<std::pair<std::uint64_t, TimeMs>> out;
    for (auto const& each : read([=, this](Stores const& stores) { return stores.items.threads(room_, from, after, 10); }).value())
      out.emplace_back(each.first.seq, each.last_at - 5000);
    return out;
  };
  using Found = std::vector<std::pair<std::uint64_t, TimeMs>>;
  constexpr auto n = static_cast<TimeMs>(kSettled);
  EXPECT_EQ(threads(0, 0), (Found{{1, n + 3}, {kSettled, n}, {kSettled + 1, n + 1}}));
  EXPECT_EQ(threads(0, kSettled), (Found{{kSettled + 1, n + 1}}));
  EXPECT_EQ(threads(kSettled - 1, 0), (Found{{kSettled, n}, {kSettled + 1, n + 1}, {kSettled + 2, n + 3}}));
  EXPECT_EQ(threads(kSettled + 2, 0), (Found{{kSettled + 3, n + 3}}));
}

TEST_F(FreshItems, unread_ones_count_with_the_settled_ones) {
  say_many(kSettled, kOne);
  EXPECT_EQ(unread_of(kContact), (Counts{{kOne, kSettled}}));
  say_many(2, kOne);
  say_many(3, kTwo);
  EXPECT_EQ(unread_of(kContact), (Counts{{kOne, kSettled + 2}, {kTwo, 3}}));
  EXPECT_EQ(unread_of(kMentor), Counts{});
  ASSERT_OK(write([this](Stores& stores) { return stores.cursors.move(room_, {leaf_of(kContact), kOne, kSettled + 1}); }));
  EXPECT_EQ(unread_of(kContact), (Counts{{kOne, 1}, {kTwo, 3}}));
  auto newcomer = member_leaf(kColleague, 1);
  newcomer.from_seq = kSettled + 1;
  ASSERT_OK(write([&, this](Stores& stores) { return stores.rooms.add_leaf(room_, newcomer); }));
  EXPECT_EQ(unread_of(kColleague), (Counts{{kOne, 1}, {kTwo, 3}}));
}

TEST_F(FreshItems, records_are_found_on_both_sides) {
  ASSERT_OK(append(9001, "record"));
  say_many(kSettled - 1, kOne);
  ASSERT_OK(append(9002, "record"));
  auto const found = read([this](Stores const& stores) { return stores.items.records(room_); });
  ASSERT_EQ(found.value().size(), 2U);
  EXPECT_EQ(found.value()[0].seq, 1U);
  EXPECT_EQ(found.value()[1].seq, kSettled + 1);
  EXPECT_EQ(found.value()[1].org, kSchool) << "of who made it";
}

TEST_F(FreshItems, what_is_taken_away_lies_in_no_table_any_more) {
  say_many(2, kOne);
  ASSERT_OK(write([this](Stores& stores) { return stores.items.entomb(room_, id_of<ItemId>(2), hash_of(3), id_of<LeafId>(9)); }));
  EXPECT_EQ(count("SELECT count(*) FROM every_item WHERE length(c) = 272"), 1);
  EXPECT_EQ(count("SELECT count(*) FROM every_item WHERE tombstone = 1"), 1);
  EXPECT_EQ(count("SELECT count(*) FROM every_item"), 2);
  say_many(1, kOne);
  EXPECT_EQ(unread_of(kContact), (Counts{{kOne, 2}}));
}

TEST_F(FreshItems, go_with_their_room_and_leave_those_of_others) {
  ASSERT_OK(write([](Stores& stores) -> Result<std::uint64_t> {
    auto const other = add_room(stores, 2, "consult", {kMentor});
    if (!other) return other.error();
    return say(stores, *other, kMentor, kOne);
  }));
  say_many(2, kOne);
  close();
  auto store = Connection::open(files().store, test_keys().store, Access::kReadWrite);
  ASSERT_OK(store);
  ASSERT_OK(store->run("DELETE FROM room WHERE no = ?1", room_));
  EXPECT_EQ(store->value<std::int64_t>("SELECT count(*) FROM every_item WHERE room = ?1", room_).value(), 0);
  EXPECT_EQ(store->value<std::int64_t>("SELECT count(*) FROM every_item").value(), 1);
  EXPECT_OK(store->verify());
}

TEST_F(FreshItems, are_there_after_a_restart) {
  say_many(3, kOne);
  reopen();
  say_many(kSettled, kTwo);
  EXPECT_EQ(unread_of(kContact), (Counts{{kOne, 3}, {kTwo, kSettled}}));
}

}  // namespace
}  // namespace beraad::db
