// SPDX-License-Identifier: EUPL-1.2
// Rule 11: what makes the pupil identifiable disappears for everybody when anybody of the room says so; and nothing else ever does.
#include "consultation_under_test.hpp"
#include "crypto/sha256.hpp"

namespace beraad::app::testing {
namespace {

class RemoveItemsTest : public ConsultationTest {
 protected:
  void SetUp() override {
    begin_consult();
    said = consult.item(gemeente, "text", "De spits van het eerste elftal.");
    id = crypto::decode_item_header(said.h)->id;
    auto const answer = region.ask(official, AppendItem{consult.id, said});
    ASSERT_TRUE(answer);
    consult.appended(*answer);
  }
  Outcome<RemovedItems> remove(Somebody const& who, RoomId const& room, std::vector<ItemId> items) {
    return region.ask(who, RemoveItems{room, std::move(items)});
  }
  StoredItem seen_by(Somebody const& who) { return region.ask(who, PageItems{consult.id, 0, 10})->items.back(); }

  Item said;
  ItemId id;
};

TEST_F(RemoveItemsTest, anybody_of_the_room_takes_the_words_away_and_the_chain_stays_what_it_was) {
  auto const head = region.ask(official, PageItems{consult.id, 0, 10})->last_seq;
  region.ear().forget();
  auto const removed = remove(mentor, consult.id, {id});
  ASSERT_TRUE(removed) << removed.error().words.en;
  auto const hash = crypto::sha256(said.c);
  EXPECT_EQ(removed->items.at(0).c, Bytes(hash.begin(), hash.end()));
  EXPECT_EQ(removed->items.at(0).removed_by, masked->leaf) << "under the pseudonym, not by name";
  region.settle();
  for (auto* each : {&mentor, &official}) EXPECT_TRUE(region.ear().told("item.tombstoned", each->account));
  EXPECT_FALSE(region.ear().told("item.tombstoned", colleague.account));
  auto const left = seen_by(official);
  EXPECT_TRUE(left.tombstone);
  EXPECT_EQ(left.h, said.h);
  EXPECT_EQ(region.ask(official, PageItems{consult.id, 0, 10})->last_seq, head);
  EXPECT_EQ(region.ask(official, ListRooms{})->rooms.at(0).tombstones, 1U);
  append(official, consult, gemeente);
}

TEST_F(RemoveItemsTest, nothing_of_it_is_left_in_the_store_after_a_restart) {
  ASSERT_TRUE(remove(official, consult.id, {id}));
  region.restart();
  ASSERT_TRUE(region.sign_in(official));
  EXPECT_EQ(seen_by(official).c.size(), 32U);
  EXPECT_EQ(region.ask(official, ListThreads{consult.id, 0, 10})->threads.size(), 0U);
}

TEST_F(RemoveItemsTest, doing_it_again_changes_nothing_and_sending_the_words_again_brings_nothing_back) {
  ASSERT_TRUE(remove(mentor, consult.id, {id}));
  auto const again = remove(official, consult.id, {id});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->items.at(0).removed_by, masked->leaf) << "who was first";
  EXPECT_TRUE(region.ask(official, AppendItem{consult.id, said})) << "answered as before";
  EXPECT_TRUE(seen_by(official).tombstone);
}

TEST_F(RemoveItemsTest, who_is_not_in_the_room_takes_nothing_away) {
  for (auto* each : {&colleague, &other_gemeente, &other_school}) EXPECT_EQ(reason(remove(*each, consult.id, {id})), "not_found");
  EXPECT_EQ(reason(remove(official, crypto::random_id<RoomId>(), {id})), "not_found");
  EXPECT_FALSE(seen_by(official).tombstone);
}

TEST_F(RemoveItemsTest, all_that_is_named_is_taken_away_or_nothing) {
  EXPECT_EQ(reason(remove(official, consult.id, {id, crypto::random_id<ItemId>()})), "not_found");
  EXPECT_FALSE(seen_by(official).tombstone);
}

TEST_F(RemoveItemsTest, where_the_pupil_is_known_and_of_what_is_no_message_nothing_is_taken_away) {
  auto const in_team = append(mentor, team, me);
  auto const item = region.ask(mentor, PageItems{team.id, in_team.seq + 1, 1})->items.at(0);
  auto const own = crypto::decode_item_header(item.h)->id;
  auto const refused = remove(mentor, team.id, {own});
  EXPECT_EQ(reason(refused), "refused");
  EXPECT_EQ(refused.error().rule, "11");
  EXPECT_EQ(reason(remove(mentor, consult.id, {own})), "not_found") << "an item of another room";

  auto const reaction = consult.item(gemeente, "reaction");
  auto const reacted = region.ask(official, AppendItem{consult.id, reaction});
  ASSERT_TRUE(reacted);
  consult.appended(*reacted);
  EXPECT_EQ(reason(remove(mentor, consult.id, {crypto::decode_item_header(reaction.h)->id})), "refused");
}

TEST_F(RemoveItemsTest, who_joined_later_takes_nothing_away_of_before) {
  RoomWriter::Change const change{crypto::BasisEvent::kMemberAdded, {crypto::OpKind::kAdd}, {&second}, 3};
  auto const joined = region.ask(official, AppendEntry{consult.id, consult.entry(gemeente, change)});
  ASSERT_TRUE(joined) << joined.error().words.en;
  consult.accepted();
  EXPECT_EQ(reason(remove(second_official, consult.id, {id})), "not_found");
}

}  // namespace
}  // namespace beraad::app::testing
