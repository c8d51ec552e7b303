// SPDX-License-Identifier: EUPL-1.2
// What a server keeps to when nobody chose otherwise. Tests set smaller limits, so that nothing else would notice a larger default.
#include "server/net/limits.hpp"

#include <gtest/gtest.h>

namespace beraad::net {
namespace {

using namespace std::chrono_literals;

TEST(limits, of_http_are_those_that_were_promised) {
  HttpLimits const limits;
  EXPECT_EQ(limits.read_buffer_bytes, 16U * 1024);
  EXPECT_EQ(limits.header_bytes, 8U * 1024);
  EXPECT_EQ(limits.fields, 64U);
  EXPECT_EQ(limits.target_bytes, 2U * 1024);
  EXPECT_EQ(limits.body_bytes, 64U * 1024);
  EXPECT_EQ(limits.requests_per_connection, 100U);
  EXPECT_EQ(limits.tls_handshake, 5s);
  EXPECT_EQ(limits.header, 5s);
  EXPECT_EQ(limits.body, 30s);
  EXPECT_EQ(limits.body_bytes_per_s, 1024U);
  EXPECT_EQ(limits.keep_alive, 15s);
}

TEST(limits, of_a_websocket_are_those_that_were_promised) {
  WebSocketLimits const limits;
  EXPECT_EQ(limits.message_bytes, 64U * 1024);
  EXPECT_EQ(limits.send_queue_bytes, 256U * 1024);
  EXPECT_EQ(limits.messages_per_s, 20);
  EXPECT_EQ(limits.burst, 40);
  EXPECT_EQ(limits.handshake, 5s);
  EXPECT_EQ(limits.idle, 60s);
}

}  // namespace
}  // namespace beraad::net
