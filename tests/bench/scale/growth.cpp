// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/scale/growth.hpp"

#include <algorithm>
#include <cstdio>
#include <iostream>

#include "tests/bench/latency.hpp"

namespace beraad::bench {

void Growth::add_load(std::string const& part, std::string const& size, LoadResult const& load) {
  Row row{.part = part, .size = size, .busy = load.busy, .undelivered = load.undelivered, .delivery_ms = latency_json(load.delivery_ns)};
  auto const deliveries = static_cast<double>(load.deliveries);
  row.messages_per_s = static_cast<double>(load.acks) / load.seconds;
  row.deliveries_per_s = deliveries / load.seconds;
  row.cpu_us = load.deliveries == 0 ? 0 : load.server_cpu_s * 1e6 / deliveries;
  row.server_cores = load.server_cpu_s / load.seconds;
  row.generator_cores = load.generator_cpu_s / load.seconds;
  auto const first = std::find_if(rows_.begin(), rows_.end(), [&](Row const& each) { return each.part == part; });
  if (first != rows_.end() && first->cpu_us > 0) row.times = row.cpu_us / first->cpu_us;
  std::fprintf(stderr, "  %s, %s: %.0f messages/s, %.1f us a delivery\n", part.c_str(), size.c_str(), row.messages_per_s, row.cpu_us);
  rows_.push_back(std::move(row));
}

void Growth::add_figure(std::string const& part, std::string const& what, double value, std::string const& unit) {
  std::fprintf(stderr, "  %s, %s: %.2f %s\n", part.c_str(), what.c_str(), value, unit.c_str());
  figures_.push_back({part, what, value, unit});
}

void Growth::print() const {
  std::printf("%-15s %-34s %10s %12s %12s %6s %8s %8s %8s\n", "what grows", "", "messages/s", "deliveries/s", "us CPU each", "times",
              "p50 ms", "p99 ms", "p99.9 ms");
  for (auto const& row : rows_) {
    auto const ms = [&](char const* share) { return row.delivery_ms.at(share).get<double>(); };
    std::printf("%-15s %-34s %10.0f %12.0f %12.1f %6.2f %8.1f %8.1f %8.1f\n", row.part.c_str(), row.size.c_str(), row.messages_per_s,
                row.deliveries_per_s, row.cpu_us, row.times, ms("p50"), ms("p99"), ms("p99_9"));
    if (row.busy > 0) std::printf("%50s %llu were refused as busy and said again\n", "", static_cast<unsigned long long>(row.busy));
    if (row.undelivered > 0) std::printf("%50s %llu never came\n", "", static_cast<unsigned long long>(row.undelivered));
  }
  std::printf("\n");
  for (auto const& figure : figures_)
    std::printf("%-15s %-60s %12.2f %s\n", figure.part.c_str(), figure.what.c_str(), figure.value, figure.unit.c_str());
}

nlohmann::ordered_json Growth::json() const {
  nlohmann::ordered_json loads = nlohmann::ordered_json::array(), figures = nlohmann::ordered_json::array();
  for (auto const& row : rows_)
    loads.push_back({{"part", row.part},
                     {"size", row.size},
                     {"durable_messages_per_s", row.messages_per_s},
                     {"deliveries_per_s", row.deliveries_per_s},
                     {"busy", row.busy},
                     {"undelivered", row.undelivered},
                     {"server_cpu_us_per_delivery", row.cpu_us},
                     {"times_the_first", row.times},
                     {"server_cores_used", row.server_cores},
                     {"generator_cores_used", row.generator_cores},
                     {"delivery_ms", row.delivery_ms}});
  for (auto const& figure : figures_)
    figures.push_back({{"part", figure.part}, {"what", figure.what}, {"value", figure.value}, {"unit", figure.unit}});
  return {{"loads", std::move(loads)}, {"figures", std::move(figures)}};
}

}  // namespace beraad::bench
