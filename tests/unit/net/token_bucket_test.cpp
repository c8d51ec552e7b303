// SPDX-License-Identifier: EUPL-1.2
#include "server/net/token_bucket.hpp"

#include <gtest/gtest.h>

namespace beraad::net {
namespace {

using std::chrono::milliseconds;
using Duration = TokenBucket::Clock::duration;

TEST(token_bucket, burst_is_free_and_the_next_waits_its_turn) {
  TokenBucket::Clock::time_point const start{};
  TokenBucket bucket(20, 40, start);
  for (int i = 0; i < 40; ++i) EXPECT_EQ(bucket.take(start), Duration::zero());
  EXPECT_EQ(bucket.take(start), milliseconds(50));
  EXPECT_EQ(bucket.take(start), milliseconds(100));
}

TEST(token_bucket, time_fills_it_up_to_the_burst) {
  TokenBucket::Clock::time_point const start{};
  TokenBucket bucket(20, 2, start);
  auto const later = start + std::chrono::hours(1);
  EXPECT_EQ(bucket.take(later), Duration::zero());
  EXPECT_EQ(bucket.take(later), Duration::zero());
  EXPECT_EQ(bucket.take(later), milliseconds(50));
}

}  // namespace
}  // namespace beraad::net
