// SPDX-License-Identifier: EUPL-1.2
// How times are summed up: by what share of them stayed below.
#pragma once
#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

namespace beraad::bench {

// 0 when there are none.
[[nodiscard]] double ms_at(std::vector<std::int64_t> const& ascending_ns, double share);
// p50, p99 and p99_9, in milliseconds.
[[nodiscard]] nlohmann::ordered_json latency_json(std::vector<std::int64_t> const& ascending_ns);

}  // namespace beraad::bench
