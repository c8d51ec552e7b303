// SPDX-License-Identifier: EUPL-1.2
#include "server/net/outbox.hpp"

#include <gtest/gtest.h>

namespace beraad::net {
namespace {

TextFrame frame(std::string text) {
  return {std::make_shared<std::string const>(std::move(text))};
}

constexpr std::size_t kAlone = 0;  // no two come together

TEST(outbox, frames_leave_in_order) {
  Outbox outbox(100);
  EXPECT_EQ(outbox.push(frame("a")), Pushed::kQueued);
  EXPECT_EQ(outbox.push(frame("b")), Pushed::kQueued);
  EXPECT_EQ(*outbox.next(kAlone).bytes, "a");
  EXPECT_EQ(*outbox.next(kAlone).bytes, "b");
  EXPECT_EQ(outbox.next(kAlone).bytes, nullptr);
}

TEST(outbox, waiting_writer_is_woken_once) {
  Outbox outbox(100);
  EXPECT_EQ(outbox.next(kAlone).bytes, nullptr);
  EXPECT_EQ(outbox.push(frame("a")), Pushed::kWakeWriter);
  EXPECT_EQ(outbox.push(frame("b")), Pushed::kQueued);
}

TEST(outbox, what_is_being_written_waits_no_more) {
  Outbox outbox(10);
  EXPECT_EQ(outbox.push(frame("0123456789")), Pushed::kQueued);
  EXPECT_NE(outbox.next(kAlone).bytes, nullptr);
  EXPECT_EQ(outbox.push(frame("0123456789")), Pushed::kQueued) << "the answer to a call made once the last answer was read";
  EXPECT_EQ(outbox.push(frame("x")), Pushed::kOverflowed);
  EXPECT_EQ(outbox.next(kAlone).close, CloseCode::kTryAgainLater);
}

TEST(outbox, overflow_drops_the_queue_and_closes_1013) {
  Outbox outbox(4);
  EXPECT_EQ(outbox.push(frame("abc")), Pushed::kQueued);
  EXPECT_EQ(outbox.push(frame("de")), Pushed::kOverflowed);
  EXPECT_EQ(outbox.push(frame("f")), Pushed::kClosed);
  auto const next = outbox.next(kAlone);
  EXPECT_EQ(next.bytes, nullptr);
  EXPECT_EQ(next.close, CloseCode::kTryAgainLater);
}

TEST(outbox, frame_that_never_fits_wakes_a_writer_that_waits) {
  Outbox outbox(4);
  EXPECT_EQ(outbox.next(kAlone).bytes, nullptr);
  EXPECT_EQ(outbox.push(frame("abcde")), Pushed::kOverflowedWakeWriter) << "or nobody would say 1013";
  EXPECT_EQ(outbox.next(kAlone).close, CloseCode::kTryAgainLater);
}

TEST(outbox, what_waits_together_leaves_together) {
  Outbox outbox(100);
  for (auto const* text : {"one", "two", "three", "a longer one", "x"}) EXPECT_EQ(outbox.push(frame(text)), Pushed::kQueued);
  constexpr std::size_t kTogether = 8;
  std::vector<std::pair<std::string, std::size_t>> left;
  for (auto next = outbox.next(kTogether); next.bytes; next = outbox.next(kTogether)) left.emplace_back(*next.bytes, next.frames);
  EXPECT_EQ(left, (std::vector<std::pair<std::string, std::size_t>>{{"onetwo", 2}, {"three", 1}, {"a longer one", 1}, {"x", 1}}));
  EXPECT_EQ(outbox.push(frame(std::string(100, 'a'))), Pushed::kWakeWriter) << "nothing of it is counted as waiting any more";
}

TEST(outbox, nothing_follows_the_peers_last_word) {
  Outbox outbox(100);
  EXPECT_EQ(outbox.push(frame("a")), Pushed::kQueued);
  outbox.hush();
  EXPECT_EQ(outbox.next(kAlone).bytes, nullptr);
  EXPECT_EQ(outbox.push(frame("b")), Pushed::kClosed);
  EXPECT_EQ(outbox.close(CloseCode::kServiceRestart, true), Wake::kNo);
  EXPECT_EQ(outbox.abandon(), Wake::kYes);
  EXPECT_TRUE(outbox.next(kAlone).abandoned);
}

TEST(outbox, close_keeps_the_queue_when_asked) {
  Outbox outbox(100);
  EXPECT_EQ(outbox.push(frame("a")), Pushed::kQueued);
  EXPECT_EQ(outbox.close(CloseCode::kServiceRestart, true), Wake::kNo);
  EXPECT_EQ(*outbox.next(kAlone).bytes, "a");
  EXPECT_EQ(outbox.next(kAlone).close, CloseCode::kServiceRestart);
}

TEST(outbox, ended_session_sends_its_last_frame_and_nothing_queued) {
  Outbox outbox(100);
  EXPECT_EQ(outbox.push(frame("a secret")), Pushed::kQueued);
  EXPECT_EQ(outbox.close(CloseCode::kSessionEnded, false, frame("last")), Wake::kNo);
  EXPECT_EQ(*outbox.next(kAlone).bytes, "last");
  EXPECT_EQ(outbox.next(kAlone).close, CloseCode::kSessionEnded);
}

TEST(outbox, first_close_counts) {
  Outbox outbox(100);
  EXPECT_EQ(outbox.next(kAlone).bytes, nullptr);
  EXPECT_EQ(outbox.close(CloseCode::kSessionEnded, false), Wake::kYes);
  EXPECT_EQ(outbox.close(CloseCode::kServiceRestart, true), Wake::kNo);
  EXPECT_EQ(outbox.next(kAlone).close, CloseCode::kSessionEnded);
}

TEST(outbox, abandoned_gives_nothing_more) {
  Outbox outbox(100);
  EXPECT_EQ(outbox.push(frame("a")), Pushed::kQueued);
  EXPECT_EQ(outbox.abandon(), Wake::kNo);
  EXPECT_TRUE(outbox.next(kAlone).abandoned);
  EXPECT_EQ(outbox.push(frame("b")), Pushed::kClosed);
}

}  // namespace
}  // namespace beraad::net
