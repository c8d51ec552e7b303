// SPDX-License-Identifier: EUPL-1.2
#include "server/net/hub.hpp"

#include <gtest/gtest.h>

#include <array>

namespace beraad::net {
namespace {

struct Inbox final : Receiver {
  void send(TextFrame frame) override { texts.push_back(*frame.bytes); }
  void end_session(TextFrame last) override {
    texts.push_back(*last.bytes);
    ended = true;
  }
  std::vector<std::string> texts;
  bool ended = false;
};

wire::Caller caller(std::uint64_t connection, crypto::Byte session, crypto::Byte account) {
  wire::Caller out;
  out.connection = wire::ConnectionId{connection};
  out.session.fill(session);
  out.account.bytes.fill(account);
  return out;
}

wire::Frame frame() {
  return std::make_shared<std::string const>("news");
}

TEST(hub, account_that_is_named_gets_the_frame_and_no_other) {
  Hub hub(std::chrono::minutes(1));
  auto const a = std::make_shared<Inbox>();
  auto const b = std::make_shared<Inbox>();
  ASSERT_TRUE(hub.add(caller(1, 1, 1), a));
  ASSERT_TRUE(hub.add(caller(2, 2, 2), b));
  hub.deliver(std::array{caller(1, 1, 1).account}, frame(), wire::ConnectionId{});
  EXPECT_EQ(a->texts.size(), 1u);
  EXPECT_TRUE(b->texts.empty());
}

TEST(hub, excepted_connection_gets_nothing) {
  Hub hub(std::chrono::minutes(1));
  auto const a = std::make_shared<Inbox>();
  auto const b = std::make_shared<Inbox>();
  ASSERT_TRUE(hub.add(caller(1, 1, 1), a));
  ASSERT_TRUE(hub.add(caller(2, 1, 1), b));
  hub.deliver(std::array{caller(1, 1, 1).account}, frame(), wire::ConnectionId{1});
  EXPECT_TRUE(a->texts.empty());
  EXPECT_EQ(b->texts.size(), 1u);
}

TEST(hub, removed_or_dead_connection_gets_nothing) {
  Hub hub(std::chrono::minutes(1));
  auto const a = std::make_shared<Inbox>();
  auto b = std::make_shared<Inbox>();
  ASSERT_TRUE(hub.add(caller(1, 1, 1), a));
  ASSERT_TRUE(hub.add(caller(2, 1, 1), b));
  hub.remove(caller(1, 1, 1));
  b.reset();
  hub.deliver(std::array{caller(1, 1, 1).account}, frame(), wire::ConnectionId{});
  EXPECT_TRUE(a->texts.empty());
}

TEST(hub, end_of_a_session_reaches_its_connections_only) {
  Hub hub(std::chrono::minutes(1));
  auto const a = std::make_shared<Inbox>();
  auto const b = std::make_shared<Inbox>();
  ASSERT_TRUE(hub.add(caller(1, 1, 1), a));
  ASSERT_TRUE(hub.add(caller(2, 2, 1), b));
  hub.end_session(caller(1, 1, 1).session, "blocked");
  EXPECT_TRUE(a->ended);
  EXPECT_FALSE(b->ended);
}

TEST(hub, session_that_just_ended_cannot_be_added) {
  Hub hub(std::chrono::minutes(1));
  hub.end_session(caller(1, 1, 1).session, "blocked");
  EXPECT_FALSE(hub.add(caller(1, 1, 1), std::make_shared<Inbox>()));
  EXPECT_TRUE(hub.add(caller(2, 2, 1), std::make_shared<Inbox>()));
}

}  // namespace
}  // namespace beraad::net
