// SPDX-License-Identifier: EUPL-1.2
// What an item's header says when something of the plan is recorded.
#include "crypto/record.hpp"

#include <gtest/gtest.h>

#include "crypto/json.hpp"

namespace beraad::crypto {
namespace {

Json good() {
  return {{"record", "pupil_talk"}, {"step", "3"}, {"fields", {{"on", "2026-03-02"}, {"known_to_care", "no"}}}};
}
bool decodes(Json const& value) {
  return decode_record(encode_json(value)).has_value();
}
Json with_fields(Json fields) {
  auto out = good();
  out["fields"] = std::move(fields);
  return out;
}

TEST(Record, comes_back_as_it_was_written) {
  for (auto const step : kSteps) {
    Record const record{"parents_talk", step, {{"on", "2026-03-02"}, {"pupil_present", "yes"}}};
    EXPECT_EQ(decode_record(encode_record(record)).value(), record) << word_of(step);
  }
  Record const without_fields{"consent_exception", Step::k1, {}};
  EXPECT_EQ(encode_record(without_fields), R"({"fields":{},"record":"consent_exception","step":"1"})");
  EXPECT_EQ(decode_record(encode_record(without_fields)).value(), without_fields);
}

TEST(Record, has_exactly_its_fields_each_of_its_kind) {
  auto const whole = good();
  ASSERT_TRUE(decodes(whole));
  for (auto const& field : whole.items()) {
    auto without = whole;
    without.erase(field.key());
    EXPECT_FALSE(decodes(without)) << field.key();
  }
  for (auto const& [name, value] : {std::pair<char const*, Json>{"extra", "x"},
                                    {"record", "No Word"},
                                    {"record", ""},
                                    {"record", 1U},
                                    {"step", "9"},
                                    {"step", 3U},
                                    {"step", "open"},
                                    {"step", ""},
                                    {"fields", Json::array()},
                                    {"fields", "none"},
                                    {"fields", nullptr}}) {
    auto changed = good();
    changed[name] = value;
    EXPECT_FALSE(decodes(changed)) << name << ' ' << value;
  }
}

TEST(Record, has_words_as_names_and_short_texts_as_values) {
  EXPECT_TRUE(decodes(with_fields({{"a", ""}})));
  EXPECT_TRUE(decodes(with_fields({{"a", std::string(64, 'x')}})));
  EXPECT_FALSE(decodes(with_fields({{"a", std::string(65, 'x')}})));
  EXPECT_FALSE(decodes(with_fields({{"a", "é" + std::string(63, 'x')}}))) << "bytes, not characters";
  EXPECT_FALSE(decodes(with_fields({{"A", "x"}})));
  EXPECT_FALSE(decodes(with_fields({{"", "x"}})));
  EXPECT_FALSE(decodes(with_fields({{"a", 1U}})));
  EXPECT_FALSE(decodes(with_fields({{"a", Json::object()}})));
}

TEST(Record, has_at_most_16_fields_in_512_bytes) {
  Json fields = Json::object();
  for (int i = 0; i < 16; ++i) fields["f" + std::to_string(i)] = "x";
  EXPECT_TRUE(decodes(with_fields(fields)));
  fields["one-more"] = "x";
  EXPECT_FALSE(decodes(with_fields(fields)));

  auto text = encode_json(good());
  text.resize(512, ' ');
  EXPECT_TRUE(decode_record(text));
  EXPECT_FALSE(decode_record(text + " "));
}

TEST(Record, is_one_strict_json_text) {
  EXPECT_FALSE(decode_record(""));
  EXPECT_FALSE(decode_record("[]"));
  EXPECT_FALSE(decode_record(R"({"record":"step","step":"1","fields":{"to":"2","to":"3"}})"));
  EXPECT_FALSE(decode_record(R"({"record":"step","record":"step","step":"1","fields":{}})"));
  EXPECT_FALSE(decode_record(R"({"record":"step","step":"1","fields":{}} x)"));
}

}  // namespace
}  // namespace beraad::crypto
