// SPDX-License-Identifier: EUPL-1.2
// One accepted socket: TLS handshake, then requests one after another, until an upgrade takes the stream away or the connection ends.
#pragma once
#include <boost/asio/ip/tcp.hpp>
#include <memory>

#include "server/net/context.hpp"

namespace beraad::net {

// Call with a socket whose executor is a strand of its own. Returns at once; the connection lives by itself.
void serve_connection(Context& context, boost::asio::ip::tcp::socket socket, Admission admission);

}  // namespace beraad::net
