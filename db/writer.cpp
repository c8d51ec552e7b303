// SPDX-License-Identifier: EUPL-1.2
// The writer's loop: wait, begin, run, commit, answer.
#include "db/writer.hpp"

#include <pthread.h>

#include <cassert>

#include "db/transaction.hpp"

namespace beraad::db {
namespace {

constexpr std::array<std::int64_t, 7> kBatchBounds{1, 2, 4, 8, 16, 32, 64};
constexpr std::array<std::int64_t, 9> kCommitBoundsUs{100, 250, 500, 1'000, 2'500, 5'000, 10'000, 50'000, 250'000};

}  // namespace

Writer::Writer(Connection& store, Connection& share_store, WriterOptions options)
    : options_(options),
      store_(store),
      stores_(store, share_store),
      generation_(store, share_store),
      batch_jobs_(kBatchBounds),
      commit_us_(kCommitBoundsUs),
      thread_([this] { serve(); }) {}

Result<void> Writer::enqueue(std::unique_ptr<WriteJob> job) {
  {
    std::lock_guard const lock(mutex_);
    if (closing_) return fail(Errc::kClosed, "the store is closing");
    if (queue_.size() >= options_.queue_limit) {
      ++refused_;
      return fail(Errc::kBusy, "too many writes are waiting");
    }
    queue_.push_back(std::move(job));
  }
  wake_.notify_one();
  return {};
}

void Writer::close() noexcept {
  {
    std::lock_guard const lock(mutex_);
    closing_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

WriterStatistics Writer::statistics() const {
  WriterStatistics out;
  out.jobs = jobs_.load(std::memory_order_relaxed);
  out.failed_batches = failed_batches_.load(std::memory_order_relaxed);
  out.batch_jobs = batch_jobs_.snapshot();
  out.commit_us = commit_us_.snapshot();
  for (auto const count : out.batch_jobs.counts) out.batches += count;
  std::lock_guard const lock(mutex_);
  out.refused = refused_;
  out.queue_depth = queue_.size();
  return out;
}

void Writer::serve() noexcept {
  ::pthread_setname_np(::pthread_self(), "store-writer");
  Batch batch;
  batch.reserve(options_.batch_limit);
  while (wait_for_jobs(batch)) {
    auto const stored = store_batch(batch);
    batch_jobs_.observe(static_cast<std::int64_t>(batch.size()));
    if (!stored) failed_batches_.fetch_add(1, std::memory_order_relaxed);
    jobs_.fetch_add(batch.size(), std::memory_order_relaxed);  // before anybody hears of it
    for (auto const& job : batch) {
      if (stored)
        job->finish();
      else
        job->finish(stored.error());
    }
    batch.clear();
    // Nobody waits for the witness; when it cannot write now, it does after a later batch.
    if (witness_due_ && stored && generation_.remember()) unwitnessed_ = false;
  }
  static_cast<void>(witness_last());
}

bool Writer::wait_for_jobs(Batch& batch) {
  {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return closing_ || !queue_.empty(); });
  }
  take_waiting(batch);
  return !batch.empty();
}

void Writer::take_waiting(Batch& batch) {
  std::lock_guard const lock(mutex_);
  while (batch.size() < options_.batch_limit && !queue_.empty()) {
    batch.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
}

Result<void> Writer::store_batch(Batch& batch) {
  auto const before = stores_.shares.mark();
  auto stored = run_jobs(batch);
  if (!stored) stores_.shares.roll_back_to(before);
  return stored;
}

Result<void> Writer::run_jobs(Batch& batch) {
  auto transaction = Transaction::begin(store_);
  if (!transaction) return transaction.error();

  auto const begun = Clock::now();
  for (std::size_t next = 0; next < batch.size();) {
    for (; next < batch.size(); ++next)
      if (auto ran = run_one(*batch[next]); !ran) return ran;
    // What came in meanwhile shares this commit.
    if (Clock::now() - begun < options_.batch_time) take_waiting(batch);
  }

  witness_due_ = begun - witnessed_at_ >= options_.witness_every;
  if (witness_due_) {
    if (auto grown = generation_.grow(); !grown) return grown;
  }
  auto const committing = Clock::now();
  if (auto kept = stores_.shares.before_commit(); !kept) return kept;
  if (auto committed = transaction->commit(); !committed) return committed;
  commit_us_.observe(std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - committing).count());
  unwitnessed_ = true;
  if (witness_due_) witnessed_at_ = begun;
  return stores_.shares.after_commit();
}

Result<void> Writer::run_one(WriteJob& job) {
  auto savepoint = Savepoint::begin(store_);
  if (!savepoint) return savepoint.error();
  auto const before = stores_.shares.mark();
  auto const fate = job.run(stores_);
  // A grave error (no space, a failing disk) may have ended the whole transaction: the neighbours' work is gone too.
  if (!store_.in_transaction()) return store_.last_error();
  if (fate == Fate::kKeep) return savepoint->keep();
  stores_.shares.roll_back_to(before);
  return savepoint->undo();
}

Result<void> Writer::witness_last() noexcept {
  if (!unwitnessed_) return {};
  auto transaction = Transaction::begin(store_);
  if (!transaction) return transaction.error();
  if (auto grown = generation_.grow(); !grown) return grown;
  if (auto committed = transaction->commit(); !committed) return committed;
  return generation_.remember();
}

}  // namespace beraad::db
