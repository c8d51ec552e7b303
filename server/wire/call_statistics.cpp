// SPDX-License-Identifier: EUPL-1.2
// Rules are those of the built-in policy; reasons those that the wire can tell.
#include "server/wire/call_statistics.hpp"

#include "server/domain/policy.hpp"

namespace beraad::wire {
namespace {

constexpr std::array<std::int64_t, CallStatistics::kBounds> kMicroseconds{100,    250,    500,     1'000,   2'500,   5'000,
                                                                          10'000, 25'000, 100'000, 250'000, 500'000, 1'000'000};

void one_more(CallStatistics::Counts& counts, std::string_view of) {
  auto const found = counts.find(of);
  if (found == counts.end())
    counts.emplace(of, 1);
  else
    ++found->second;
}

}  // namespace

CallStatistics::CallStatistics() : call_us_(kMicroseconds), append_us_(kMicroseconds) {
  auto const& policy = domain::built_in_policy();
  for (auto const& each : policy.denials) by_rule_.emplace(each.rule, 0);
  for (auto const& each : policy.conditions) by_rule_.emplace(each.denial.rule, 0);
  by_reason_.emplace(app::Refusal(policy.denials.front()).reason, 0);
  for (int fault = 0; fault <= static_cast<int>(app::Fault::kInternal); ++fault) {
    app::Refusal const refusal(static_cast<app::Fault>(fault));
    by_reason_.emplace(refusal.reason, 0);
    by_rule_.emplace(refusal.rule, 0);
  }
  by_rule_.erase("");
}

void CallStatistics::answered(std::string_view method, std::chrono::steady_clock::duration took) noexcept {
  auto const us = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
  call_us_.observe(us);
  if (method == "item.append") append_us_.observe(us);
}

void CallStatistics::refused(std::string_view reason, std::string_view rule) {
  std::lock_guard const lock(mutex_);
  one_more(by_reason_, reason);
  if (!rule.empty()) one_more(by_rule_, rule);
}

CallStatistics::Snapshot CallStatistics::snapshot() const {
  std::lock_guard const lock(mutex_);
  return {call_us_.snapshot(), append_us_.snapshot(), by_rule_, by_reason_};
}

}  // namespace beraad::wire
