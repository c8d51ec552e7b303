// SPDX-License-Identifier: EUPL-1.2
#include "server/main/words.hpp"

#include <gtest/gtest.h>

namespace beraad::main {
namespace {

TEST(words, error_says_what_was_tried_what_is_wrong_and_why) {
  Error const taken{Errc::kIo, "listen", make_error_code(boost::system::errc::address_in_use)};
  EXPECT_EQ(words_of(taken, "listening on https://127.0.0.1:8443"),
            "listening on https://127.0.0.1:8443: another program listens there already (listen: " + taken.cause.message() + ")");
  EXPECT_EQ(words_of(fail(Errc::kWrongKey, "store"), "opening the store"),
            "opening the store: the store does not open with this key; nothing was changed (store)");
}

TEST(words, log_gets_a_stable_word) {
  EXPECT_EQ(word_of({Errc::kIo, "listen", make_error_code(boost::system::errc::address_in_use)}).text(), "address_in_use");
  EXPECT_EQ(word_of(fail(Errc::kIo, "store")).text(), "io");
  EXPECT_EQ(word_of(fail(Errc::kNewerSchema, "store")).text(), "newer_store");
}

TEST(words, bad_json_is_told_by_its_line) {
  EXPECT_EQ(words_of_bad_json("{\n\"a\": 1,\n}"), "a mistake in or just before line 3");
  EXPECT_EQ(words_of_bad_json(R"({"a":1,"a":2})"), "a key that is there twice, a fraction, a negative number, or too deep");
  EXPECT_EQ(words_of_bad_json(R"({"a":1e999})"), "a number that is too large");
}

}  // namespace
}  // namespace beraad::main
