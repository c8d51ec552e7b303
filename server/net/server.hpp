// SPDX-License-Identifier: EUPL-1.2
// The network room as main sees it: start it, ask its ports, stop it in order. Everything of Asio and Beast stays behind this header.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crypto/result.hpp"
#include "server/net/limits.hpp"
#include "server/net/log.hpp"
#include "server/net/metrics.hpp"
#include "server/net/static_files.hpp"
#include "server/wire/endpoint.hpp"

namespace beraad::net {

struct ServerSettings {
  std::string address = "127.0.0.1";  // numeric
  std::uint16_t port = 0;             // 0: any free one
  // What browsers send as Origin, e.g. "https://beraad.example". A port of 0 stands for the port that is listened on.
  std::vector<std::string> origins;
  std::filesystem::path certificate_file;     // PEM, the chain
  std::filesystem::path key_file;             // PEM
  std::optional<std::uint16_t> metrics_port;  // on 127.0.0.1; 0: any free one
  unsigned threads = 2;
  Limits limits;
};

class Server {
 public:
  // Listens when it returns. `endpoint`, `log` and `metrics` must outlive the server.
  // kIo (cause: address_in_use and the like), kMalformed (address, origin), kCrypto (certificate or key).
  [[nodiscard]] static Result<std::unique_ptr<Server>> start(ServerSettings settings, StaticFiles files, wire::Endpoint& endpoint,
                                                             Log const& log, Metrics& metrics);
  ~Server();  // stops
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept;
  [[nodiscard]] std::uint16_t metrics_port() const noexcept;  // 0 when there is none

  // Stops accepting, lets the endpoint answer what it took, closes WebSockets with 1012, joins the threads. Safe to call twice; from one
  // thread.
  void stop();

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace beraad::net
