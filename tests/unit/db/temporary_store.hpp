// SPDX-License-Identifier: EUPL-1.2
// A real store in a directory that goes away with the test, and calls into it that wait for their answer.
#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <memory>
#include <ostream>
#include <string_view>
#include <utility>

#include "crypto/result.hpp"
#include "db/database.hpp"

namespace beraad {

inline void PrintTo(Errc code, std::ostream* out) {
  *out << "Errc " << static_cast<int>(code);
}

}  // namespace beraad

namespace beraad::db {

class TemporaryDirectory {
 public:
  TemporaryDirectory();
  TemporaryDirectory(TemporaryDirectory const&) = delete;
  TemporaryDirectory& operator=(TemporaryDirectory const&) = delete;
  ~TemporaryDirectory();
  [[nodiscard]] std::filesystem::path const& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

[[nodiscard]] DatabaseFiles files_in(std::filesystem::path const& directory);
// Keys that the tests can make again after a restart.
[[nodiscard]] crypto::Secret32 key_of(crypto::Byte byte);
[[nodiscard]] DatabaseKeys test_keys();

// Success, or the error's code for EXPECT_EQ to print.
template <class R>
[[nodiscard]] Errc code_of(R const& result) {
  return result.has_error() ? result.error().code : static_cast<Errc>(-1);
}
template <class R>
[[nodiscard]] testing::AssertionResult holds(R const& result) {
  if (result.has_value()) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "Errc " << static_cast<int>(result.error().code) << ": " << result.error().where << " ("
                                     << result.error().cause.message() << ")";
}
#define ASSERT_OK(result) ASSERT_TRUE(holds(result))
#define EXPECT_OK(result) EXPECT_TRUE(holds(result))

// Submits to a writer or readers and waits.
template <class Pool, class Work>
auto answer_of(Pool& pool, Work work) {
  using Argument = std::conditional_t<std::is_same_v<Pool, Writer>, Stores&, Stores const&>;
  using Outcome = std::invoke_result_t<Work&, Argument>;
  std::promise<Outcome> promise;
  auto const taken = pool.submit(std::move(work), [&promise](Outcome outcome) { promise.set_value(std::move(outcome)); });
  if (!taken) return Outcome(taken.error());
  return promise.get_future().get();
}

class StoreTest : public testing::Test {
 protected:
  StoreTest();

  [[nodiscard]] Result<std::unique_ptr<Database>> try_open(DatabaseOptions const& options = {}) const;
  void open(DatabaseOptions const& options = {});
  void close() { database_.reset(); }
  void reopen(DatabaseOptions const& options = {}) {
    close();
    open(options);
  }
  [[nodiscard]] Database& database() { return *database_; }
  [[nodiscard]] std::filesystem::path const& directory() const { return directory_.path(); }
  [[nodiscard]] DatabaseFiles const& files() const { return files_; }

  template <class Work>
  auto write(Work work) {
    return answer_of(database_->writer(), std::move(work));
  }
  template <class Work>
  auto read(Work work) {
    return answer_of(database_->readers(), std::move(work));
  }

 private:
  TemporaryDirectory directory_;
  DatabaseFiles files_;
  std::unique_ptr<Database> database_;
};

}  // namespace beraad::db
