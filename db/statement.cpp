// SPDX-License-Identifier: EUPL-1.2
// Binding, stepping and reading, one SQLite call each.
#include "db/statement.hpp"

#include <sqlite3.h>

#include <cassert>
#include <cstring>

#include "db/sqlite_error.hpp"

namespace beraad::db {

bool Row::skip_null() noexcept {
  if (sqlite3_column_type(statement_, column_) != SQLITE_NULL) return false;
  ++column_;
  return true;
}

void Row::read(std::int64_t& field) noexcept {
  if (sqlite3_column_type(statement_, column_) != SQLITE_INTEGER) misfit_ = true;
  field = sqlite3_column_int64(statement_, column_++);
}

void Row::read(std::string& field) {
  if (sqlite3_column_type(statement_, column_) != SQLITE_TEXT) misfit_ = true;
  auto const* text = reinterpret_cast<char const*>(sqlite3_column_text(statement_, column_));
  auto const size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column_++));
  if (text == nullptr)
    field.clear();
  else
    field.assign(text, size);
}

void Row::read(crypto::Bytes& field) {
  if (sqlite3_column_type(statement_, column_) != SQLITE_BLOB) misfit_ = true;
  auto const* bytes = static_cast<crypto::Byte const*>(sqlite3_column_blob(statement_, column_));
  auto const size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column_++));
  if (bytes == nullptr)
    field.clear();
  else
    field.assign(bytes, bytes + size);
}

void Row::read_fixed(crypto::Byte* out, std::size_t size) noexcept {
  auto const* bytes = sqlite3_column_blob(statement_, column_);
  auto const stored = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column_++));
  if (bytes == nullptr || stored != size)
    misfit_ = true;
  else
    std::memcpy(out, bytes, size);
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const noexcept {
  sqlite3_finalize(statement);
}

Result<bool> Statement::step() noexcept {
  int const code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return error_of(sqlite3_db_handle(statement_.get()), code);
}

void Statement::rewind() noexcept {
  sqlite3_reset(statement_.get());  // repeats the error of step(), which has been reported
  sqlite3_clear_bindings(statement_.get());
}

// A bind fails only for a place the statement does not have, which is our bug, or without memory, which the step then meets too.
void Statement::bind_integer(int place, std::int64_t value) noexcept {
  [[maybe_unused]] int const code = sqlite3_bind_int64(statement_.get(), place, value);
  assert(code == SQLITE_OK);
}

void Statement::bind_text(int place, std::string_view value) noexcept {
  char const* text = value.data() == nullptr ? "" : value.data();
  [[maybe_unused]] int const code = sqlite3_bind_text64(statement_.get(), place, text, value.size(), SQLITE_STATIC, SQLITE_UTF8);
  assert(code == SQLITE_OK);
}

void Statement::bind_blob(int place, crypto::View value) noexcept {
  // A null pointer would bind NULL; an empty blob is not nothing.
  void const* bytes = value.data() == nullptr ? static_cast<void const*>("") : value.data();
  [[maybe_unused]] int const code = sqlite3_bind_blob64(statement_.get(), place, bytes, value.size(), SQLITE_STATIC);
  assert(code == SQLITE_OK);
}

void Statement::bind_null(int place) noexcept {
  [[maybe_unused]] int const code = sqlite3_bind_null(statement_.get(), place);
  assert(code == SQLITE_OK);
}

}  // namespace beraad::db
