// SPDX-License-Identifier: EUPL-1.2
// Epoch secrets and their boxes.
#include "crypto/epoch.hpp"

#include <gtest/gtest.h>

#include "crypto/constant_time.hpp"
#include "fixture_room.hpp"

namespace beraad::crypto {
namespace {

using test::id_of;
using test::Person;
using test::Region;
using test::RoomWriter;
using test::seed_of;
using test::Written;

class Epoch : public ::testing::Test {
 protected:
  Region region_;
  Person anouk_ = region_.member(region_.school, "Anouk", "zorgcoordinator");
  Person bram_ = region_.member(region_.gemeente, "Bram", "aandachtsfunctionaris");
  RoomWriter room_{region_.trust(), "epoch"};
  Written written_ = room_.write(anouk_, {{OpKind::kCreate}, {OpKind::kAdd, &anouk_}, {OpKind::kAdd, &bram_}}, BasisEvent::kConsultOpened);
};

TEST_F(Epoch, secret_reaches_every_leaf_through_its_own_box_only) {
  room_.take(written_);
  auto const context = epoch_context(room_.state());
  EXPECT_EQ(context, written_.context);
  auto const kc = room_.state().kc;
  auto const opened = open_box(written_.boxes[1], bram_.cert_hash(), bram_.seal, context, kc);
  ASSERT_TRUE(opened);
  EXPECT_TRUE(equal_in_constant_time(opened->es.view(), written_.secrets.es.view()));
  EXPECT_TRUE(equal_in_constant_time(opened->init.view(), written_.secrets.init.view()));

  EXPECT_FALSE(open_box(written_.boxes[0], bram_.cert_hash(), bram_.seal, context, kc)) << "another's box";
  EXPECT_FALSE(open_box(written_.boxes[1], anouk_.cert_hash(), bram_.seal, context, kc)) << "another certificate";
  auto moved = written_.boxes[1];
  moved.leaf = anouk_.leaf();
  EXPECT_FALSE(open_box(moved, bram_.cert_hash(), bram_.seal, context, kc)) << "under another leaf's name";
}

TEST_F(Epoch, is_rejected_on_any_other_context_or_key_confirmation) {
  auto const entry = decode_log_entry(written_.entry.b).value();
  auto const open = [&](Hash const& context, Hash const& kc) {
    return open_box(written_.boxes[0], anouk_.cert_hash(), anouk_.seal, context, kc).has_value();
  };
  EXPECT_TRUE(open(written_.context, entry.kc));
  auto other_kc = entry.kc;
  other_kc[31] = static_cast<Byte>(other_kc[31] ^ 1);
  EXPECT_FALSE(open(written_.context, other_kc));
  EXPECT_FALSE(open(epoch_context(id_of<RoomId>("other"), entry.n, entry.prev, entry.roster, entry.policy), entry.kc));
  EXPECT_FALSE(open(epoch_context(entry.room, 1, entry.prev, entry.roster, entry.policy), entry.kc));
  EXPECT_FALSE(open(epoch_context(entry.room, entry.n, entry.roster, entry.roster, entry.policy), entry.kc));
  EXPECT_FALSE(open(epoch_context(entry.room, entry.n, entry.prev, entry.prev, entry.policy), entry.kc));
  EXPECT_FALSE(open(epoch_context(entry.room, entry.n, entry.prev, entry.roster, entry.prev), entry.kc));
}

TEST_F(Epoch, depends_on_the_one_before_and_on_fresh_randomness) {
  auto const context = written_.context;
  auto const first = start_epoch(nullptr, context, seed_of("random"));
  auto const same = start_epoch(nullptr, context, seed_of("random"));
  auto const after = start_epoch(&first.init, context, seed_of("random"));
  auto const fresh = start_epoch(nullptr, context);
  EXPECT_TRUE(equal_in_constant_time(first.es.view(), same.es.view()));
  EXPECT_FALSE(equal_in_constant_time(first.es.view(), after.es.view()));
  EXPECT_FALSE(equal_in_constant_time(first.es.view(), fresh.es.view()));
}

TEST_F(Epoch, boxes_stand_in_roster_order_under_the_signed_hash) {
  room_.take(written_);
  EXPECT_TRUE(verify_boxes(room_.state(), written_.boxes));
  auto swapped = written_.boxes;
  std::swap(swapped[0], swapped[1]);
  EXPECT_FALSE(verify_boxes(room_.state(), swapped));
  auto exchanged = written_.boxes;
  std::swap(exchanged[0].ct, exchanged[1].ct);
  EXPECT_FALSE(verify_boxes(room_.state(), exchanged));
  EXPECT_FALSE(verify_boxes(room_.state(), std::span(written_.boxes).first(1)));
  EXPECT_FALSE(verify_boxes(room_.state(), {}));
}

TEST_F(Epoch, boxes_are_sealed_for_the_whole_roster) {
  room_.take(written_);
  auto const boxes = seal_boxes(room_.state().roster, written_.context, written_.secrets.es).value();
  ASSERT_EQ(boxes.size(), 2U);
  EXPECT_TRUE(open_box(boxes[0], anouk_.cert_hash(), anouk_.seal, written_.context, written_.secrets.kc));
  EXPECT_TRUE(open_box(boxes[1], bram_.cert_hash(), bram_.seal, written_.context, written_.secrets.kc));
}

}  // namespace
}  // namespace beraad::crypto
