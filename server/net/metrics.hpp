// SPDX-License-Identifier: EUPL-1.2
// What the server counts, in the text format of Prometheus. Numbers only, no labels that could tell one person from another. Thread-safe.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace beraad::net {

class Counter {
 public:
  void add(std::uint64_t n = 1) noexcept { value_.fetch_add(n, std::memory_order_relaxed); }
  void subtract(std::uint64_t n = 1) noexcept { value_.fetch_sub(n, std::memory_order_relaxed); }
  [[nodiscard]] std::uint64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

// Appends samples to a page; handed to those who add metrics of their own.
class MetricsText {
 public:
  void counter(std::string_view name, std::string_view help, std::uint64_t value);
  void gauge(std::string_view name, std::string_view help, std::uint64_t value);
  // One line of a counter with one label, whose header was written by `family`.
  void family(std::string_view name, std::string_view help);
  void sample(std::string_view name, std::string_view label, std::string_view label_value, std::uint64_t value);
  // `counts` has one element more than `bounds`: what was above the last.
  void histogram(std::string_view name, std::string_view help, std::span<std::int64_t const> bounds, std::span<std::uint64_t const> counts,
                 std::uint64_t sum);
  [[nodiscard]] std::string take() && { return std::move(text_); }

 private:
  std::string text_;
};

class Metrics {
 public:
  using Source = std::function<void(MetricsText&)>;

  Counter connections_open;
  Counter connections_accepted;
  Counter connections_refused;  // over the bound
  Counter accept_failures;
  Counter tls_handshakes_failed;
  Counter http_timeouts;
  Counter http_refusals;                // requests that the guard did not let through
  std::array<Counter, 6> http_answers;  // by class: [2] = 2xx
  Counter websockets_open;
  Counter websockets_refused;
  Counter frames_in;
  Counter frames_out;
  Counter bytes_in;
  Counter bytes_out;
  Counter frames_delayed;         // messages that had to wait for the rate
  Counter slow_receivers_closed;  // send queues that overflowed
  Counter reloads;                // of certificate and web files
  Counter reloads_refused;

  // Asked at each scrape, from any thread; the source must outlive the server.
  void add_source(Source source);
  [[nodiscard]] std::string render() const;

 private:
  mutable std::mutex mutex_;
  std::vector<Source> sources_;
};

}  // namespace beraad::net
