// SPDX-License-Identifier: EUPL-1.2
// Ids count up from 1 and are never used twice in one run.
#include "server/net/connections.hpp"

namespace beraad::net {

Admission::~Admission() {
  if (room_) room_->release(id_);
}

void Admission::bind(std::weak_ptr<Stoppable> stoppable) {
  room_->bind(id_, std::move(stoppable));
}

std::optional<Admission> Connections::admit() {
  std::scoped_lock lock(mutex_);
  if (stopping_ || open_.size() >= limit_) return std::nullopt;
  open_.emplace(++last_id_, std::weak_ptr<Stoppable>());
  metrics_.connections_open.add();
  return Admission(*this, wire::ConnectionId{last_id_});
}

void Connections::bind(wire::ConnectionId id, std::weak_ptr<Stoppable> stoppable) {
  std::unique_lock lock(mutex_);
  open_[static_cast<std::uint64_t>(id)] = stoppable;
  auto const stopping = stopping_;
  lock.unlock();
  if (!stopping) return;
  if (auto const strong = stoppable.lock()) strong->stop();
}

void Connections::release(wire::ConnectionId id) {
  std::scoped_lock lock(mutex_);
  open_.erase(static_cast<std::uint64_t>(id));
  metrics_.connections_open.subtract();
  if (open_.empty()) none_.notify_all();
}

void Connections::stop_all() {
  std::vector<std::shared_ptr<Stoppable>> all;
  {
    std::scoped_lock lock(mutex_);
    stopping_ = true;
    for (auto const& [id, weak] : open_) {
      if (auto strong = weak.lock()) all.push_back(std::move(strong));
    }
  }
  for (auto const& stoppable : all) stoppable->stop();
}

bool Connections::wait_until_none(Milliseconds patience) {
  std::unique_lock lock(mutex_);
  return none_.wait_for(lock, patience, [this] { return open_.empty(); });
}

}  // namespace beraad::net
