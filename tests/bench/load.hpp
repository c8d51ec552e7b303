// SPDX-License-Identifier: EUPL-1.2
// The load: one sender a room, its next message after the acknowledgement of the last; everybody else in the room receives it.
#pragma once
#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <vector>

#include "tests/bench/cast.hpp"
#include "tests/bench/load_line.hpp"

namespace beraad::bench {

struct LoadResult {
  double seconds = 0;             // of the window that was measured, after the warm-up
  std::uint64_t acks = 0;         // answers to item.append in it: each is durable
  std::uint64_t deliveries = 0;   // item.new at another member in it
  std::uint64_t undelivered = 0;  // of everything ever sent, after waiting for the rest
  double server_cpu_s = 0;        // user and system, in the window
  double generator_cpu_s = 0;
  std::size_t ciphertext_bytes = 0;  // of one item's c
  std::size_t frame_bytes = 0;       // of one item.append
  std::vector<std::int64_t> ack_ns;  // in the window, ascending; from the moment the sealed item is handed to the socket
  std::vector<std::int64_t> delivery_ns;
};

// `lines` are those of the staff, in the same order. `server`: whose processor time counts.
[[nodiscard]] LoadResult run_load(std::vector<SenderRoom>& rooms, std::vector<std::unique_ptr<LoadLine>>& lines, pid_t server,
                                  unsigned seconds);

// Of a process, from /proc.
[[nodiscard]] double cpu_seconds(pid_t process);
[[nodiscard]] std::uint64_t rss_kib(pid_t process);

}  // namespace beraad::bench
