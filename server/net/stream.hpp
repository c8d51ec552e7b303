// SPDX-License-Identifier: EUPL-1.2
// The stream under HTTP and WebSocket. beast::ssl_stream joins a frame and its header into one TLS record; tcp_stream has the deadline.
#pragma once
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

namespace beraad::net {

using TlsStream = boost::beast::ssl_stream<boost::beast::tcp_stream>;

}  // namespace beraad::net
