// SPDX-License-Identifier: EUPL-1.2
// What every connection of one server shares. Made before the first connection, gone after the last.
#pragma once
#include <boost/asio/ssl/context.hpp>
#include <memory>
#include <optional>

#include "server/net/connections.hpp"
#include "server/net/hub.hpp"
#include "server/net/limits.hpp"
#include "server/net/log.hpp"
#include "server/net/metrics.hpp"
#include "server/net/routes.hpp"
#include "server/net/static_files.hpp"

namespace beraad::net {

struct Context {
  Limits limits;
  StaticFiles files;
  wire::Endpoint& endpoint;
  Log const& log;
  Metrics& metrics;
  Hub hub;
  Connections connections;
  std::unique_ptr<boost::asio::ssl::context> tls;
  Origins origins;  // known once the port is
};

}  // namespace beraad::net
