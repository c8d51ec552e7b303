// SPDX-License-Identifier: EUPL-1.2
// The ground floor: encodings, secrets, comparison, labels.
#include <gtest/gtest.h>

#include <type_traits>

#include "crypto/constant_time.hpp"
#include "crypto/ids.hpp"
#include "crypto/labels.hpp"
#include "crypto/random.hpp"
#include "vector_files.hpp"

namespace beraad::crypto {
namespace {

using test::hex;

TEST(Base64url, writes_and_reads_the_vectors_of_rfc_4648_without_padding) {
  struct Row {
    std::string_view plain, encoded;
  };
  constexpr Row kRows[] = {{"", ""},           {"f", "Zg"},          {"fo", "Zm8"},         {"foo", "Zm9v"},
                           {"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"}};
  for (auto const& row : kRows) {
    EXPECT_EQ(to_b64u(view_of(row.plain)), row.encoded);
    ASSERT_TRUE(from_b64u(row.encoded)) << row.encoded;
    EXPECT_EQ(text_of(*from_b64u(row.encoded)), row.plain);
  }
  EXPECT_EQ(to_b64u(hex("fbff")), "-_8");
}

TEST(Base64url, refuses_whatever_is_not_the_one_text_of_a_value) {
  for (std::string_view const text : {"Zg==", "Zm8=", "Zh", "Zm9", "A", "Zm9vY", "+/8", "Zm 9v", "Zm9v\n", "Zm9v$", "\xc3\xa9"})
    EXPECT_FALSE(from_b64u(text)) << text;
}

TEST(Ids, are_22_characters_and_nothing_else) {
  auto const id = random_id<RoomId>();
  auto const text = text_of_id(id);
  EXPECT_EQ(text.size(), 22U);
  EXPECT_EQ(id_of_text<RoomId>(text).value(), id);
  EXPECT_FALSE(id_of_text<RoomId>(text.substr(1)));
  EXPECT_FALSE(id_of_text<RoomId>(text + "AA"));
  EXPECT_FALSE(id_of_text<RoomId>(""));
  static_assert(!std::is_convertible_v<RoomId, CaseId>);
}

TEST(Hex, round_trips_and_refuses_halves) {
  EXPECT_EQ(to_hex(hex("00ff10")), "00ff10");
  EXPECT_EQ(hex("AB"), hex("ab"));
  EXPECT_FALSE(from_hex("0"));
  EXPECT_FALSE(from_hex("0g"));
}

TEST(Lp, prefixes_each_part_with_its_length) {
  EXPECT_EQ(lp({}), Bytes{});
  EXPECT_EQ(to_hex(lp({view_of("ab"), {}, hex("ff")})), "0000000261620000000000000001ff");
  EXPECT_EQ(to_hex(u32(0x01020304)), "01020304");
  EXPECT_EQ(to_hex(u64(0x0102030405060708)), "0102030405060708");
}

TEST(Labels, separate_words_from_what_follows) {
  EXPECT_EQ(to_hex(tagged("log", hex("00"))), to_hex(view_of("beraad/v1 log")) + "0000");
  EXPECT_NE(hash("log", hex("00")), hash("log", {}));
  Secret32 const secret = random_secret<32>();
  EXPECT_FALSE(equal_in_constant_time(derive(secret, "a").view(), derive(secret, "b").view()));
  EXPECT_FALSE(equal_in_constant_time(derive(secret, "a", {hex("00")}).view(), derive(secret, "a").view()));
}

TEST(Secrets, move_and_clone_but_never_copy) {
  static_assert(!std::is_copy_constructible_v<Secret32> && !std::is_copy_assignable_v<Secret32>);
  static_assert(!std::is_copy_constructible_v<SecretBytes> && !std::is_copy_assignable_v<SecretBytes>);
  static_assert(std::is_nothrow_move_constructible_v<Secret32> && std::is_nothrow_move_constructible_v<SecretBytes>);

  Secret32 first = random_secret<32>();
  Secret32 const second = first.clone();
  EXPECT_TRUE(equal_in_constant_time(first.view(), second.view()));
  Secret32 const third = std::move(first);
  EXPECT_TRUE(equal_in_constant_time(third.view(), second.view()));
  EXPECT_TRUE(equal_in_constant_time(first.view(), Array<32>{})) << "what was moved from is wiped";
}

TEST(Secrets, refuse_another_length) {
  EXPECT_FALSE(Secret32::of(Bytes(31)));
  EXPECT_FALSE(Secret32::of(Bytes(33)));
  EXPECT_TRUE(Secret32::of(Bytes(32)));
}

TEST(ConstantTime, tells_equal_from_different_and_from_shorter) {
  EXPECT_TRUE(equal_in_constant_time({}, {}));
  EXPECT_TRUE(equal_in_constant_time(hex("0102"), hex("0102")));
  EXPECT_FALSE(equal_in_constant_time(hex("0102"), hex("0103")));
  EXPECT_FALSE(equal_in_constant_time(hex("0102"), hex("01")));
}

TEST(Result, throws_a_logic_error_when_a_failure_is_asked_for_its_value) {
  Result<int> const failed = fail(Errc::kNotFound, "a place");
  EXPECT_THROW((void)failed.value(), std::logic_error);
}

}  // namespace
}  // namespace beraad::crypto
