// SPDX-License-Identifier: EUPL-1.2
// How long calls took and what was refused, by the rule of the step plan and by the reason of protocol.md. Thread-safe.
#pragma once
#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "crypto/histogram.hpp"
#include "server/app/outcome.hpp"

namespace beraad::wire {

class CallStatistics {
 public:
  using Counts = std::map<std::string, std::uint64_t, std::less<>>;
  static constexpr std::size_t kBounds = 12;
  struct Snapshot {
    HistogramSnapshot<kBounds> call_us;    // any call on a socket
    HistogramSnapshot<kBounds> append_us;  // those that say something in a room: until it is on the disk
    Counts by_rule;
    Counts by_reason;
  };

  // Every rule and reason there is begins at zero, so that the first refusal is seen as a step up.
  CallStatistics();
  void answered(std::string_view method, std::chrono::steady_clock::duration took) noexcept;
  void refused(std::string_view reason, std::string_view rule);
  [[nodiscard]] Snapshot snapshot() const;

 private:
  Histogram<kBounds> call_us_;
  Histogram<kBounds> append_us_;
  mutable std::mutex mutex_;
  Counts by_rule_;
  Counts by_reason_;
};

}  // namespace beraad::wire
