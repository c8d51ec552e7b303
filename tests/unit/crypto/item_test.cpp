// SPDX-License-Identifier: EUPL-1.2
// Items, their padding and their chain.
#include <gtest/gtest.h>

#include "crypto/padding.hpp"
#include "crypto/record.hpp"
#include "fixture_room.hpp"

namespace beraad::crypto {
namespace {

using test::header_of;
using test::id_of;
using test::Person;
using test::Region;
using test::RoomWriter;
using test::Written;

constexpr std::string_view kText = R"({"text":"Zullen we dinsdag overleggen?","title":"Overleg","reply_to":""})";

class Items : public ::testing::Test {
 protected:
  Items() { room_.take(written_); }

  [[nodiscard]] Item seal(ItemHeader const& header, Person const& by) const {
    return seal_item(header, key_, by.sign, view_of(kText)).value();
  }
  [[nodiscard]] ItemPlace here() const { return {.room = room_.room, .epoch = 0}; }
  [[nodiscard]] Roster const& roster() const { return room_.state().roster; }

  Region region_;
  Person anouk_ = region_.member(region_.school, "Anouk", "zorgcoordinator");
  Person bram_ = region_.member(region_.gemeente, "Bram", "aandachtsfunctionaris");
  RoomWriter room_{region_.trust(), "items"};
  Written written_ = room_.write(anouk_, {{OpKind::kCreate}, {OpKind::kAdd, &anouk_}, {OpKind::kAdd, &bram_}}, BasisEvent::kConsultOpened);
  Secret32 key_ = thread_key(epoch_root(written_.share, written_.secrets.es), id_of<ThreadId>("thread"));
};

TEST_F(Items, come_back_as_they_were_said) {
  auto const header = header_of(room_.state(), anouk_, 1, "one");
  auto const item = seal(header, anouk_);
  EXPECT_EQ(verify_item(item, here(), roster()).value(), header);
  EXPECT_EQ(text_of(open_item(item, key_).value().view()), kText);
  EXPECT_EQ(item.c.size(), 256U + 16U);
}

TEST_F(Items, of_another_room_epoch_or_author_are_refused) {
  auto const good = header_of(room_.state(), anouk_, 1, "one");
  auto other = good;
  other.room = id_of<RoomId>("other");
  EXPECT_EQ(verify_item(seal(other, anouk_), here(), roster()).error().code, Errc::kCrypto);
  other = good;
  other.epoch = 1;
  EXPECT_EQ(verify_item(seal(other, anouk_), here(), roster()).error().code, Errc::kStale);
  EXPECT_FALSE(verify_item(seal(good, bram_), here(), roster())) << "signed by another than from";
  other = good;
  other.from = id_of<LeafId>("nobody");
  EXPECT_FALSE(verify_item(seal(other, anouk_), here(), roster()));
}

TEST_F(Items, open_only_with_their_own_thread_share_and_epoch) {
  auto const item = seal(header_of(room_.state(), anouk_, 1, "one"), anouk_);
  auto const root = epoch_root(written_.share, written_.secrets.es);
  EXPECT_FALSE(open_item(item, thread_key(root, id_of<ThreadId>("other"))));
  EXPECT_FALSE(open_item(item, thread_key(epoch_root(test::bytes_of("other share"), written_.secrets.es), id_of<ThreadId>("thread"))))
      << "without the room's share nothing opens";
  EXPECT_FALSE(open_item(item, thread_key(epoch_root(written_.share, test::seed_of("other")), id_of<ThreadId>("thread"))));
}

TEST_F(Items, with_any_changed_part_are_refused) {
  auto const item = seal(header_of(room_.state(), anouk_, 1, "one"), anouk_);
  auto const flip = [](auto& bytes, std::size_t at) { bytes[at] = static_cast<Byte>(bytes[at] ^ 1); };
  for (std::size_t i = 0; i < item.h.size(); ++i) {
    auto changed = item;
    flip(changed.h, i);
    EXPECT_FALSE(verify_item(changed, here(), roster())) << i;
  }
  auto changed = item;
  flip(changed.k, 0);
  EXPECT_FALSE(verify_item(changed, here(), roster()));
  EXPECT_FALSE(open_item(changed, key_)) << "k is a commitment to the key";
  changed = item;
  flip(changed.c, 0);
  EXPECT_FALSE(verify_item(changed, here(), roster()));
  EXPECT_FALSE(open_item(changed, key_));
  changed = item;
  flip(changed.s, 40);
  EXPECT_FALSE(verify_item(changed, here(), roster()));
}

TEST_F(Items, headers_have_exactly_their_fields) {
  auto const good = decode_json(text_of(encode(header_of(room_.state(), anouk_, 1, "one")))).value();
  auto const decodes = [](Json const& body) { return decode_item_header(view_of(encode_json(body))).has_value(); };
  ASSERT_TRUE(decodes(good));
  for (auto const& field : good.items()) {
    auto without = good;
    without.erase(field.key());
    EXPECT_FALSE(decodes(without)) << field.key();
  }
  for (auto const& [name, value] : {std::pair<char const*, Json>{"extra", 1U},
                                    {"v", 2U},
                                    {"ctr", 0U},
                                    {"type", "No Word"},
                                    {"type", "record"},
                                    {"record", "x"},
                                    {"seen_head", to_b64u(test::bytes_of("x"))}}) {
    auto changed = good;
    changed[name] = value;
    EXPECT_FALSE(decodes(changed)) << name;
  }
}

TEST_F(Items, say_something_in_their_header_only_when_they_are_records) {
  auto header = header_of(room_.state(), anouk_, 1, "one");
  header.record = encode_record({"step", Step::k2, {{"to", "3"}}});
  EXPECT_FALSE(decode_item_header(encode(header))) << "a text";
  header.type = "record";
  EXPECT_EQ(decode_item_header(encode(header)).value(), header);
  EXPECT_EQ(decode_record(decode_item_header(encode(header))->record)->fields.at("to"), "3");
  header.record.clear();
  EXPECT_FALSE(decode_item_header(encode(header)));
}

TEST_F(Items, chain_and_a_tombstone_keeps_the_chain_whole) {
  ItemChain chain;
  std::vector<Item> items;
  for (std::uint64_t ctr = 1; ctr <= 3; ++ctr) {
    auto header = header_of(room_.state(), anouk_, ctr, std::to_string(ctr));
    header.seen_seq = chain.seq();
    header.seen_head = chain.head();
    items.push_back(seal(header, anouk_));
    EXPECT_EQ(chain.accept(verify_item(items.back(), here(), roster()).value(), items.back()).value(), ctr);
  }
  Hash head = kFirstHead;
  for (auto const& item : items) {
    auto const c_hash = sha256(item.c);
    EXPECT_TRUE(verify_tombstone(item.h, item.k, c_hash, item.s, anouk_.sign.verify_key()));
    head = next_head(head, item.h, item.k, c_hash, item.s);
  }
  EXPECT_EQ(head, chain.head());
}

TEST_F(Items, that_repeat_fall_back_or_saw_another_chain_are_refused) {
  ItemChain chain;
  auto const offer = [&](ItemHeader const& header) {
    auto const item = seal(header, header.from == anouk_.leaf() ? anouk_ : bram_);
    return chain.accept(header, item);
  };
  ASSERT_TRUE(offer(header_of(room_.state(), anouk_, 5, "one")));
  EXPECT_EQ(offer(header_of(room_.state(), anouk_, 6, "one")).error().code, Errc::kConflict) << "the id again";
  EXPECT_EQ(offer(header_of(room_.state(), anouk_, 5, "two")).error().code, Errc::kStale) << "the counter again";
  EXPECT_EQ(offer(header_of(room_.state(), anouk_, 4, "two")).error().code, Errc::kStale);
  EXPECT_TRUE(offer(header_of(room_.state(), bram_, 1, "two"))) << "counters are each leaf's own";

  auto header = header_of(room_.state(), anouk_, 6, "three");
  header.seen_seq = 2;
  header.seen_head = test::bytes_of("another chain");
  EXPECT_EQ(offer(header).error().code, Errc::kCrypto) << "the room was forked";
  header.seen_seq = 3;
  header.seen_head = chain.head();
  EXPECT_EQ(offer(header).error().code, Errc::kCrypto) << "saw what is not there yet";
  header.seen_seq = 2;
  EXPECT_TRUE(offer(header));
}

TEST(Padding, has_one_form_for_every_length) {
  struct Row {
    std::size_t plaintext, padded;
  };
  constexpr Row kRows[] = {{0, 256},     {252, 256},   {253, 512},   {508, 512},   {509, 1024},  {1020, 1024},   {1021, 2048},
                           {2044, 2048}, {2045, 4096}, {4092, 4096}, {4093, 8192}, {8188, 8192}, {8189, 12'288}, {32'000, 32'768}};
  for (auto const& row : kRows) {
    Bytes const plaintext(row.plaintext, 'x');
    auto const padded = pad(plaintext);
    ASSERT_TRUE(padded);
    EXPECT_EQ(padded->size(), row.padded) << row.plaintext;
    EXPECT_EQ(copy_of(unpad(padded->view()).value().view()), plaintext);
  }
  EXPECT_FALSE(pad(Bytes(32'001)));
}

TEST(Padding, refuses_every_other_form) {
  auto const good = copy_of(pad(view_of("abc")).value().view());
  ASSERT_TRUE(unpad(good));
  for (std::size_t i = 7; i < good.size(); ++i) {
    auto changed = good;
    changed[i] = 1;
    EXPECT_FALSE(unpad(changed)) << i;
  }
  auto longer = good;
  longer.resize(512);
  EXPECT_FALSE(unpad(longer)) << "padded further than needed";
  auto lying = good;
  lying[0] = 0xff;
  EXPECT_FALSE(unpad(lying)) << "a length beyond the end";
  EXPECT_FALSE(unpad({}));
  EXPECT_FALSE(unpad(View(good).first(255)));
}

}  // namespace
}  // namespace beraad::crypto
