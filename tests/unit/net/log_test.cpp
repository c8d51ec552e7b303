// SPDX-License-Identifier: EUPL-1.2
#include "server/net/log.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <type_traits>

#include "crypto/json.hpp"

namespace beraad::net {
namespace {

class LogTest : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(::socketpair(AF_UNIX, SOCK_DGRAM, 0, ends.data()), 0); }
  void TearDown() override {
    for (int const end : ends) ::close(end);
  }
  [[nodiscard]] std::string line() const {
    std::array<char, 4096> text;
    auto const size = ::recv(ends[1], text.data(), text.size(), MSG_DONTWAIT);
    return {text.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
  }
  std::array<int, 2> ends{};
};

TEST_F(LogTest, line_is_one_json_object) {
  Log const log(ends[0]);
  log.write(LogLevel::kWarning, "accept_failed", {LogField::count(3), LogField::close_code(1013), LogField::reason("too slow")});
  auto const text = line();
  ASSERT_TRUE(text.ends_with("}\n"));
  auto json = crypto::decode_json(text);
  ASSERT_TRUE(json);
  EXPECT_GT((*json)["at"].get<std::uint64_t>(), 0u);
  json->erase("at");
  EXPECT_EQ(crypto::encode_json(*json), R"({"close":1013,"count":3,"event":"accept_failed","level":"warning","reason":"too slow"})");
}

TEST_F(LogTest, account_is_cut_short) {
  Log const log(ends[0]);
  AccountId id;
  id.bytes.fill(0xff);
  log.write(LogLevel::kInfo, "event", {LogField::account(id)});
  EXPECT_NE(line().find(R"("account":"______"})"), std::string::npos);
}

TEST_F(LogTest, text_that_was_not_in_the_source_does_not_compile) {
  static_assert(!std::is_convertible_v<std::string, Word>);
  static_assert(!std::is_convertible_v<std::string_view, Word>);
  static_assert(!std::is_convertible_v<char const*, Word>);
}

TEST_F(LogTest, closed_log_is_silent) {
  Log const log(-1);
  log.write(LogLevel::kError, "event");
  EXPECT_EQ(line(), "");
}

}  // namespace
}  // namespace beraad::net
