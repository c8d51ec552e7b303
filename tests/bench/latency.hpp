// SPDX-License-Identifier: EUPL-1.2
// How long things took, as a report says it.
#pragma once
#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

namespace beraad::bench {

// What this share of them did not exceed; 0 when there are none.
[[nodiscard]] double ms_at(std::vector<std::int64_t> const& ascending_ns, double share);
// {p50, p99, p99_9}
[[nodiscard]] nlohmann::ordered_json latency_json(std::vector<std::int64_t> const& ascending_ns);

}  // namespace beraad::bench
