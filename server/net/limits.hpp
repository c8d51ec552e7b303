// SPDX-License-Identifier: EUPL-1.2
// Every bound of the network room in one place. The defaults are the promised ones; configuration and tests may set others.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace beraad::net {

using Milliseconds = std::chrono::milliseconds;

struct HttpLimits {
  std::size_t read_buffer_bytes = 16 * 1024;
  std::size_t header_bytes = 8 * 1024;
  std::size_t fields = 64;
  std::size_t target_bytes = 2 * 1024;
  std::size_t body_bytes = 64 * 1024;
  std::size_t requests_per_connection = 100;
  Milliseconds tls_handshake{5'000};
  Milliseconds header{5'000};           // from the first byte of a request to the end of its header
  Milliseconds body{30'000};            // the whole body, and
  Milliseconds body_grace{5'000};       // after this much time
  std::size_t body_bytes_per_s = 1024;  // at least this fast
  Milliseconds keep_alive{15'000};      // between two requests
  Milliseconds answer{30'000};          // what the endpoint may take
  Milliseconds write_grace{10'000};
  std::size_t write_bytes_per_s = 8 * 1024;  // a receiver slower than this after the grace is cut off
  Milliseconds linger{2'000};                // how long a refused peer may take to read why
};

struct WebSocketLimits {
  std::size_t message_bytes = 64 * 1024;
  std::size_t send_queue_bytes = 256 * 1024;
  std::size_t calls_in_flight = 16;
  double messages_per_s = 20;
  double burst = 40;
  Milliseconds handshake{5'000};
  Milliseconds idle{60'000};        // half of it in silence sends a ping, all of it closes
  Milliseconds close_grace{2'000};  // between wanting to close and cutting the connection
};

struct Limits {
  HttpLimits http;
  WebSocketLimits websocket;
  std::size_t connections = 10'000;
  std::size_t metrics_connections = 16;
  Milliseconds accept_backoff{100};  // after an accept that failed (no descriptors left)
  Milliseconds drain{10'000};        // each half of an orderly stop: answering what was accepted, then closing
};

}  // namespace beraad::net
