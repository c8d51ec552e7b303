// SPDX-License-Identifier: EUPL-1.2
// The load of beraad-bench on another server: rooms of as many members, the first of which speaks.
#pragma once
#include "tests/bench/closed_loop.hpp"
#include "tests/bench/peers/member.hpp"

namespace beraad::bench {

struct LoadSize {
  unsigned rooms = 50;
  unsigned members = 8;
  unsigned seconds = 10;
};

// Throws when the last message of a room is not in the archive of a server that keeps one.
[[nodiscard]] Measured run_peer_load(LoadSize const& size, Join const& join, pid_t server);

}  // namespace beraad::bench
