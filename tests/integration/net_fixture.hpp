// SPDX-License-Identifier: EUPL-1.2
// A real network room on port 0 with a certificate of its own and an endpoint that echoes. The endpoint is thread-safe.
#pragma once
#include <gtest/gtest.h>

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/net/server.hpp"
#include "tests/integration/net_client.hpp"
#include "tests/support/folder.hpp"

namespace beraad::test {

// Cookies that start with `person` are sessions, one for each cookie, at most five connections each; the account follows the cookie.
// Frames: "hold" is answered at release(); "nothing" is not understood; all else comes back as it is. So do bodies. Whether
// "person-undecided" may come in is told at release() too.
class EchoEndpoint final : public wire::Endpoint {
 public:
  void attach(wire::Sink& sink) override;
  void open(std::string session_cookie, wire::ConnectionId connection, std::function<void(std::optional<wire::Caller>)> answer) override;
  void closed(wire::Caller const& caller) override;
  void on_frame(wire::Caller const& caller, std::string text, std::function<void(wire::Frame)> answer) override;
  void on_post(wire::HttpCall call, std::function<void(wire::HttpAnswer)> answer) override;
  void drain(std::function<void()> done) override;

  [[nodiscard]] static wire::Caller caller_of(std::string const& cookie, wire::ConnectionId connection = {});
  [[nodiscard]] wire::Sink& sink() { return *sink_; }
  void release();
  // Each waits until the count is reached.
  void wait_for_closed(std::size_t count);
  void wait_for_held(std::size_t count);
  [[nodiscard]] std::size_t frames();
  [[nodiscard]] std::vector<wire::HttpCall> posts();

 private:
  void hold(std::function<void()> answer);  // under the lock

  std::mutex mutex_;
  std::condition_variable changed_;
  wire::Sink* sink_ = nullptr;
  std::map<wire::SessionHash, int> open_;
  std::vector<std::function<void()>> held_;
  std::vector<wire::HttpCall> posts_;
  std::size_t closed_ = 0;
  std::size_t frames_ = 0;
};

class NetTest : public ::testing::Test {
 protected:
  NetTest();
  ~NetTest() override;
  // Called by the first connect(); a test that wants other limits sets them before.
  void start();
  // A client past its handshake.
  [[nodiscard]] std::unique_ptr<NetClient> connect(int receive_buffer_bytes = 0);
  // A client past its upgrade.
  [[nodiscard]] std::unique_ptr<NetClient> connect_websocket(std::string const& cookie, int receive_buffer_bytes = 0);
  // One request, one answer, on a connection of its own.
  [[nodiscard]] std::optional<HttpResponse> exchange(std::string_view request);

  Folder folder;
  EchoEndpoint endpoint;
  net::Log log{-1};
  net::Metrics metrics;
  net::ServerSettings settings;
  std::unique_ptr<net::Server> server;
};

}  // namespace beraad::test
