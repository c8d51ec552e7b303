// SPDX-License-Identifier: EUPL-1.2
// The reader of objects: exactly the fields asked for, the first error kept.
#include "crypto/object_reader.hpp"

#include <gtest/gtest.h>

namespace beraad::crypto {
namespace {

constexpr auto kId = "AAECAwQFBgcICQoLDA0ODw";
constexpr auto k32 = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

struct Sample {
  std::string name;
  std::uint64_t n = 0;
  RoomId room;
  Array<32> prev{};
  Bytes blob;
  bool on = false;
  std::size_t elements = 0;
};

Result<Sample> read_sample(Json const& value) {
  ObjectReader reader(value);
  Sample out{.name = reader.text("name", 8),
             .n = reader.integer("n", 10),
             .room = reader.id<RoomId>("room"),
             .prev = reader.bytes32("prev"),
             .blob = reader.b64u("blob", 4),
             .on = reader.boolean("on"),
             .elements = reader.array("list", 2).size()};
  ObjectReader inner(reader.object("inner"));
  inner.constant("v", 1);
  inner.constant("kind", "sample");
  if (!inner.finish()) reader.refuse("inner");
  if (auto const read = reader.finish(); !read) return read.error();
  return out;
}

Json good() {
  return decode_json(R"({"name":"x","n":7,"room":")" + std::string(kId) + R"(","prev":")" + k32 +
                     R"(","blob":"AQID","on":true,"list":[1,2],"inner":{"v":1,"kind":"sample"}})")
      .value();
}

TEST(ObjectReader, reads_every_kind_of_field) {
  auto const read = read_sample(good());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->name, "x");
  EXPECT_EQ(read->n, 7U);
  EXPECT_EQ(text_of_id(read->room), kId);
  EXPECT_EQ(to_b64u(read->prev), k32);
  EXPECT_EQ(read->blob, (Bytes{1, 2, 3}));
  EXPECT_TRUE(read->on);
  EXPECT_EQ(read->elements, 2U);
}

TEST(ObjectReader, refuses_a_missing_a_wrong_and_an_unknown_field) {
  auto const complete = good();
  for (auto const& field : complete.items()) {
    auto without = complete;
    without.erase(field.key());
    ASSERT_FALSE(read_sample(without)) << field.key();
    EXPECT_EQ(read_sample(without).error().where, field.key());

    auto wrong = complete;
    wrong[field.key()] = nullptr;
    EXPECT_FALSE(read_sample(wrong)) << field.key();
  }
  auto more = good();
  more["extra"] = 1;
  EXPECT_FALSE(read_sample(more));
}

TEST(ObjectReader, refuses_values_beyond_their_bounds) {
  struct Row {
    char const* field;
    Json value;
  };
  Row const rows[] = {{"name", "123456789"},
                      {"n", 11U},
                      {"n", "7"},
                      {"room", "AAEC"},
                      {"room", ""},
                      {"prev", kId},
                      {"prev", std::string(k32) + "AA"},
                      {"blob", "AQIDBAU"},
                      {"blob", "AR"},
                      {"list", Json::array({1, 2, 3})},
                      {"list", Json::object()},
                      {"inner", {{"v", 2U}, {"kind", "sample"}}},
                      {"inner", {{"v", 1U}, {"kind", "other"}}},
                      {"on", 1U}};
  for (auto const& row : rows) {
    auto value = good();
    value[row.field] = row.value;
    EXPECT_FALSE(read_sample(value)) << row.field << " " << row.value;
  }
}

TEST(ObjectReader, refuses_what_is_no_object) {
  for (auto const* const text : {"[]", "1", "null", "\"x\"", "true"}) EXPECT_FALSE(read_sample(decode_json(text).value())) << text;
}

TEST(ObjectReader, reads_an_empty_id_as_none_and_refuses_a_written_out_zero_id) {
  auto const read = [](std::string const& text) {
    Json const value = {{"leaf", text}};
    ObjectReader reader(value);
    auto const id = reader.id_or_empty<LeafId>("leaf");
    return reader.finish() ? Result<LeafId>(id) : Result<LeafId>(reader.finish().error());
  };
  EXPECT_TRUE(read("").value().is_zero());
  EXPECT_FALSE(read(kId).value().is_zero());
  EXPECT_FALSE(read("AAAAAAAAAAAAAAAAAAAAAA"));
}

TEST(ObjectReader, knows_words) {
  EXPECT_TRUE(is_word("case_opened"));
  EXPECT_TRUE(is_word("regio-1"));
  for (std::string_view const text : {"", "Case", "a b", "a.b", "\xc3\xa9"}) EXPECT_FALSE(is_word(text)) << text;
  EXPECT_FALSE(is_word(std::string(65, 'a')));
}

}  // namespace
}  // namespace beraad::crypto
