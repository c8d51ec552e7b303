// SPDX-License-Identifier: EUPL-1.2
// GET /metrics over plain HTTP for a scraper on the same machine. Names no one and serves nothing else.
#pragma once
#include <boost/asio/ip/tcp.hpp>

#include "server/net/context.hpp"

namespace beraad::net {

// One request, one answer, closed. The socket's executor is a strand of its own.
void serve_metrics(Context& context, boost::asio::ip::tcp::socket socket, Admission admission);

}  // namespace beraad::net
