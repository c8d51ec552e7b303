// SPDX-License-Identifier: EUPL-1.2
// What the network room sees of everything behind it: a frame or a request goes in, exactly one answer comes out. Thread-safe.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "crypto/bytes.hpp"
#include "crypto/ids.hpp"

namespace beraad::wire {

// An encoded text frame, shared by all its receivers.
using Frame = std::shared_ptr<std::string const>;
using SessionHash = crypto::Array<32>;  // SHA-256 of the cookie's 32 bytes; the cookie itself is never stored
enum class ConnectionId : std::uint64_t {};

// Who is on a connection, as found when it was opened. The session is checked again on every call.
struct Caller {
  ConnectionId connection{};
  SessionHash session{};
  AccountId account{};
};

struct HttpCall {
  std::string path;            // "/api/sign-in/start"
  std::string body;            // JSON
  std::string session_cookie;  // value of __Host-beraad, "" when absent
  std::string remote_address;  // for the rate limit per address only; never logged
};

struct HttpAnswer {
  unsigned status = 200;
  std::string body;                       // JSON
  std::optional<std::string> set_cookie;  // the whole Set-Cookie value
  bool clear_site_data = false;
  std::string_view refused{};  // the reason, for the metrics; "" of an answer
};

// The network room's side: who is connected, and how a frame reaches them. Every function may be called from any thread.
class Sink {
 public:
  virtual ~Sink() = default;
  // To every open connection of these accounts, except one (the caller's own, or none: ConnectionId{0}).
  virtual void deliver(std::span<AccountId const> to, Frame frame, ConnectionId except) = 0;
  // Sends session.ended and closes 4001 every connection of this session.
  virtual void end_session(SessionHash const& session, std::string_view reason) = 0;
};

class Endpoint {
 public:
  virtual ~Endpoint() = default;
  // Called once, before the listener starts.
  virtual void attach(Sink& sink) = 0;
  // The WebSocket upgrade: whose session is this cookie? Nothing when it is none, ended, or has too many connections.
  virtual void open(std::string session_cookie, ConnectionId connection, std::function<void(std::optional<Caller>)> answer) = 0;
  virtual void closed(Caller const& caller) = 0;
  // One text frame. The answer is the frame to send back; nullptr: the frame was no JSON-RPC at all, close 4002.
  virtual void on_frame(Caller const& caller, std::string text, std::function<void(Frame)> answer) = 0;
  virtual void on_post(HttpCall call, std::function<void(HttpAnswer)> answer) = 0;
  // No new calls are taken (they answer `busy`); `done` runs once everything accepted has been answered.
  virtual void drain(std::function<void()> done) = 0;
};

}  // namespace beraad::wire
