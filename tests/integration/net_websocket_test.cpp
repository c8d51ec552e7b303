// SPDX-License-Identifier: EUPL-1.2
// security.md, "HTTP and WebSocket framing" 4: who may upgrade, what a frame may be, and how connections end.
#include <set>

#include "tests/integration/net_fixture.hpp"

namespace beraad::test {
namespace {

TEST_F(NetTest, text_frame_is_answered) {
  auto const client = connect();
  auto const upgraded = client->upgrade("person");
  ASSERT_TRUE(upgraded);
  EXPECT_EQ(upgraded->status, 101u);
  EXPECT_EQ(upgraded->field("sec-websocket-protocol"), "beraad.v1");
  EXPECT_EQ(upgraded->field("sec-websocket-accept"), "icx+yqv66kxgm0fcwalwlflwtai=");
  client->send_text("hallo");
  auto const frame = client->read_frame();
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->opcode, 1u);
  EXPECT_EQ(frame->payload, "hallo");
}

TEST_F(NetTest, compression_that_is_offered_is_not_taken) {
  auto const client = connect();
  client->send(
      "GET /ws HTTP/1.1\r\nHost: beraad.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
      "Origin: https://beraad.test\r\nSec-WebSocket-Protocol: beraad.v1\r\nCookie: __Host-beraad=person\r\n\r\n");
  auto const answer = client->read_response();
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 101u);
  EXPECT_EQ(answer->field("sec-websocket-extensions"), "");
}

struct BadUpgrade {
  char const* name;
  char const* cookie;
  char const* origin;
  char const* protocol;
  unsigned status;
};

class RefusedUpgrade : public NetTest, public ::testing::WithParamInterface<BadUpgrade> {};

TEST_P(RefusedUpgrade, is_answered_and_closed) {
  auto const client = connect();
  auto const& p = GetParam();
  auto const answer = client->upgrade(p.cookie, p.origin, p.protocol);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, p.status);
  EXPECT_TRUE(client->is_closed_by_server());
}

constexpr BadUpgrade kBadUpgrades[] = {
    {"another_origin", "person", "https://evil.test", "beraad.v1", 403},
    {"origin_over_plain_http", "person", "http://beraad.test", "beraad.v1", 403},
    {"null_origin", "person", "null", "beraad.v1", 403},
    {"no_origin", "person", "", "beraad.v1", 403},
    {"no_sub_protocol", "person", "https://beraad.test", "", 400},
    {"another_sub_protocol", "person", "https://beraad.test", "beraad.v2", 400},
    {"no_cookie", "", "https://beraad.test", "beraad.v1", 401},
    {"unknown_cookie", "stranger", "https://beraad.test", "beraad.v1", 401},
};

INSTANTIATE_TEST_SUITE_P(net_websocket, RefusedUpgrade, ::testing::ValuesIn(kBadUpgrades),
                         [](auto const& attack) { return std::string(attack.param.name); });

TEST_F(NetTest, upgrade_with_frames_ahead_of_its_answer_is_refused) {
  auto const client = connect();
  client->send(
      "GET /ws HTTP/1.1\r\nHost: beraad.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: https://beraad.test\r\nSec-WebSocket-Protocol: beraad.v1\r\n"
      "Cookie: __Host-beraad=person\r\n\r\n\x81\x80");
  EXPECT_EQ(client->read_response()->status, 400u);
}

TEST_F(NetTest, version_other_than_13_is_told_the_right_one) {
  auto const answer = exchange(
      "GET /ws HTTP/1.1\r\nHost: beraad.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 8\r\n"
      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: https://beraad.test\r\nSec-WebSocket-Protocol: beraad.v1\r\n\r\n");
  EXPECT_EQ(answer->status, 426u);
  EXPECT_EQ(answer->field("sec-websocket-version"), "13");
}

TEST_F(NetTest, sixth_connection_of_a_session_is_refused_until_one_has_gone) {
  std::vector<std::unique_ptr<NetClient>> five;
  for (int i = 0; i < 5; ++i) five.push_back(connect_websocket("person"));
  EXPECT_EQ(connect()->upgrade("person")->status, 401u);
  EXPECT_EQ(connect()->upgrade("person-other")->status, 101u);
  five.pop_back();
  endpoint.wait_for_closed(1);
  EXPECT_EQ(connect()->upgrade("person")->status, 101u);
}

TEST_F(NetTest, binary_frame_closes_1003) {
  auto const client = connect_websocket("person");
  client->send_frame(2, "bytes");
  EXPECT_EQ(client->read_until_close(), 1003u);
}

TEST_F(NetTest, text_that_is_not_utf8_closes_1007) {
  auto const client = connect_websocket("person");
  client->send_text("\xc3\x28");
  EXPECT_EQ(client->read_until_close(), 1007u);
}

TEST_F(NetTest, frame_that_the_endpoint_does_not_understand_closes_4002) {
  auto const client = connect_websocket("person");
  client->send_text("nothing");
  EXPECT_EQ(client->read_until_close(), 4002u);
}

TEST_F(NetTest, message_of_exactly_64_kib_is_answered) {
  auto const client = connect_websocket("person");
  std::string const text(64 * 1024, 'a');
  client->send_text(text);
  EXPECT_EQ(client->read_frame()->payload, text);
}

TEST_F(NetTest, message_of_more_than_64_kib_closes_1009) {
  auto const client = connect_websocket("person");
  client->send_text(std::string(64 * 1024 + 1, 'a'));
  EXPECT_EQ(client->read_until_close(), 1009u);
  EXPECT_EQ(endpoint.frames(), 0u);
}

TEST_F(NetTest, fragments_that_together_are_more_than_64_kib_close_1009) {
  auto const client = connect_websocket("person");
  client->send_frame(1, std::string(40 * 1024, 'a'), false);
  client->send_frame(0, std::string(40 * 1024, 'a'), true);
  EXPECT_EQ(client->read_until_close(), 1009u);
  EXPECT_EQ(endpoint.frames(), 0u);
}

TEST_F(NetTest, length_of_8_eib_closes_1009_before_anything_of_it_comes) {
  auto const client = connect_websocket("person");
  client->send(
      "\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff"
      "mask");
  EXPECT_EQ(client->read_until_close(), 1009u);
}

TEST_F(NetTest, frame_that_breaks_the_rules_of_framing_closes_1002) {
  using namespace std::string_view_literals;
  auto const closed_by = [this](std::string_view frame) {
    auto const client = connect_websocket("person");
    client->send(frame);
    return client->read_until_close();
  };
  EXPECT_EQ(closed_by("\x81\x02hi"sv), 1002u) << "not masked";
  EXPECT_EQ(closed_by("\x80\x81maskx"sv), 1002u) << "goes on with nothing";
  EXPECT_EQ(closed_by("\x01\x81maskx\x81\x81masky"sv), 1002u) << "begins anew before the end";
  EXPECT_EQ(closed_by("\x83\x80mask"sv), 1002u) << "of a kind that does not exist";
  EXPECT_EQ(closed_by("\x09\x80mask"sv), 1002u) << "a ping in parts";
  EXPECT_EQ(closed_by("\x89\xfe\x00\x7emask"sv), 1002u) << "a ping of more than 125 bytes";
  EXPECT_EQ(closed_by("\x88\x81maskx"sv), 1002u) << "a close with half a code";
  EXPECT_EQ(endpoint.frames(), 0u);
}

TEST_F(NetTest, fragmented_message_is_put_together) {
  auto const client = connect_websocket("person");
  client->send_frame(1, "een ", false);
  client->send_frame(9, "ping between");
  client->send_frame(0, "bericht", true);
  EXPECT_EQ(client->read_frame()->opcode, 10u);
  EXPECT_EQ(client->read_frame()->payload, "een bericht");
}

TEST_F(NetTest, reserved_bit_closes_1002) {
  auto const client = connect_websocket("person");
  client->send_frame(0x40 | 1, "compressed?");
  EXPECT_EQ(client->read_until_close(), 1002u);
}

TEST_F(NetTest, messages_beyond_the_rate_wait_and_are_all_answered) {
  settings.limits.websocket.messages_per_s = 1000;
  settings.limits.websocket.burst = 2;
  auto const client = connect_websocket("person");
  for (int i = 0; i < 20; ++i) client->send_text(std::to_string(i));
  for (int i = 0; i < 20; ++i) EXPECT_EQ(client->read_frame()->payload, std::to_string(i));
  EXPECT_GT(metrics.frames_delayed.value(), 0u);
}

TEST_F(NetTest, messages_beyond_the_burst_do_not_reach_the_endpoint) {
  settings.limits.websocket.messages_per_s = 0.000'1;
  settings.limits.websocket.burst = 3;
  auto const client = connect_websocket("person");
  for (int i = 0; i < 10; ++i) client->send_text("x");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(client->read_frame()->payload, "x");
  server->stop();
  EXPECT_EQ(endpoint.frames(), 3u);
}

TEST_F(NetTest, more_pings_than_anybody_needs_close_1008) {
  settings.limits.websocket.messages_per_s = 0.001;
  settings.limits.websocket.burst = 5;
  auto const flooding = connect_websocket("person-a");
  auto const other = connect_websocket("person-b");
  for (int i = 0; i < 5; ++i) flooding->send_frame(9, "");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(flooding->read_frame()->opcode, 10u) << "each of the burst is answered";
  flooding->send_frame(9, "");
  EXPECT_EQ(flooding->read_until_close(), 1008u);
  other->send_text("still here");
  EXPECT_EQ(other->read_frame()->payload, "still here");
}

TEST_F(NetTest, at_most_so_many_calls_are_in_flight) {
  settings.limits.websocket.calls_in_flight = 2;
  auto const client = connect_websocket("person");
  for (auto const* text : {"hold", "hold", "third"}) client->send_text(text);
  endpoint.wait_for_held(2);
  EXPECT_EQ(endpoint.frames(), 2u);
  endpoint.release();
  // The third may overtake the second: the first has made room for it.
  std::multiset<std::string> answers;
  for (int i = 0; i < 3; ++i) answers.insert(client->read_frame()->payload);
  EXPECT_EQ(answers, (std::multiset<std::string>{"released", "released", "third"}));
}

TEST_F(NetTest, calls_are_answered_in_the_order_they_complete) {
  auto const client = connect_websocket("person");
  client->send_text("hold");
  client->send_text("later");
  EXPECT_EQ(client->read_frame()->payload, "later");
  endpoint.release();
  EXPECT_EQ(client->read_frame()->payload, "released");
}

TEST_F(NetTest, delivery_reaches_every_connection_of_an_account_but_the_excepted) {
  auto const one = connect_websocket("person-a");
  auto const two = connect_websocket("person-a");
  auto const other = connect_websocket("person-b");
  auto const accounts = std::vector{EchoEndpoint::caller_of("person-a").account};
  endpoint.sink().deliver(accounts, std::make_shared<std::string const>("news"), wire::ConnectionId{});
  EXPECT_EQ(one->read_frame()->payload, "news");
  EXPECT_EQ(two->read_frame()->payload, "news");
  other->send_text("nothing came before this");
  EXPECT_EQ(other->read_frame()->payload, "nothing came before this");
}

TEST_F(NetTest, ended_session_is_told_and_closed_4001_and_other_sessions_live) {
  auto const ended = connect_websocket("person-a");
  auto const other = connect_websocket("person-b");
  endpoint.sink().end_session(EchoEndpoint::caller_of("person-a").session, "signed_out");
  EXPECT_EQ(ended->read_frame()->payload, R"({"jsonrpc":"2.0","method":"session.ended","params":{"reason":"signed_out"}})");
  EXPECT_EQ(ended->read_until_close(), 4001u);
  other->send_text("here");
  EXPECT_EQ(other->read_frame()->payload, "here");
}

TEST_F(NetTest, upgrade_that_crosses_the_end_of_its_session_is_closed_4001) {
  start();
  endpoint.sink().end_session(EchoEndpoint::caller_of("person-a").session, "blocked");
  auto const late = connect_websocket("person-a");
  EXPECT_EQ(late->read_until_close(), 4001u);
}

TEST_F(NetTest, endpoint_hears_once_of_each_end) {
  auto closing = connect_websocket("person-a");
  auto vanishing = connect_websocket("person-b");
  closing->send_frame(8, "\x03\xe8");
  EXPECT_EQ(closing->read_until_close(), 1000u);
  vanishing.reset();
  endpoint.wait_for_closed(2);
  EXPECT_EQ(metrics.websockets_refused.value(), 0u);
}

}  // namespace
}  // namespace beraad::test
