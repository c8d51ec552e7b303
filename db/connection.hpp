// SPDX-License-Identifier: EUPL-1.2
// One connection to one encrypted file, with its settings and its cache of compiled statements. One thread at a time.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <unordered_map>
#include <vector>

#include "crypto/result.hpp"
#include "crypto/secret.hpp"
#include "db/statement.hpp"

struct sqlite3;

namespace beraad::db {

enum class Access { kReadWrite, kReadOnly };

class Connection {
 public:
  // kReadWrite makes the file when there is none. kWrongKey, kDamaged, kPermissions, kDiskFull or kIo when it cannot be used.
  [[nodiscard]] static Result<Connection> open(std::filesystem::path const& file, crypto::Secret32 const& key, Access access);

  Connection(Connection&&) noexcept = default;
  Connection& operator=(Connection&&) noexcept = default;
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;
  ~Connection();

  // Runs to the end; the number of rows it changed.
  template <class... A>
  [[nodiscard]] Result<std::int64_t> run(Sql sql, A const&... values);
  // The first row; kNotFound when there is none. `read` is T(Row&).
  template <class T, class... A>
  [[nodiscard]] Result<T> one(Sql sql, T (*read)(Row&), A const&... values);
  template <class T, class... A>
  [[nodiscard]] Result<std::vector<T>> all(Sql sql, T (*read)(Row&), A const&... values);
  // The first column of the first row.
  template <class T, class... A>
  [[nodiscard]] Result<T> value(Sql sql, A const&... values);
  // Several statements without values, as in a migration.
  [[nodiscard]] Result<void> script(Sql sql);

  [[nodiscard]] bool in_transaction() const noexcept;
  // Of the newest call that failed; kIo when SQLite no longer knows.
  [[nodiscard]] Error last_error() const noexcept;
  // Moves the whole write-ahead log into the file and empties it, so that nothing older stays behind in it.
  [[nodiscard]] Result<void> empty_log();
  // Reads every page and checks its authentication and structure. Slow: for operations and tests, never for a start.
  [[nodiscard]] Result<void> verify();

 private:
  struct Close {
    void operator()(sqlite3* handle) const noexcept;
  };
  // Rewinds on every way out.
  class Use {
   public:
    explicit Use(Statement& statement) noexcept : statement_(&statement) {}
    Use(Use&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
    Use& operator=(Use&&) = delete;
    ~Use() {
      if (statement_ != nullptr) statement_->rewind();
    }
    Statement* operator->() const noexcept { return statement_; }

   private:
    Statement* statement_;
  };

  explicit Connection(sqlite3* handle) noexcept : handle_(handle) {}
  [[nodiscard]] Result<void> try_key();
  [[nodiscard]] Result<Use> prepare(Sql sql);
  [[nodiscard]] std::int64_t rows_changed() const noexcept;

  std::unique_ptr<sqlite3, Close> handle_;
  // By the literal's address: one look-up without hashing the text.
  std::unordered_map<char const*, Statement> statements_;
};

template <class... A>
Result<std::int64_t> Connection::run(Sql sql, A const&... values) {
  auto use = prepare(sql);
  if (!use) return use.error();
  (*use)->bind(values...);
  for (;;) {
    auto const row = (*use)->step();
    if (!row) return row.error();
    if (!*row) return rows_changed();
  }
}

template <class T, class... A>
Result<T> Connection::one(Sql sql, T (*read)(Row&), A const&... values) {
  auto use = prepare(sql);
  if (!use) return use.error();
  (*use)->bind(values...);
  auto const found = (*use)->step();
  if (!found) return found.error();
  if (!*found) return fail(Errc::kNotFound, "no such row");
  Row row = (*use)->row();
  Result<T> record = read(row);
  if (row.misfit()) return fail(Errc::kDamaged, "a stored row does not fit its record");
  return record;
}

template <class T, class... A>
Result<std::vector<T>> Connection::all(Sql sql, T (*read)(Row&), A const&... values) {
  auto use = prepare(sql);
  if (!use) return use.error();
  (*use)->bind(values...);
  std::vector<T> records;
  for (;;) {
    auto const found = (*use)->step();
    if (!found) return found.error();
    if (!*found) return records;
    Row row = (*use)->row();
    records.push_back(read(row));
    if (row.misfit()) return fail(Errc::kDamaged, "a stored row does not fit its record");
  }
}

template <class T, class... A>
Result<T> Connection::value(Sql sql, A const&... values) {
  return one<T>(
      sql,
      +[](Row& row) {
        T field{};
        row.into(field);
        return field;
      },
      values...);
}

}  // namespace beraad::db
