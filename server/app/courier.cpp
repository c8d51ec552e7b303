// SPDX-License-Identifier: EUPL-1.2
// Errands are taken in swaps of the whole queue, so that the writer's thread hardly ever waits for this one.
#include "server/app/courier.hpp"

#include <pthread.h>

namespace beraad::app {

Courier::Courier(std::chrono::milliseconds pause, Errand tend) : pause_(pause), tend_(std::move(tend)), thread_([this] { serve(); }) {}

Courier::~Courier() {
  {
    std::lock_guard const lock(mutex_);
    ending_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Courier::post(Errand errand) {
  {
    std::lock_guard const lock(mutex_);
    errands_.push_back(std::move(errand));
  }
  wake_.notify_one();
}

void Courier::serve() {
  ::pthread_setname_np(::pthread_self(), "courier");
  auto tend_at = std::chrono::steady_clock::now() + pause_;
  std::deque<Errand> taken;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait_until(lock, tend_at, [this] { return ending_ || !errands_.empty(); });
      if (ending_ && errands_.empty()) return;
      taken.swap(errands_);
    }
    for (auto const& errand : taken) errand();
    taken.clear();
    if (std::chrono::steady_clock::now() < tend_at) continue;
    tend_();
    tend_at = std::chrono::steady_clock::now() + pause_;
  }
}

}  // namespace beraad::app
