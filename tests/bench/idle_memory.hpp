// SPDX-License-Identifier: EUPL-1.2
// What the server's memory grows by for connections that do nothing.
#pragma once
#include <sys/types.h>

#include <cstdint>
#include <vector>

#include "tests/bench/lines.hpp"

namespace beraad::bench {

struct Memory {
  std::size_t idle = 0;
  std::uint64_t before_kib = 0;
  std::uint64_t idle_kib = 0;
  std::uint64_t after_load_kib = 0;
  [[nodiscard]] double kib_each() const {
    return idle == 0 ? 0 : (static_cast<double>(idle_kib) - static_cast<double>(before_kib)) / static_cast<double>(idle);
  }
};

// Nobody else is connected meanwhile: what is added is the idle connections'. They end with it, so that a load goes to the members only.
[[nodiscard]] Memory measure_idle(TlsClient const& tls, std::uint16_t port, pid_t server, std::vector<Staff> const& staff,
                                  std::size_t wanted);

}  // namespace beraad::bench
