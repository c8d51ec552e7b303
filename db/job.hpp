// SPDX-License-Identifier: EUPL-1.2
// A piece of work for a database thread and the answer it owes: one allocation holds both and the result between them.
#pragma once
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "crypto/result.hpp"

namespace beraad::db {

// What becomes of what a job wrote.
enum class Fate { kKeep, kUndo };

template <class Argument>
class Job {
 public:
  virtual ~Job() = default;
  // Keeps the result for finish(). Whatever is thrown becomes kInternal.
  [[nodiscard]] virtual Fate run(Argument argument) noexcept = 0;
  // Hands over the result of run().
  virtual void finish() noexcept = 0;
  // Hands over an error, whatever run() said.
  virtual void finish(Error const& error) noexcept = 0;
};

template <class Argument, class Work, class Done>
class TypedJob final : public Job<Argument> {
 public:
  // A boost::system::result whose error an Error can become.
  using Outcome = std::invoke_result_t<Work&, Argument>;

  TypedJob(Work work, Done done) : work_(std::move(work)), done_(std::move(done)) {}

  Fate run(Argument argument) noexcept override {
    try {
      outcome_.emplace(work_(argument));
    } catch (...) {
      outcome_.emplace(fail(Errc::kInternal, "an exception in a database job"));
    }
    return outcome_->has_value() ? Fate::kKeep : Fate::kUndo;
  }
  void finish() noexcept override { done_(std::move(*outcome_)); }
  void finish(Error const& error) noexcept override { done_(Outcome(error)); }

 private:
  Work work_;
  Done done_;
  std::optional<Outcome> outcome_;
};

template <class Argument, class Work, class Done>
[[nodiscard]] std::unique_ptr<Job<Argument>> make_job(Work work, Done done) {
  return std::make_unique<TypedJob<Argument, Work, Done>>(std::move(work), std::move(done));
}

}  // namespace beraad::db
