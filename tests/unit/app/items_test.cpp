// SPDX-License-Identifier: EUPL-1.2
// Items: what is taken, what is refused and with which word, what others hear, and how pages and cursors count.
#include "consultation_under_test.hpp"

#include "crypto/item_chain.hpp"

namespace beraad::app::testing {
namespace {

using crypto::BasisEvent;
using crypto::OpKind;

class ItemsTest : public ConsultationTest {
 protected:
  ItemsTest() { begin_consult(); }
  std::string_view refused(crypto::ItemHeader const& header) {
    return reason(region.ask(mentor, AppendItem{consult.id, consult.seal(*masked, header)}));
  }
};

TEST_F(ItemsTest, an_item_is_numbered_chained_and_told_to_the_others) {
  region.ear().forget();
  auto const item = consult.item(*masked);
  auto caller = mentor.caller;
  caller.connection = static_cast<ConnectionId>(7);
  auto const answer = region.ask(caller, AppendItem{consult.id, item});
  ASSERT_TRUE(answer) << answer.error().words.en;
  EXPECT_EQ(answer->seq, 1U);
  EXPECT_EQ(answer->head, crypto::next_head(crypto::kFirstHead, item));
  region.settle();
  auto const told = region.ear().of("item.new");
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].except, static_cast<ConnectionId>(7));
  EXPECT_TRUE(region.ear().told("item.new", official.account));
  EXPECT_TRUE(region.ear().told("item.new", mentor.account)) << "on their other devices";
  EXPECT_FALSE(region.ear().told("item.new", colleague.account));
}

TEST_F(ItemsTest, the_same_item_again_gets_the_same_answer) {
  auto const item = consult.item(*masked);
  auto const once = region.ask(mentor, AppendItem{consult.id, item});
  auto const rotation = consult.entry(gemeente, {BasisEvent::kKeyRotation, {OpKind::kRotate}, {nullptr}, 3});
  ASSERT_TRUE(region.ask(official, AppendEntry{consult.id, {rotation.entry, {}, rotation.boxes, rotation.share.clone()}}));
  consult.accepted();
  region.settle();
  region.ear().forget();
  auto const again = region.ask(mentor, AppendItem{consult.id, item});
  ASSERT_TRUE(once && again) << "also when the epoch has moved on";
  EXPECT_EQ(once->seq, again->seq);
  EXPECT_EQ(once->at, again->at);
  EXPECT_EQ(once->head, again->head);
  region.settle();
  EXPECT_TRUE(region.ear().of("item.new").empty());
}

TEST_F(ItemsTest, an_id_is_not_used_for_something_else) {
  auto header = consult.header(*masked);
  ASSERT_TRUE(region.ask(mentor, AppendItem{consult.id, consult.seal(*masked, header)}));
  header.ctr = 2;
  EXPECT_EQ(refused(header), "conflict");
}

TEST_F(ItemsTest, what_does_not_hold_is_refused_with_its_own_word) {
  append(mentor, consult, *masked);
  struct Case {
    char const* what;
    std::function<void(crypto::ItemHeader&)> spoil;
    std::string_view reason;
  };
  std::vector<Case> const cases{
      {"an old counter", [](auto& header) { header.ctr = 1; }, "conflict"},
      {"another epoch", [](auto& header) { header.epoch = 5; }, "stale_epoch"},
      {"another room", [](auto& header) { header.room = crypto::random_id<RoomId>(); }, "bad_request"},
      {"another head", [](auto& header) { header.seen_head[0] ^= 1; }, "bad_chain"},
      {"a head from the future", [](auto& header) { header.seen_seq = 9; }, "bad_chain"},
      {"somebody else's leaf", [&](auto& header) { header.from = gemeente.leaf; }, "refused"},
      {"one's own account instead of the pseudonym", [&](auto& header) { header.from = mentor.leaf(); }, "refused"},
      {"the pupil's card", [](auto& header) { header.type = "identity"; }, "refused"},
      {"a signal", [](auto& header) { header.type = "signal"; }, "refused"},
      {"a type nobody knows", [](auto& header) { header.type = "poem"; }, "refused"},
  };
  for (auto const& each : cases) {
    auto header = consult.header(*masked);
    each.spoil(header);
    EXPECT_EQ(refused(header), each.reason) << each.what;
  }
  auto forged = consult.item(*masked);
  forged.c[0] ^= 1;
  EXPECT_EQ(reason(region.ask(mentor, AppendItem{consult.id, forged})), "bad_signature");
  auto const by_another = consult.seal(gemeente, consult.header(*masked));
  EXPECT_EQ(reason(region.ask(mentor, AppendItem{consult.id, by_another})), "bad_signature");
  auto large = consult.item(*masked);
  large.c.resize(crypto::kMaxCiphertextBytes + 1);
  EXPECT_EQ(reason(region.ask(mentor, AppendItem{consult.id, large})), "too_large");
  EXPECT_EQ(region.ask(mentor, PageItems{consult.id, 0, 100})->items.size(), 1U);
}

TEST_F(ItemsTest, the_pupils_card_is_written_in_the_schoolteam_only) {
  EXPECT_EQ(reason(region.ask(mentor, AppendItem{team.id, team.item(me, "identity")})), "");
  EXPECT_EQ(reason(region.ask(official, AppendItem{team.id, team.item(gemeente, "identity")})), "not_found");
}

TEST_F(ItemsTest, a_stranger_writes_nothing) {
  for (auto* each : {&other_school, &other_gemeente, &colleague}) {
    auto const as = named(*each);
    auto const there = region.ask(*each, AppendItem{consult.id, consult.seal(as, consult.header(as))});
    auto header = consult.header(as);
    header.room = crypto::random_id<RoomId>();
    auto const nowhere = region.ask(*each, AppendItem{header.room, consult.seal(as, header)});
    EXPECT_EQ(reason(there), "not_found");
    EXPECT_EQ(nl(there), nl(nowhere));
  }
}

TEST_F(ItemsTest, a_blocked_account_writes_nothing) {
  ASSERT_TRUE(region.ask(region.beheerder("school-a"), Block{mentor.account}));
  EXPECT_EQ(reason(region.ask(mentor, AppendItem{consult.id, consult.item(*masked)})), "not_signed_in");
}

TEST_F(ItemsTest, pages_go_back_and_forth_over_an_unbroken_chain) {
  std::vector<crypto::Hash> heads{crypto::kFirstHead};
  for (int i = 0; i < 7; ++i) heads.push_back(append(mentor, consult, *masked).head);
  auto const newest = region.ask(official, PageItems{consult.id, 0, 3});
  ASSERT_TRUE(newest);
  ASSERT_EQ(newest->items.size(), 3U);
  EXPECT_EQ(newest->items[0].seq, 5U);
  EXPECT_EQ(newest->prev_head, heads[4]);
  EXPECT_EQ(newest->last_seq, 7U);
  auto const older = region.ask(official, PageItems{consult.id, 5, 100});
  ASSERT_EQ(older->items.size(), 4U);
  EXPECT_EQ(older->prev_head, heads[0]);
  auto const since = region.ask(official, ItemsSince{consult.id, 5, 100});
  ASSERT_EQ(since->items.size(), 2U);
  EXPECT_EQ(since->prev_head, heads[5]);
  EXPECT_TRUE(region.ask(official, ItemsSince{consult.id, 7, 100})->items.empty());
}

TEST_F(ItemsTest, positions_out_of_range_reach_no_other_room) {
  append(mentor, consult, *masked);
  ASSERT_EQ(reason(region.ask(mentor, AppendItem{team.id, team.item(me)})), "");
  for (std::uint64_t const far : {std::uint64_t{1} << 32, std::uint64_t{1} << 40, (std::uint64_t{1} << 53) - 1}) {
    EXPECT_EQ(region.ask(official, PageItems{consult.id, far, 100})->items.size(), 1U);
    EXPECT_TRUE(region.ask(official, ItemsSince{consult.id, far, 100})->items.empty());
    EXPECT_TRUE(region.ask(official, ReadLog{consult.id, far})->entries.empty());
    EXPECT_EQ(reason(region.ask(official, MoveDelivered{consult.id, far})), "bad_request");
  }
}

TEST_F(ItemsTest, large_pages_are_cut_and_still_unbroken) {
  std::string const long_text(30'000, 'a');
  for (int i = 0; i < 5; ++i) {
    auto const answer = region.ask(mentor, AppendItem{consult.id, consult.item(*masked, "text", long_text)});
    ASSERT_TRUE(answer);
    consult.appended(*answer);
  }
  auto const newest = region.ask(official, PageItems{consult.id, 0, 100});
  ASSERT_TRUE(newest);
  EXPECT_LT(newest->items.size(), 5U);
  EXPECT_EQ(newest->items.back().seq, 5U);
  auto const oldest = region.ask(official, ItemsSince{consult.id, 0, 100});
  EXPECT_LT(oldest->items.size(), 5U);
  EXPECT_EQ(oldest->items.front().seq, 1U);
}

TEST_F(ItemsTest, threads_are_listed_to_members_page_by_page) {
  std::vector<ThreadId> threads;
  for (int i = 0; i < 3; ++i) {
    auto header = consult.header(*masked);
    header.thread = crypto::random_id<ThreadId>();
    threads.push_back(header.thread);
    auto const answer = region.ask(mentor, AppendItem{consult.id, consult.seal(*masked, header)});
    ASSERT_TRUE(answer) << answer.error().words.en;
    consult.appended(*answer);
  }
  auto const first = region.ask(official, ListThreads{consult.id, 0, 2});
  ASSERT_TRUE(first);
  ASSERT_EQ(first->threads.size(), 2U);
  EXPECT_TRUE(first->more);
  EXPECT_EQ(first->threads[0].first.seq, 1U);
  auto const rest = region.ask(official, ListThreads{consult.id, 2, 2});
  ASSERT_EQ(rest->threads.size(), 1U);
  EXPECT_FALSE(rest->more);
  EXPECT_EQ(crypto::decode_item_header(rest->threads[0].first.h)->thread, threads[2]);
  for (auto* each : {&other_school, &other_gemeente, &colleague}) {
    EXPECT_EQ(reason(region.ask(*each, ListThreads{consult.id, 0, 2})), "not_found");
  }
}

TEST_F(ItemsTest, unread_counts_follow_the_cursors) {
  append(mentor, consult, *masked);
  append(mentor, consult, *masked);
  auto const before = region.ask(official, ListRooms{});
  ASSERT_EQ(before->rooms[0].unread.size(), 1U);
  EXPECT_EQ(before->rooms[0].unread[0].count, 2U);
  EXPECT_TRUE(region.ask(mentor, ListRooms{})->rooms[0].unread.empty()) << "one's own";
  region.ear().forget();
  EXPECT_TRUE(region.ask(official, MoveDelivered{consult.id, 2}));
  EXPECT_TRUE(region.ask(official, MoveRead{consult.id, consult.thread, 1}));
  EXPECT_TRUE(region.ask(official, MoveRead{consult.id, consult.thread, 1})) << "again: nothing moves";
  region.settle();
  EXPECT_EQ(region.ear().of("cursor.moved").size(), 2U);
  EXPECT_EQ(region.ask(official, ListRooms{})->rooms[0].unread[0].count, 1U);
  auto const cursors = region.ask(mentor, ListCursors{consult.id});
  ASSERT_TRUE(cursors);
  for (auto const& each : cursors->cursors) EXPECT_EQ(each.leaf, gemeente.leaf);
  EXPECT_EQ(cursors->cursors.size(), 2U);
  EXPECT_EQ(reason(region.ask(official, MoveDelivered{consult.id, 3})), "bad_request");
  EXPECT_EQ(reason(region.ask(colleague, MoveDelivered{consult.id, 1})), "not_found");
}

}  // namespace
}  // namespace beraad::app::testing
