// SPDX-License-Identifier: EUPL-1.2
// A small pool of threads that read, each over connections of its own that cannot write. A job sees one unchanging moment of the store.
#pragma once
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "crypto/result.hpp"
#include "db/job.hpp"
#include "db/statistics.hpp"
#include "db/stores.hpp"

namespace beraad::db {

struct ReaderOptions {
  std::size_t threads = 2;
  // Jobs waiting; one more is refused as busy. As many as there may be connections: each has one call under way, and when a cut network
  // comes back all of them ask at the same moment.
  std::size_t queue_limit = 10'000;
};

class Readers {
 public:
  struct Connections {
    Connection store;
    Connection share_store;
  };
  // One thread for each pair of connections.
  Readers(std::vector<Connections> connections, std::size_t queue_limit);
  ~Readers() { close(); }
  Readers(Readers const&) = delete;
  Readers& operator=(Readers const&) = delete;

  // `work` is Result<T>(Stores const&), run on one of the threads; `done` is void(Result<T>), called there exactly once: it must not
  // throw nor wait. kBusy when the queue is full, kClosed after close(): then neither is called. Any thread.
  template <class Work, class Done>
  [[nodiscard]] Result<void> submit(Work work, Done done) {
    return enqueue(make_job<Stores const&>(std::move(work), std::move(done)));
  }

  // Answers everything that was taken, then ends the threads and closes their connections. Idempotent.
  void close() noexcept;
  [[nodiscard]] ReaderStatistics statistics() const;

 private:
  using ReadJob = Job<Stores const&>;

  [[nodiscard]] Result<void> enqueue(std::unique_ptr<ReadJob> job);
  // Waits; nullptr when there will be none.
  [[nodiscard]] std::unique_ptr<ReadJob> next();
  void serve(Connections connections) noexcept;

  std::size_t const queue_limit_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::unique_ptr<ReadJob>> queue_;
  bool closing_ = false;
  std::uint64_t jobs_ = 0;
  std::uint64_t refused_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace beraad::db
