// SPDX-License-Identifier: EUPL-1.2
// A number is decimal digits and no more than a million.
#include "tests/bench/start_up.hpp"

#include <sys/resource.h>

#include <iostream>
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

int run_program(std::string_view name, std::string_view usage, int count, char const* const* words, std::function<void()> const& bench) {
  if (count == 2 && (std::string_view(words[1]) == "--help" || std::string_view(words[1]) == "-h")) {
    std::cout << usage;
    return 0;
  }
  try {
    bench();
    return 0;
  } catch (std::invalid_argument const& wrong) {
    std::cerr << "not understood: " << wrong.what() << '\n' << usage;
    return 2;
  } catch (std::exception const& failure) {
    std::cerr << name << ": " << failure.what() << '\n';
    return 1;
  }
}

}  // namespace beraad::bench
