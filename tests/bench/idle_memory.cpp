// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/idle_memory.hpp"

#include "tests/bench/lines.hpp"
#include "tests/bench/process_use.hpp"

namespace beraad::bench {

Memory measure_idle(TlsClient const& tls, std::uint16_t port, pid_t server, std::vector<Staff> const& staff, std::size_t wanted) {
  Memory memory;
  memory.before_kib = rss_kib(server);
  auto const lines = open_lines(tls, port, staff, wanted);
  memory.idle = wanted;
  memory.idle_kib = rss_kib(server);
  return memory;
}

}  // namespace beraad::bench
