// SPDX-License-Identifier: EUPL-1.2
// The readers' loop: wait, begin, run, end, answer.
#include "db/readers.hpp"

#include <pthread.h>

namespace beraad::db {

Readers::Readers(std::vector<Connections> connections, std::size_t queue_limit) : queue_limit_(queue_limit) {
  threads_.reserve(connections.size());
  for (Connections& pair : connections) threads_.emplace_back([this, mine = std::move(pair)]() mutable { serve(std::move(mine)); });
}

Result<void> Readers::enqueue(std::unique_ptr<ReadJob> job) {
  {
    std::lock_guard const lock(mutex_);
    if (closing_) return fail(Errc::kClosed, "the store is closing");
    if (queue_.size() >= queue_limit_) {
      ++refused_;
      return fail(Errc::kBusy, "too many reads are waiting");
    }
    queue_.push_back(std::move(job));
  }
  wake_.notify_one();
  return {};
}

std::unique_ptr<Readers::ReadJob> Readers::next() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return closing_ || !queue_.empty(); });
  if (queue_.empty()) return nullptr;
  auto job = std::move(queue_.front());
  queue_.pop_front();
  ++jobs_;
  return job;
}

void Readers::serve(Connections connections) noexcept {
  ::pthread_setname_np(::pthread_self(), "store-reader");
  Stores stores(connections.store, connections.share_store);
  while (auto const job = next()) {
    if (auto const begun = connections.store.run("BEGIN"); !begun) {
      job->finish(begun.error());
      continue;
    }
    // The outcome is in the job. Ending a transaction that only read cannot fail in a way that matters to it.
    static_cast<void>(job->run(stores));
    static_cast<void>(connections.store.run("COMMIT"));
    job->finish();
  }
}

void Readers::close() noexcept {
  {
    std::lock_guard const lock(mutex_);
    closing_ = true;
  }
  wake_.notify_all();
  for (std::thread& thread : threads_)
    if (thread.joinable()) thread.join();
}

ReaderStatistics Readers::statistics() const {
  std::lock_guard const lock(mutex_);
  return {jobs_, refused_, queue_.size()};
}

}  // namespace beraad::db
