// SPDX-License-Identifier: EUPL-1.2
// A rate with a burst. The clock is an argument; not thread-safe: it belongs to one connection's strand.
#pragma once
#include <algorithm>
#include <chrono>

namespace beraad::net {

class TokenBucket {
 public:
  using Clock = std::chrono::steady_clock;

  TokenBucket(double per_s, double burst, Clock::time_point now) : per_s_(per_s), burst_(burst), tokens_(burst), at_(now) {}

  // Takes one token, which may be one of the future: gives how long to wait before using it (zero: use it now).
  [[nodiscard]] Clock::duration take(Clock::time_point now) {
    std::chrono::duration<double> const passed = now - at_;
    tokens_ = std::min(burst_, tokens_ + passed.count() * per_s_) - 1;
    at_ = now;
    if (tokens_ >= 0) return Clock::duration::zero();
    return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(-tokens_ / per_s_));
  }

 private:
  double per_s_;
  double burst_;
  double tokens_;
  Clock::time_point at_;
};

}  // namespace beraad::net
