// SPDX-License-Identifier: EUPL-1.2
// The load: one sender a room, its next message after the acknowledgement of the last; everybody else in the room receives it.
#pragma once
#include <sys/types.h>

#include <memory>
#include <vector>

#include "tests/bench/cast.hpp"
#include "tests/bench/closed_loop.hpp"
#include "tests/bench/load_line.hpp"

namespace beraad::bench {

// Acknowledgements are answers to item.append, each durable; deliveries are item.new at another member.
struct LoadResult : Measured {
  std::size_t ciphertext_bytes = 0;  // of one item's c
  std::size_t frame_bytes = 0;       // of one item.append
};

// `lines` are those of the staff, in the same order. `server`: whose processor time counts.
[[nodiscard]] LoadResult run_load(std::vector<SenderRoom>& rooms, std::vector<std::unique_ptr<LoadLine>>& lines, pid_t server,
                                  unsigned seconds);

}  // namespace beraad::bench
