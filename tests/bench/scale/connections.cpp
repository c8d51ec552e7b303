// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>

#include "tests/bench/idle_memory.hpp"
#include "tests/bench/scale/parts.hpp"
#include "tests/bench/scale/scene.hpp"

namespace beraad::bench {

void grow_connections(Sizes const& sizes, Growth& growth) {
  auto const most = *std::max_element(sizes.idle.begin(), sizes.idle.end());
  Scene scene(sizes.server, (most + kLinesOfASession - 1) / kLinesOfASession);
  auto& server = scene.server();
  for (auto const idle : sizes.idle) {
    // A process keeps memory that it had once: each number begins with a new one.
    server.stop();
    server.start_again();
    auto const memory = measure_idle(scene.tls(), server.port(), server.pid(), scene.cast().staff(), idle);
    growth.add_figure("idle", std::to_string(idle) + " connections, memory of each", memory.kib_each(), "KiB");
  }
}

}  // namespace beraad::bench
