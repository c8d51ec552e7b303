// SPDX-License-Identifier: EUPL-1.2
// A number is decimal digits and no more than a million.
#include "tests/bench/start_up.hpp"

#include <sys/resource.h>

#include <stdexcept>

namespace beraad::bench {

unsigned positive(std::string const& text, bool may_be_zero) {
  std::size_t used = 0;
  unsigned long value = 0;
  try {
    value = std::stoul(text, &used);
  } catch (std::exception const&) {
    used = 0;
  }
  if (used != text.size() || text.empty() || value > 1'000'000 || (value == 0 && !may_be_zero)) throw std::invalid_argument(text);
  return static_cast<unsigned>(value);
}

void raise_descriptor_limit() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace beraad::bench
