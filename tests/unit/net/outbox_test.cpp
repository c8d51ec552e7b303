// SPDX-License-Identifier: EUPL-1.2
#include "server/net/outbox.hpp"

#include <gtest/gtest.h>

namespace beraad::net {
namespace {

wire::Frame frame(std::string text) {
  return std::make_shared<std::string const>(std::move(text));
}

TEST(outbox, frames_leave_in_order) {
  Outbox outbox(100);
  EXPECT_EQ(outbox.push(frame("a")), Pushed::kQueued);
  EXPECT_EQ(outbox.push(frame("b")), Pushed::kQueued);
  EXPECT_EQ(*outbox.next().frame, "a");
  EXPECT_EQ(*outbox.next().frame, "b");
  EXPECT_EQ(outbox.next().frame, nullptr);
}

TEST(outbox, waiting_writer_is_woken_once) {
  Outbox outbox(100);
  EXPECT_EQ(outbox.next().frame, nullptr);
  EXPECT_EQ(outbox.push(frame("a")), Pushed::kWakeWriter);
  EXPECT_EQ(outbox.push(frame("b")), Pushed::kQueued);
}

TEST(outbox, what_is_being_written_waits_no_more) {
  Outbox outbox(10);
  EXPECT_EQ(outbox.push(frame("0123456789")), Pushed::kQueued);
  EXPECT_NE(outbox.next().frame, nullptr);
  EXPECT_EQ(outbox.push(frame("0123456789")), Pushed::kQueued) << "the answer to a call made once the last answer was read";
  EXPECT_EQ(outbox.push(frame("x")), Pushed::kOverflowed);
  EXPECT_EQ(outbox.next().close, CloseCode::kTryAgainLater);
}

TEST(outbox, overflow_drops_the_queue_and_closes_1013) {
  Outbox outbox(4);
  EXPECT_EQ(outbox.push(frame("abc")), Pushed::kQueued);
  EXPECT_EQ(outbox.push(frame("de")), Pushed::kOverflowed);
  EXPECT_EQ(outbox.push(frame("f")), Pushed::kClosed);
  auto const next = outbox.next();
  EXPECT_EQ(next.frame, nullptr);
  EXPECT_EQ(next.close, CloseCode::kTryAgainLater);
}

TEST(outbox, close_keeps_the_queue_when_asked) {
  Outbox outbox(100);
  EXPECT_EQ(outbox.push(frame("a")), Pushed::kQueued);
  EXPECT_EQ(outbox.close(CloseCode::kServiceRestart, true), Wake::kNo);
  EXPECT_EQ(*outbox.next().frame, "a");
  EXPECT_EQ(outbox.next().close, CloseCode::kServiceRestart);
}

TEST(outbox, ended_session_sends_its_last_frame_and_nothing_queued) {
  Outbox outbox(100);
  EXPECT_EQ(outbox.push(frame("a secret")), Pushed::kQueued);
  EXPECT_EQ(outbox.close(CloseCode::kSessionEnded, false, frame("last")), Wake::kNo);
  EXPECT_EQ(*outbox.next().frame, "last");
  EXPECT_EQ(outbox.next().close, CloseCode::kSessionEnded);
}

TEST(outbox, first_close_counts) {
  Outbox outbox(100);
  EXPECT_EQ(outbox.next().frame, nullptr);
  EXPECT_EQ(outbox.close(CloseCode::kSessionEnded, false), Wake::kYes);
  EXPECT_EQ(outbox.close(CloseCode::kServiceRestart, true), Wake::kNo);
  EXPECT_EQ(outbox.next().close, CloseCode::kSessionEnded);
}

TEST(outbox, abandoned_gives_nothing_more) {
  Outbox outbox(100);
  EXPECT_EQ(outbox.push(frame("a")), Pushed::kQueued);
  EXPECT_EQ(outbox.abandon(), Wake::kNo);
  EXPECT_TRUE(outbox.next().abandoned);
  EXPECT_EQ(outbox.push(frame("b")), Pushed::kClosed);
}

}  // namespace
}  // namespace beraad::net
