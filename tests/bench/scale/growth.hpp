// SPDX-License-Identifier: EUPL-1.2
// The table of growth: what was measured, in the order in which it was.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/bench/load.hpp"

namespace beraad::bench {

class Growth {
 public:
  // `part`: what grows; `size`: how far. Costs are compared with those of the part's first row.
  void add_load(std::string const& part, std::string const& size, LoadResult const& load);
  // Anything else that was measured.
  void add_figure(std::string const& part, std::string const& what, double value, std::string const& unit);

  void print() const;
  [[nodiscard]] nlohmann::ordered_json json() const;

 private:
  struct Row {
    std::string part, size;
    double messages_per_s = 0, deliveries_per_s = 0, cpu_us = 0, times = 1, server_cores = 0, generator_cores = 0;
    std::uint64_t busy = 0, undelivered = 0;
    nlohmann::ordered_json delivery_ms;
  };
  struct Figure {
    std::string part, what;
    double value = 0;
    std::string unit;
  };
  std::vector<Row> rows_;
  std::vector<Figure> figures_;
};

}  // namespace beraad::bench
