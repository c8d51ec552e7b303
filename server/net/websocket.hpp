// SPDX-License-Identifier: EUPL-1.2
// A WebSocket after its request was found good: the upgrade, one reader and one writer coroutine, and an orderly end.
#pragma once
#include <string>

#include "server/net/context.hpp"
#include "server/net/tls_stream.hpp"

namespace beraad::net {

// On the stream's strand. Takes over stream, place and caller; the endpoint hears closed(caller) exactly once. Returns at once.
void serve_websocket(Context& context, TlsStream stream, Admission admission, wire::Caller caller, std::string key);

}  // namespace beraad::net
