// SPDX-License-Identifier: EUPL-1.2
// Who is connected: accounts and sessions to connections. It owns no connection, and calls one only while it holds no lock. Thread-safe.
#pragma once
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "server/net/text_frame.hpp"
#include "server/wire/endpoint.hpp"

namespace beraad::net {

// A connection as the hub sees it. Every function may be called from any thread and does not block.
class Receiver {
 public:
  virtual ~Receiver() = default;
  virtual void send(TextFrame frame) = 0;
  virtual void end_session(TextFrame last) = 0;  // sends it, then closes 4001
};

class Hub final : public wire::Sink {
 public:
  using Clock = std::chrono::steady_clock;

  // `memory`: how long the end of a session is remembered, longer than an upgrade may take.
  explicit Hub(Clock::duration memory) : memory_(memory) {}

  // False: the session ended between the endpoint's answer and now; the connection must not live.
  [[nodiscard]] bool add(wire::Caller const& caller, std::weak_ptr<Receiver> receiver);
  void remove(wire::Caller const& caller);

  void deliver(std::span<AccountId const> to, wire::Frame frame, wire::ConnectionId except) override;
  void end_session(wire::SessionHash const& session, std::string_view reason) override;

 private:
  struct Member {
    wire::ConnectionId connection;
    wire::SessionHash session;
    std::weak_ptr<Receiver> receiver;
  };
  struct Ended {
    wire::SessionHash session;
    Clock::time_point at;
  };

  Clock::duration const memory_;
  std::mutex mutex_;
  std::unordered_map<AccountId, std::vector<Member>> accounts_;
  std::deque<Ended> ended_;
};

}  // namespace beraad::net
