// SPDX-License-Identifier: EUPL-1.2
// Peers that are slow on purpose. The limits are set small, so that what is awaited is the close itself; no duration is asserted.
#include <thread>

#include "tests/integration/net_fixture.hpp"

namespace beraad::test {
namespace {

using std::chrono::milliseconds;

TEST_F(NetTest, handshake_that_never_comes_is_closed) {
  settings.limits.http.tls_handshake = milliseconds(50);
  start();
  NetClient silent(server->port());
  EXPECT_TRUE(silent.is_closed_by_server_raw());
  NetClient partial(server->port());
  partial.send_raw("\x16\x03\x01");
  EXPECT_TRUE(partial.is_closed_by_server_raw());
  server->stop();
  EXPECT_EQ(metrics.tls_handshakes_failed.value(), 2u);
}

TEST_F(NetTest, header_that_never_ends_is_closed) {
  settings.limits.http.header = milliseconds(50);
  auto const client = connect();
  client->send("GET / HTTP/1.1\r\nHost: beraad.test\r\nX-A: ");
  EXPECT_TRUE(client->is_closed_by_server());
  server->stop();
  EXPECT_EQ(metrics.http_timeouts.value(), 1u);
}

TEST_F(NetTest, header_that_comes_byte_by_byte_is_closed_all_the_same) {
  settings.limits.http.header = milliseconds(200);
  auto const client = connect();
  client->send("GET / HTTP/1.1\r\nHost: beraad.test\r\nX-A: ");
  // Were every byte given the whole time again, this would go on until the header is too long, which is answered.
  while (!client->hears_within(milliseconds(5))) client->send("a");
  EXPECT_TRUE(client->is_closed_by_server());
  server->stop();
  EXPECT_EQ(metrics.http_timeouts.value(), 1u);
}

TEST_F(NetTest, body_that_never_comes_is_closed) {
  settings.limits.http.body = milliseconds(50);
  auto const client = connect();
  client->send(
      "POST /api/session HTTP/1.1\r\nHost: beraad.test\r\nOrigin: https://beraad.test\r\nSec-Fetch-Site: same-origin\r\n"
      "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
  EXPECT_TRUE(client->is_closed_by_server());
  server->stop();
  EXPECT_EQ(metrics.http_timeouts.value(), 1u);
}

TEST_F(NetTest, body_below_its_rate_is_closed_long_before_the_limit_of_all_bodies) {
  settings.limits.http.body = std::chrono::hours(1);
  settings.limits.http.body_grace = milliseconds(1);
  settings.limits.http.body_bytes_per_s = 1'000'000;
  auto const client = connect();
  client->send(
      "POST /api/session HTTP/1.1\r\nHost: beraad.test\r\nOrigin: https://beraad.test\r\nSec-Fetch-Site: same-origin\r\n"
      "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
  EXPECT_TRUE(client->is_closed_by_server());
}

TEST_F(NetTest, answer_that_is_not_read_is_cut_off) {
  settings.limits.http.write_grace = milliseconds(50);
  settings.limits.http.write_bytes_per_s = 1'000'000'000;
  settings.limits.http.linger = milliseconds(50);
  folder.write("dist/assets/large-5e6f.js", std::string(16 * 1024 * 1024, 'x'));
  auto const client = connect(4096);
  client->send("GET /assets/large-5e6f.js HTTP/1.1\r\nHost: beraad.test\r\n\r\n");
  while (metrics.connections_open.value() > 0) std::this_thread::yield();
  EXPECT_FALSE(client->read_response()) << "what the kernel took, and no more";
}

TEST_F(NetTest, slow_sockets_of_every_kind_keep_nobody_waiting) {
  constexpr int kOfEachKind = 100;
  std::vector<std::unique_ptr<NetClient>> slow;
  auto const open = [&](std::string_view begun) {
    slow.push_back(connect());
    slow.back()->send(begun);
  };
  for (int i = 0; i < kOfEachKind; ++i) {
    open("GET / HTTP/1.1\r\nHost: beraad.test\r\nX-A: ");
    open(
        "POST /api/session HTTP/1.1\r\nHost: beraad.test\r\nOrigin: https://beraad.test\r\nSec-Fetch-Site: same-origin\r\n"
        "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
    slow.push_back(std::make_unique<NetClient>(server->port()));
    slow.back()->send_raw("\x16\x03\x01");
  }
  auto const answer = exchange("GET /healthz HTTP/1.1\r\nHost: beraad.test\r\n\r\n");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200u);
}

TEST_F(NetTest, upgrade_that_is_not_answered_in_time_is_refused_and_its_place_is_given_back) {
  settings.limits.websocket.handshake = milliseconds(50);
  auto const client = connect();
  EXPECT_EQ(client->upgrade("person-undecided")->status, 503u);
  EXPECT_TRUE(client->is_closed_by_server());
  endpoint.release();
  endpoint.wait_for_closed(1);
}

TEST_F(NetTest, call_that_is_not_answered_in_time_is_told_so) {
  settings.limits.http.answer = milliseconds(50);
  auto const answer = exchange(
      "POST /api/session HTTP/1.1\r\nHost: beraad.test\r\nOrigin: https://beraad.test\r\nSec-Fetch-Site: same-origin\r\n"
      "Content-Type: application/json\r\nContent-Length: 4\r\n\r\nhold");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 503u);
}

TEST_F(NetTest, idle_connection_is_closed_after_keep_alive) {
  settings.limits.http.keep_alive = milliseconds(50);
  auto const client = connect();
  client->send("GET /healthz HTTP/1.1\r\nHost: beraad.test\r\n\r\n");
  ASSERT_TRUE(client->read_response());
  EXPECT_TRUE(client->is_closed_by_server());
}

TEST_F(NetTest, websocket_that_does_not_answer_pings_is_closed) {
  settings.limits.websocket.idle = milliseconds(100);
  auto const client = connect_websocket("person");
  auto const ping = client->read_frame();
  ASSERT_TRUE(ping);
  EXPECT_EQ(ping->opcode, 9u);
  EXPECT_EQ(client->read_until_close(), 0u);
  endpoint.wait_for_closed(1);
}

TEST_F(NetTest, receiver_that_does_not_read_is_closed_1013_and_others_are_not) {
  settings.limits.websocket.close_grace = std::chrono::hours(1);
  auto const slow = connect_websocket("person-slow", 4096);
  auto const quick = connect_websocket("person-quick");
  auto const accounts = std::vector{EchoEndpoint::caller_of("person-slow").account};
  auto const frame = std::make_shared<std::string const>(60 * 1024, 'x');
  // As many frames as it takes: the kernel's buffers fill first, then the queue.
  while (metrics.slow_receivers_closed.value() == 0) endpoint.sink().deliver(accounts, frame, wire::ConnectionId{});
  EXPECT_EQ(slow->read_until_close(), 1013u);
  quick->send_text("still here");
  EXPECT_EQ(quick->read_frame()->payload, "still here");
}

TEST_F(NetTest, receiver_that_never_reads_is_cut_off_after_the_grace) {
  settings.limits.websocket.close_grace = milliseconds(50);
  auto const slow = connect_websocket("person-slow", 4096);
  auto const accounts = std::vector{EchoEndpoint::caller_of("person-slow").account};
  auto const frame = std::make_shared<std::string const>(60 * 1024, 'x');
  while (metrics.slow_receivers_closed.value() == 0) endpoint.sink().deliver(accounts, frame, wire::ConnectionId{});
  endpoint.wait_for_closed(1);
}

TEST_F(NetTest, what_waited_for_a_receiver_comes_whole_and_in_order_with_pongs_between) {
  constexpr std::size_t kFrames = 1000;  // some 30 MB, more than the kernel keeps
  settings.limits.websocket.send_queue_bytes = 64 * 1024 * 1024;
  auto const slow = connect_websocket("person-slow", 4096);
  auto const accounts = std::vector{EchoEndpoint::caller_of("person-slow").account};
  auto const text_of = [](std::size_t n) { return std::to_string(n) + std::string(n * 7919 % (60 * 1024), 'x'); };
  for (std::size_t n = 0; n < kFrames; ++n) {
    endpoint.sink().deliver(accounts, std::make_shared<std::string const>(text_of(n)), wire::ConnectionId{});
    if (n % 100 == 99) slow->send_frame(9, std::to_string(n));
  }
  ASSERT_LT(metrics.frames_out.value(), kFrames) << "they were to wait";
  std::size_t texts = 0;
  std::vector<std::string> pongs;
  while (texts < kFrames || pongs.size() < kFrames / 100) {
    auto const frame = slow->read_frame();
    ASSERT_TRUE(frame) << "after " << texts;
    if (frame->opcode == 10) {
      pongs.push_back(frame->payload);
    } else {
      ASSERT_EQ(frame->opcode, 1u);
      ASSERT_TRUE(frame->payload == text_of(texts)) << texts;
      ++texts;
    }
  }
  EXPECT_EQ(pongs.front(), "99");
  EXPECT_EQ(pongs.back(), "999");
  EXPECT_EQ(metrics.frames_out.value(), kFrames);
}

TEST_F(NetTest, many_who_tell_one_receiver_at_once_tell_it_everything_in_their_order) {
  constexpr int kTellers = 4;
  constexpr int kEach = 500;
  settings.limits.websocket.send_queue_bytes = 64 * 1024 * 1024;
  auto const client = connect_websocket("person-a");
  auto const accounts = std::vector{EchoEndpoint::caller_of("person-a").account};
  std::vector<std::thread> tellers;
  for (int teller = 0; teller < kTellers; ++teller) {
    tellers.emplace_back([&, teller] {
      for (int n = 0; n < kEach; ++n)
        endpoint.sink().deliver(accounts, std::make_shared<std::string const>(std::to_string(teller) + " " + std::to_string(n)), {});
    });
  }
  std::vector<int> next(kTellers, 0);
  for (int heard = 0; heard < kTellers * kEach; ++heard) {
    auto const frame = client->read_frame();
    if (!frame) break;
    auto const teller = std::stoul(frame->payload);
    EXPECT_EQ(frame->payload, std::to_string(teller) + " " + std::to_string(next.at(teller)++));
  }
  for (auto& teller : tellers) teller.join();
  EXPECT_EQ(next, std::vector<int>(kTellers, kEach));
}

}  // namespace
}  // namespace beraad::test
