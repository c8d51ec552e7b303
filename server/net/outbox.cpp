// SPDX-License-Identifier: EUPL-1.2
// One mutex, held for a few instructions; the writer alone takes out.
#include "server/net/outbox.hpp"

#include <utility>

namespace beraad::net {

Wake Outbox::wake() {
  return std::exchange(writer_waits_, false) ? Wake::kYes : Wake::kNo;
}

Pushed Outbox::push(TextFrame frame) {
  std::scoped_lock lock(mutex_);
  if (close_ || hushed_ || abandoned_) return Pushed::kClosed;
  if (queued_bytes_ + frame.bytes->size() > limit_bytes_) {
    queue_.clear();
    queued_bytes_ = 0;
    close_ = CloseCode::kTryAgainLater;
    return wake() == Wake::kYes ? Pushed::kOverflowedWakeWriter : Pushed::kOverflowed;
  }
  queued_bytes_ += frame.bytes->size();
  queue_.push_back(std::move(frame));
  return wake() == Wake::kYes ? Pushed::kWakeWriter : Pushed::kQueued;
}

Wake Outbox::close(CloseCode code, bool keep_queue, TextFrame last) {
  std::scoped_lock lock(mutex_);
  if (close_ || hushed_ || abandoned_) return Wake::kNo;
  close_ = code;
  if (!keep_queue) {
    queue_.clear();
    queued_bytes_ = 0;
  }
  if (last.bytes) {
    queued_bytes_ += last.bytes->size();
    queue_.push_back(std::move(last));
  }
  return wake();
}

void Outbox::hush() {
  std::scoped_lock lock(mutex_);
  hushed_ = true;
  queue_.clear();
  queued_bytes_ = 0;
}

Wake Outbox::abandon() {
  std::scoped_lock lock(mutex_);
  abandoned_ = true;
  queue_.clear();
  return wake();
}

Outbox::Next Outbox::next(std::size_t together) {
  std::scoped_lock lock(mutex_);
  if (abandoned_) return {nullptr, 0, std::nullopt, true};
  if (queue_.empty()) {
    if (!close_) writer_waits_ = true;
    return {nullptr, 0, close_, false};
  }
  auto const take = [this] {
    auto bytes = std::move(queue_.front().bytes);
    queue_.pop_front();
    queued_bytes_ -= bytes->size();
    return bytes;
  };
  auto first = take();
  auto const fits = [&](std::size_t taken) { return !queue_.empty() && taken + queue_.front().bytes->size() <= together; };
  if (!fits(first->size())) return {std::move(first), 1, std::nullopt, false};
  std::size_t frames = 1;
  auto joined = *first;
  for (; fits(joined.size()); ++frames) joined += *take();
  return {std::make_shared<std::string const>(std::move(joined)), frames, std::nullopt, false};
}

bool Outbox::is_closing() const {
  std::scoped_lock lock(mutex_);
  return close_.has_value() || abandoned_;
}

}  // namespace beraad::net
