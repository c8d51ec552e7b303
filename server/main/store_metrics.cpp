// SPDX-License-Identifier: EUPL-1.2
// Names end in their unit; what only grows ends in _total.
#include "server/main/store_metrics.hpp"

namespace beraad::main {

void add_store_metrics(net::MetricsText& text, db::Database& database) {
  auto const writer = database.writer().statistics();
  text.counter("beraad_store_jobs_total", "Write jobs answered.", writer.jobs);
  text.counter("beraad_store_jobs_refused_total", "Write jobs refused because the queue was full.", writer.refused);
  text.counter("beraad_store_batches_total", "Transactions of the writer.", writer.batches);
  text.counter("beraad_store_batches_failed_total", "Transactions of which nothing was stored.", writer.failed_batches);
  text.gauge("beraad_store_queue_jobs", "Write jobs waiting.", writer.queue_depth);
  text.histogram("beraad_store_batch_jobs", "Jobs a transaction.", writer.batch_jobs.bounds, writer.batch_jobs.counts,
                 writer.batch_jobs.sum);
  text.histogram("beraad_store_commit_us", "Microseconds a commit took, with its sync.", writer.commit_us.bounds, writer.commit_us.counts,
                 writer.commit_us.sum);
  auto const readers = database.readers().statistics();
  text.counter("beraad_store_reads_total", "Read jobs answered.", readers.jobs);
  text.counter("beraad_store_reads_refused_total", "Read jobs refused because the queue was full.", readers.refused);
  text.gauge("beraad_store_read_queue_jobs", "Read jobs waiting.", readers.queue_depth);
}

}  // namespace beraad::main
