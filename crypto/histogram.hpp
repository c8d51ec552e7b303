// SPDX-License-Identifier: EUPL-1.2
// Observations counted by upper bound, for a metrics page. Any thread observes, any thread reads.
#pragma once
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace beraad {

// The last bucket has no bound.
template <std::size_t N>
struct HistogramSnapshot {
  std::array<std::int64_t, N> bounds{};
  std::array<std::uint64_t, N + 1> counts{};
  std::uint64_t sum = 0;
};

template <std::size_t N>
class Histogram {
 public:
  explicit Histogram(std::array<std::int64_t, N> bounds) noexcept : bounds_(bounds) {}

  void observe(std::int64_t value) noexcept {
    std::size_t bucket = 0;
    while (bucket < N && value > bounds_[bucket]) ++bucket;
    counts_[bucket].fetch_add(1, std::memory_order_relaxed);
    sum_.fetch_add(static_cast<std::uint64_t>(value), std::memory_order_relaxed);
  }
  [[nodiscard]] HistogramSnapshot<N> snapshot() const noexcept {
    HistogramSnapshot<N> out{bounds_, {}, sum_.load(std::memory_order_relaxed)};
    for (std::size_t i = 0; i <= N; ++i) out.counts[i] = counts_[i].load(std::memory_order_relaxed);
    return out;
  }

 private:
  std::array<std::int64_t, N> bounds_;
  std::array<std::atomic<std::uint64_t>, N + 1> counts_{};
  std::atomic<std::uint64_t> sum_{0};
};

}  // namespace beraad
