// SPDX-License-Identifier: EUPL-1.2
// The names of the fields are those of beraad-bench's report where it has them.
#include "tests/bench/peers/table.hpp"

#include <cstdio>

#include "tests/bench/latency.hpp"

namespace beraad::bench {
namespace {

constexpr char kCpu[] = "server_cpu_us_per_delivery";

Row with_rate(Row row) {
  auto const cpu = row.at(kCpu).get<double>();
  row["deliveries_per_cpu_s"] = cpu > 0 ? 1e6 / cpu : 0;
  return row;
}

}  // namespace

Row row_of(std::string const& server, Measured const& m) {
  auto const deliveries = static_cast<double>(m.deliveries);
  return with_rate({{"server", server},
                    {kCpu, m.deliveries == 0 ? 0 : m.server_cpu_s * 1e6 / deliveries},
                    {"deliveries_per_s", deliveries / m.seconds},
                    {"delivery_ms", latency_json(m.delivery_ns)},
                    {"ack_ms", latency_json(m.ack_ns)},
                    {"undelivered", m.undelivered},
                    {"server_cores_used", m.server_cpu_s / m.seconds},
                    {"generator_cores_used", m.generator_cpu_s / m.seconds}});
}

Row row_of_report(std::string const& server, nlohmann::json const& report) {
  Row row{{"server", server}};
  for (auto const* name : {kCpu, "deliveries_per_s", "delivery_ms", "ack_ms", "undelivered", "server_cores_used", "generator_cores_used"})
    row[name] = report.at(name);
  return with_rate(std::move(row));
}

Row row_without(std::string const& server, std::string const& why) {
  return {{"server", server}, {"not_measured", why}};
}

void compare(Row& rows, std::string const& yardstick) {
  double unit = 0;
  for (auto const& row : rows)
    if (row.at("server") == yardstick) unit = row.value(kCpu, 0.0);
  for (auto& row : rows)
    if (unit > 0 && row.contains(kCpu)) row["times_bare"] = row.at(kCpu).get<double>() / unit;
}

void print(Row const& rows) {
  std::printf("  %-30s %9s %12s %12s %10s %9s %9s %8s %8s\n", "server", "CPU us", "deliveries", "deliveries", "delivery", "delivery",
              "times", "server", "not");
  std::printf("  %-30s %9s %12s %12s %10s %9s %9s %8s %8s\n", "", "/delivery", "/CPU second", "/s", "p50 ms", "p99 ms", "bare", "cores",
              "arrived");
  for (auto const& row : rows) {
    auto const name = row.at("server").get<std::string>();
    if (row.contains("not_measured")) {
      std::printf("  %-30s %s\n", name.c_str(), row.at("not_measured").get<std::string>().c_str());
      continue;
    }
    auto const number = [&](char const* field) { return row.value(field, 0.0); };
    auto const& ms = row.at("delivery_ms");
    std::printf("  %-30s %9.1f %12.0f %12.0f %10.2f %9.2f %9.1f %8.2f %8.0f\n", name.c_str(), number(kCpu), number("deliveries_per_cpu_s"),
                number("deliveries_per_s"), ms.at("p50").get<double>(), ms.at("p99").get<double>(), number("times_bare"),
                number("server_cores_used"), number("undelivered"));
  }
}

}  // namespace beraad::bench
