// SPDX-License-Identifier: EUPL-1.2
// One mutex, held for a few instructions; the writer alone takes out.
#include "server/net/outbox.hpp"

#include <utility>

namespace beraad::net {

Wake Outbox::wake() {
  return std::exchange(writer_waits_, false) ? Wake::kYes : Wake::kNo;
}

Pushed Outbox::push(wire::Frame frame) {
  std::scoped_lock lock(mutex_);
  if (close_ || abandoned_) return Pushed::kClosed;
  if (queued_bytes_ + frame->size() > limit_bytes_) {
    queue_.clear();
    queued_bytes_ = 0;
    close_ = CloseCode::kTryAgainLater;
    writer_waits_ = false;
    return Pushed::kOverflowed;
  }
  queued_bytes_ += frame->size();
  queue_.push_back(std::move(frame));
  return wake() == Wake::kYes ? Pushed::kWakeWriter : Pushed::kQueued;
}

Wake Outbox::close(CloseCode code, bool keep_queue, wire::Frame last) {
  std::scoped_lock lock(mutex_);
  if (close_ || abandoned_) return Wake::kNo;
  close_ = code;
  if (!keep_queue) {
    queue_.clear();
    queued_bytes_ = 0;
  }
  if (last) {
    queued_bytes_ += last->size();
    queue_.push_back(std::move(last));
  }
  return wake();
}

Wake Outbox::abandon() {
  std::scoped_lock lock(mutex_);
  abandoned_ = true;
  queue_.clear();
  return wake();
}

Outbox::Next Outbox::next() {
  std::scoped_lock lock(mutex_);
  if (abandoned_) return {nullptr, std::nullopt, true};
  if (queue_.empty()) {
    if (!close_) writer_waits_ = true;
    return {nullptr, close_, false};
  }
  auto frame = std::move(queue_.front());
  queue_.pop_front();
  queued_bytes_ -= frame->size();
  return {std::move(frame), std::nullopt, false};
}

bool Outbox::is_closing() const {
  std::scoped_lock lock(mutex_);
  return close_.has_value() || abandoned_;
}

}  // namespace beraad::net
