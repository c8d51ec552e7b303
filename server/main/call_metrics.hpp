// SPDX-License-Identifier: EUPL-1.2
// How long calls took and what was refused, as samples of the metrics page.
#pragma once
#include "server/net/metrics.hpp"
#include "server/wire/call_statistics.hpp"

namespace beraad::main {

void add_call_metrics(net::MetricsText& text, wire::CallStatistics::Snapshot const& calls);

}  // namespace beraad::main
