// SPDX-License-Identifier: EUPL-1.2
// Every open connection has an Admission; there are at most so many. Stopping reaches each of them and waits until the last is gone.
// Thread-safe.
#pragma once
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "server/net/limits.hpp"
#include "server/net/metrics.hpp"
#include "server/wire/endpoint.hpp"

namespace beraad::net {

// What a connection does when the server stops: finish what it is at, then end. Any thread; does not block.
class Stoppable {
 public:
  virtual ~Stoppable() = default;
  virtual void stop() = 0;
};

class Connections;

// One place among the connections, given back when it dies. Movable, so that an upgrade keeps its place.
class Admission {
 public:
  Admission(Admission&& other) noexcept : room_(std::exchange(other.room_, nullptr)), id_(other.id_) {}
  Admission& operator=(Admission&&) = delete;
  ~Admission();
  [[nodiscard]] wire::ConnectionId id() const noexcept { return id_; }
  // Who stops for this place; told at once when the stop has already begun.
  void bind(std::weak_ptr<Stoppable> stoppable);

 private:
  friend class Connections;
  Admission(Connections& room, wire::ConnectionId id) noexcept : room_(&room), id_(id) {}
  Connections* room_;
  wire::ConnectionId id_;
};

class Connections {
 public:
  Connections(std::size_t limit, Metrics& metrics) : limit_(limit), metrics_(metrics) {}

  // Nothing: full, or stopping.
  [[nodiscard]] std::optional<Admission> admit();
  void stop_all();
  // False: some were still there after this long.
  [[nodiscard]] bool wait_until_none(Milliseconds patience);

 private:
  friend class Admission;
  void bind(wire::ConnectionId id, std::weak_ptr<Stoppable> stoppable);
  void release(wire::ConnectionId id);

  std::size_t const limit_;
  Metrics& metrics_;
  std::mutex mutex_;
  std::condition_variable none_;
  std::unordered_map<std::uint64_t, std::weak_ptr<Stoppable>> open_;
  std::uint64_t last_id_ = 0;
  bool stopping_ = false;
};

}  // namespace beraad::net
