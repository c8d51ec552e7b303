// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/latency.hpp"

namespace beraad::bench {

double ms_at(std::vector<std::int64_t> const& ascending_ns, double share) {
  if (ascending_ns.empty()) return 0;
  auto const last = static_cast<double>(ascending_ns.size() - 1);
  return static_cast<double>(ascending_ns[static_cast<std::size_t>(last * share + 0.5)]) / 1e6;
}

nlohmann::ordered_json latency_json(std::vector<std::int64_t> const& ascending_ns) {
  return {{"p50", ms_at(ascending_ns, 0.5)}, {"p99", ms_at(ascending_ns, 0.99)}, {"p99_9", ms_at(ascending_ns, 0.999)}};
}

}  // namespace beraad::bench
