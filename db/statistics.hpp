// SPDX-License-Identifier: EUPL-1.2
// What the store counts, in the shape a metrics page needs.
#pragma once
#include <cstdint>

#include "crypto/histogram.hpp"

namespace beraad::db {

struct WriterStatistics {
  std::uint64_t jobs = 0;     // taken and answered
  std::uint64_t refused = 0;  // queue full
  std::uint64_t batches = 0;
  std::uint64_t failed_batches = 0;  // nothing of them was stored
  std::uint64_t queue_depth = 0;     // now
  HistogramSnapshot<7> batch_jobs;
  HistogramSnapshot<9> commit_us;  // the commit alone, with its sync
};

struct ReaderStatistics {
  std::uint64_t jobs = 0;
  std::uint64_t refused = 0;
  std::uint64_t queue_depth = 0;
};

}  // namespace beraad::db
