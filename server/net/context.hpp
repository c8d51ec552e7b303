// SPDX-License-Identifier: EUPL-1.2
// What every connection of one server shares. Made before the first connection, gone after the last.
#pragma once
#include <memory>
#include <mutex>

#include "server/net/connections.hpp"
#include "server/net/hub.hpp"
#include "server/net/limits.hpp"
#include "server/net/log.hpp"
#include "server/net/metrics.hpp"
#include "server/net/routes.hpp"
#include "server/net/static_files.hpp"
#include "server/net/tls.hpp"

namespace beraad::net {

// Which certificate is shown and which files are served. A connection keeps those it began with.
struct Served {
  TlsContext tls;
  StaticFiles files;
};

// Replaced while the server runs, for the connections that come after. Thread-safe.
class NowServed {
 public:
  explicit NowServed(Served first) : served_(std::make_shared<Served>(std::move(first))) {}
  [[nodiscard]] std::shared_ptr<Served> get() const {
    std::scoped_lock const lock(mutex_);
    return served_;
  }
  void replace(Served next) {
    auto replacing = std::make_shared<Served>(std::move(next));
    std::scoped_lock const lock(mutex_);
    served_.swap(replacing);
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<Served> served_;
};

struct Context {
  Limits limits;
  NowServed served;
  wire::Endpoint& endpoint;
  Log const& log;
  Metrics& metrics;
  Hub hub;
  Connections connections;
  Origins origins;  // known once the port is
};

}  // namespace beraad::net
