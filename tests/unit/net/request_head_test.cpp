// SPDX-License-Identifier: EUPL-1.2
// What a good header becomes; what is refused is in net_http_test, over a real socket.
#include "server/net/request_head.hpp"

#include <gtest/gtest.h>

namespace beraad::net {
namespace {

RequestHead parsed(std::string_view text) {
  auto result = parse_request_head(text, {});
  EXPECT_TRUE(std::holds_alternative<RequestHead>(result)) << text;
  return std::holds_alternative<RequestHead>(result) ? std::get<RequestHead>(result) : RequestHead{};
}

TEST(request_head, parts_are_found) {
  auto const head = parsed("POST /api/session?x=1 HTTP/1.1\r\nHost: Beraad.Test\r\nX-Name:\t two words \r\nContent-Length: 12\r\n\r\n");
  EXPECT_EQ(head.method, "POST");
  EXPECT_EQ(head.path, "/api/session");
  EXPECT_TRUE(head.has_query);
  EXPECT_EQ(head.host, "beraad.test");
  EXPECT_EQ(head.field("x-name"), "two words");
  EXPECT_EQ(head.field("absent"), "");
  EXPECT_EQ(head.content_length, 12u);
}

TEST(request_head, list_fields_are_read_by_token) {
  auto const head = parsed("GET / HTTP/1.1\r\nHost: h\r\nConnection: keep-alive , Upgrade\r\nAccept-Encoding: gzip;q=0, br\r\n\r\n");
  EXPECT_TRUE(head.has_token("connection", "upgrade"));
  EXPECT_FALSE(head.has_token("connection", "close"));
  EXPECT_FALSE(head.has_token("connection", "up"));
  EXPECT_TRUE(head.has_token("accept-encoding", "br"));
  EXPECT_FALSE(head.has_token("accept-encoding", "gzip"));
}

TEST(request_head, cookie_is_found_by_its_whole_name) {
  EXPECT_EQ(cookie_value("a=b; __Host-beraad=x=y; c=d", "__Host-beraad"), "x=y");
  EXPECT_EQ(cookie_value("x__Host-beraad=z", "__Host-beraad"), "");
  EXPECT_EQ(cookie_value("__Host-beraad=1; __Host-beraad=1", "__Host-beraad"), "");
  EXPECT_EQ(cookie_value("", "__Host-beraad"), "");
}

TEST(request_head, text_after_the_empty_line_is_not_a_header) {
  EXPECT_TRUE(std::holds_alternative<RequestRefusal>(parse_request_head("GET / HTTP/1.1\r\nHost: h\r\n\r\nmore", {})));
  EXPECT_TRUE(std::holds_alternative<RequestRefusal>(parse_request_head("GET / HTTP/1.1\r\nHost: h\r\n", {})));
  EXPECT_TRUE(std::holds_alternative<RequestRefusal>(parse_request_head("", {})));
}

}  // namespace
}  // namespace beraad::net
