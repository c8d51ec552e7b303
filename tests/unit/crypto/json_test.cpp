// SPDX-License-Identifier: EUPL-1.2
// Strict JSON against the published suite and against our own, narrower rules.
#include <gtest/gtest.h>

#include <set>

#include "vector_files.hpp"

namespace beraad::crypto {
namespace {

constexpr JsonLimits kWide{.max_bytes = 1 << 20, .max_depth = 1000, .max_keys = 1000};

TEST(JsonSuite, refuses_all_that_is_not_json_and_what_our_rules_leave_out) {
  std::size_t valid = 0, refused_by_rule = 0, invalid = 0, either = 0;
  for (auto const& file : std::filesystem::directory_iterator(test::vectors_directory() / "published" / "json_test_suite")) {
    auto const name = file.path().filename().string();
    auto const text = test::read_text(file.path());
    bool const accepted = decode_json(text, kWide).has_value();
    if (name.starts_with("n_")) {
      ++invalid;
      EXPECT_FALSE(accepted) << name;
    } else if (name.starts_with("i_")) {
      ++either;
    } else if (accepted) {
      ++valid;
    } else {
      ++refused_by_rule;
      bool const is_number = name.starts_with("y_number") || name.find("negative") != std::string::npos ||
                             name.find("lonely_int") != std::string::npos || name.find("double") != std::string::npos;
      bool const is_duplicate = name.find("duplicated_key") != std::string::npos;
      bool const mixes_numbers =
          text.find('-') != std::string::npos || text.find('.') != std::string::npos || text.find('e') != std::string::npos;
      EXPECT_TRUE(is_number || is_duplicate || mixes_numbers) << name;
    }
  }
  EXPECT_EQ(invalid, 188U);
  EXPECT_EQ(either, 35U);
  EXPECT_EQ(valid + refused_by_rule, 95U);
  EXPECT_EQ(refused_by_rule, 21U);
}

TEST(Json, takes_integers_up_to_2_53_minus_1_and_no_other_number) {
  EXPECT_TRUE(decode_json("9007199254740991"));
  for (auto const* const text :
       {"9007199254740992", "18446744073709551616", "-1", "-0", "1.0", "1e2", "0.5", "01", "+1", "NaN", "Infinity"})
    EXPECT_FALSE(decode_json(text)) << text;
}

TEST(Json, refuses_a_name_given_twice_also_when_it_is_written_differently) {
  EXPECT_FALSE(decode_json(R"({"a":1,"a":1})"));
  EXPECT_FALSE(decode_json(R"({"a":1,"\u0061":2})"));
  EXPECT_FALSE(decode_json(R"([{"b":{"a":1,"c":2,"a":3}}])"));
  EXPECT_TRUE(decode_json(R"({"a":{"a":1},"b":{"a":1}})"));
}

TEST(Json, keeps_its_limits_of_depth_keys_and_bytes) {
  auto const nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  EXPECT_TRUE(decode_json(nested(16)));
  EXPECT_FALSE(decode_json(nested(17)));

  auto const with_keys = [](int count) {
    std::string out = "{";
    for (int i = 0; i < count; ++i) out += (i > 0 ? ",\"" : "\"") + std::to_string(i) + "\":0";
    return out + "}";
  };
  EXPECT_TRUE(decode_json(with_keys(1024)));
  EXPECT_FALSE(decode_json(with_keys(1025)));

  EXPECT_TRUE(decode_json("\"" + std::string(65'534, 'a') + "\""));
  EXPECT_FALSE(decode_json("\"" + std::string(65'535, 'a') + "\""));
}

TEST(Json, takes_one_text_of_valid_utf_8_and_nothing_around_it) {
  using namespace std::string_view_literals;
  for (auto const text : {"{}x"sv, "{}{}"sv, "\xef\xbb\xbf{}"sv, "{}\0"sv, "{}\0{}"sv, ""sv, " "sv, "\"\xff\""sv, "\"\xc0\xaf\""sv,
                          "\"\xed\xa0\x80\""sv, R"("\ud800")"sv, "{/**/}"sv, "[1,]"sv})
    EXPECT_FALSE(decode_json(text)) << text;
  EXPECT_TRUE(decode_json(" {\"a\" : [ null , true , \"\xc3\xa9\" ] } \n"));
}

TEST(Json, gives_back_what_it_read) {
  auto const text = R"({"a":[1,"b",null,true,{"c":[]}],"d":{}})";
  EXPECT_EQ(encode_json(decode_json(text).value()), text);
}

}  // namespace
}  // namespace beraad::crypto
