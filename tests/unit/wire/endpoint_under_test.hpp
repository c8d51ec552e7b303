// SPDX-License-Identifier: EUPL-1.2
// The endpoint over the real service, with a network room that only listens.
#pragma once
#include <gtest/gtest.h>

#include <mutex>

#include "crypto/json.hpp"
#include "region_under_test.hpp"
#include "server/wire/json_rpc_endpoint.hpp"

namespace beraad::wire::testing {

using app::testing::RegionUnderTest;
using app::testing::Somebody;
using crypto::Json;

class ListeningSink final : public Sink {
 public:
  struct Delivered {
    std::vector<AccountId> to;
    Json frame;
    ConnectionId except{};
  };
  void deliver(std::span<AccountId const> to, Frame frame, ConnectionId except) override;
  void end_session(SessionHash const& session, std::string_view reason) override;
  [[nodiscard]] std::vector<Delivered> delivered() const;
  [[nodiscard]] std::vector<std::string> ended() const;

 private:
  mutable std::mutex mutex_;
  std::vector<Delivered> delivered_;
  std::vector<std::string> ended_;
};

class EndpointTest : public ::testing::Test {
 protected:
  EndpointTest() { endpoint.attach(sink); }

  // The frame's answer as text; "closed" when it was no JSON-RPC.
  [[nodiscard]] std::string send(Caller const& caller, std::string text);
  [[nodiscard]] Json call(Caller const& caller, std::string const& method, Json params);
  [[nodiscard]] HttpAnswer post(std::string const& path, std::string body, std::string cookie = "");
  [[nodiscard]] std::optional<Caller> open(std::string cookie, std::uint64_t connection);
  [[nodiscard]] static Caller nobody() { return {static_cast<ConnectionId>(99), {}, {}}; }

  RegionUnderTest region;
  ListeningSink sink;
  JsonRpcEndpoint endpoint{region.service()};
};

}  // namespace beraad::wire::testing
