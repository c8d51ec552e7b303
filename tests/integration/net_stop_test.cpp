// SPDX-License-Identifier: EUPL-1.2
// An orderly stop: what was accepted is answered, WebSockets hear 1012, nobody new comes in.
#include "tests/integration/net_fixture.hpp"

namespace beraad::test {
namespace {

TEST_F(NetTest, stop_answers_what_was_accepted_and_closes_1012) {
  auto const client = connect_websocket("person");
  client->send_text("hold");
  endpoint.wait_for_held(1);
  server->stop();
  EXPECT_EQ(client->read_frame()->payload, "released");
  EXPECT_EQ(client->read_until_close(), 1012u);
  endpoint.wait_for_closed(1);
}

TEST_F(NetTest, stop_closes_idle_http_connections) {
  auto const fresh = connect();
  auto const used = connect();
  used->send("GET /healthz HTTP/1.1\r\nHost: beraad.test\r\n\r\n");
  ASSERT_TRUE(used->read_response());
  server->stop();
  EXPECT_TRUE(fresh->is_closed_by_server());
  EXPECT_TRUE(used->is_closed_by_server());
  EXPECT_EQ(metrics.connections_open.value(), 0u);
}

TEST_F(NetTest, stopped_port_is_free_again_at_once) {
  auto const client = connect_websocket("person");
  settings.port = server->port();
  server->stop();
  server.reset();
  start();
  EXPECT_EQ(server->port(), settings.port);
  EXPECT_EQ(connect()->upgrade("person")->status, 101u);
}

TEST_F(NetTest, stop_twice_is_stop_once) {
  start();
  server->stop();
  server->stop();
}

}  // namespace
}  // namespace beraad::test
