// SPDX-License-Identifier: EUPL-1.2
// The endpoint that speaks JSON-RPC 2.0 on the socket and JSON over HTTP, in front of the use cases. Thread-safe; answers come from any
// thread.
#pragma once
#include <memory>

#include "server/wire/call_statistics.hpp"
#include "server/wire/endpoint.hpp"

namespace beraad::app {
class Service;
}

namespace beraad::wire {

class JsonRpcEndpoint final : public Endpoint {
 public:
  // The service outlives the endpoint.
  explicit JsonRpcEndpoint(app::Service& service);
  ~JsonRpcEndpoint() override;
  JsonRpcEndpoint(JsonRpcEndpoint const&) = delete;
  JsonRpcEndpoint& operator=(JsonRpcEndpoint const&) = delete;

  void attach(Sink& sink) override;
  void open(std::string session_cookie, ConnectionId connection, std::function<void(std::optional<Caller>)> answer) override;
  void closed(Caller const& caller) override;
  // Calls of one connection are answered one after the other, in the order in which they came.
  void on_frame(Caller const& caller, std::string text, std::function<void(Frame)> answer) override;
  void on_post(HttpCall call, std::function<void(HttpAnswer)> answer) override;
  // `done` also means that the sink is not called any more.
  void drain(std::function<void()> done) override;

  [[nodiscard]] CallStatistics::Snapshot statistics() const;

 private:
  class Desk;
  std::shared_ptr<Desk> desk_;
};

}  // namespace beraad::wire
