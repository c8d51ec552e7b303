// SPDX-License-Identifier: EUPL-1.2
// The one thread that writes. Jobs share a transaction, each in a savepoint of its own; a job is answered only once the commit is durable.
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "crypto/result.hpp"
#include "db/generation.hpp"
#include "db/job.hpp"
#include "db/statistics.hpp"
#include "db/stores.hpp"

namespace beraad::db {

struct WriterOptions {
  std::size_t queue_limit = 4096;                 // jobs waiting; one more is refused as busy
  std::size_t batch_limit = 64;                   // jobs a transaction
  std::chrono::microseconds batch_time{2000};     // after which a batch takes no more jobs
  std::chrono::milliseconds witness_every{1000};  // how far back an older file goes unnoticed (generation.hpp)
};

class Writer {
 public:
  // The connections outlive the writer and belong to its thread until close() has returned.
  Writer(Connection& store, Connection& share_store, WriterOptions options);
  ~Writer() { close(); }
  Writer(Writer const&) = delete;
  Writer& operator=(Writer const&) = delete;

  // `work` is Result<T>(Stores&), or any result whose error an Error can become. It runs on the writer's thread in a transaction; an error
  // undoes what it did and nothing of its neighbours. `done` is void(Result<T>), called exactly once on the writer's thread after the
  // commit: it must not throw nor wait, so it posts. kBusy when the queue is full, kClosed after close(): then neither is called. Any
  // thread.
  template <class Work, class Done>
  [[nodiscard]] Result<void> submit(Work work, Done done) {
    return enqueue(make_job<Stores&>(std::move(work), std::move(done)));
  }

  // Answers everything that was taken, then ends the thread. Idempotent.
  void close() noexcept;
  [[nodiscard]] WriterStatistics statistics() const;

 private:
  using WriteJob = Job<Stores&>;
  using Batch = std::vector<std::unique_ptr<WriteJob>>;
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] Result<void> enqueue(std::unique_ptr<WriteJob> job);
  void serve() noexcept;
  // Waits for the first job of a batch; false when there will be none.
  [[nodiscard]] bool wait_for_jobs(Batch& batch);
  void take_waiting(Batch& batch);
  [[nodiscard]] Result<void> store_batch(Batch& batch);
  [[nodiscard]] Result<void> run_jobs(Batch& batch);
  [[nodiscard]] Result<void> run_one(WriteJob& job);
  [[nodiscard]] Result<void> witness_last() noexcept;

  WriterOptions const options_;
  Connection& store_;
  Stores stores_;
  Generation generation_;
  Clock::time_point witnessed_at_{};
  bool witness_due_ = false;
  bool unwitnessed_ = false;

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::unique_ptr<WriteJob>> queue_;
  bool closing_ = false;
  std::uint64_t refused_ = 0;

  std::atomic<std::uint64_t> jobs_{0};
  std::atomic<std::uint64_t> failed_batches_{0};
  Histogram<7> batch_jobs_;
  Histogram<9> commit_us_;

  std::thread thread_;
};

}  // namespace beraad::db
