// SPDX-License-Identifier: EUPL-1.2
// Counters that one thread writes and any thread reads, in the shape a metrics page needs.
#pragma once
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

namespace beraad::db {

// Observations counted by upper bound; the last bucket has none.
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

struct WriterStatistics {
  std::uint64_t jobs = 0;     // taken and answered
  std::uint64_t refused = 0;  // queue full
  std::uint64_t batches = 0;
  std::uint64_t failed_batches = 0;  // nothing of them was stored
  std::uint64_t queue_depth = 0;     // now
  HistogramSnapshot<7> batch_jobs;
  HistogramSnapshot<9> commit_us;  // the commit alone, with its sync
};

struct ReaderStatistics {
  std::uint64_t jobs = 0;
  std::uint64_t refused = 0;
  std::uint64_t queue_depth = 0;
};

}  // namespace beraad::db
