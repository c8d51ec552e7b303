// SPDX-License-Identifier: EUPL-1.2
// Which rule refuses how often is told of everybody together: no label names a person, an organisation, a room or a case.
#include "server/main/call_metrics.hpp"

namespace beraad::main {

void add_call_metrics(net::MetricsText& text, wire::CallStatistics::Snapshot const& calls) {
  text.histogram("beraad_call_us", "Microseconds from a call on a socket to its answer.", calls.call_us.bounds, calls.call_us.counts,
                 calls.call_us.sum);
  text.histogram("beraad_append_us", "The same, of calls that say something in a room: with its sync.", calls.append_us.bounds,
                 calls.append_us.counts, calls.append_us.sum);
  text.family("beraad_rule_refusals_total", "Calls refused by a rule of the step plan.");
  for (auto const& [rule, count] : calls.by_rule) text.sample("beraad_rule_refusals_total", "rule", rule, count);
  text.family("beraad_refusals_total", "Calls refused or failed.");
  for (auto const& [reason, count] : calls.by_reason) text.sample("beraad_refusals_total", "reason", reason, count);
}

}  // namespace beraad::main
