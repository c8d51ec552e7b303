// SPDX-License-Identifier: EUPL-1.2
// The store's counters, as samples of the metrics page.
#pragma once
#include "db/database.hpp"
#include "server/net/metrics.hpp"

namespace beraad::main {

void add_store_metrics(net::MetricsText& text, db::Database& database);

}  // namespace beraad::main
