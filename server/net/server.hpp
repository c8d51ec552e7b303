// SPDX-License-Identifier: EUPL-1.2
// The network room as main sees it: start it, ask its ports, stop it in order. Everything of Asio and Beast stays behind this header.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
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

// kCrypto when the certificate or its key cannot be used, or is not the other's.
[[nodiscard]] Result<void> check_certificate(std::filesystem::path const& certificate_file, std::filesystem::path const& key_file);

// `where` of an error that is about the port for metrics and not the public one.
inline constexpr std::string_view kMetricsPort = "the port for metrics";

// The certificate and the ports: what the world outside may refuse. Taken before anything else is touched, so that a start that cannot
// succeed changes nothing; whoever connects waits until a server stands behind them.
class Doors {
 public:
  // kIo (cause: address_in_use and the like), kMalformed (address, origin), kCrypto (certificate or key).
  [[nodiscard]] static Result<Doors> open(ServerSettings const& settings);
  Doors(Doors&&) noexcept;
  Doors& operator=(Doors&&) = delete;
  ~Doors();

 private:
  friend class Server;
  struct State;
  explicit Doors(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

class Server {
 public:
  // Answers when it returns. `endpoint`, `log` and `metrics` must outlive the server; the settings are those of the doors.
  [[nodiscard]] static std::unique_ptr<Server> start(Doors doors, ServerSettings const& settings, StaticFiles files,
                                                     wire::Endpoint& endpoint, Log const& log, Metrics& metrics);
  ~Server();  // stops
  Server(Server const&) = delete;
  Server& operator=(Server const&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept;
  [[nodiscard]] std::uint16_t metrics_port() const noexcept;  // 0 when there is none

  // Another certificate and other files, for the connections that come from now on; those that are open stay. kCrypto: nothing changed. Any
  // thread.
  [[nodiscard]] Result<void> replace(ServerSettings const& settings, StaticFiles files);
  // Stops accepting, lets the endpoint answer what it took, closes WebSockets with 1012, joins the threads. Safe to call twice; from one
  // thread.
  void stop();

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace beraad::net
