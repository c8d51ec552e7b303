// SPDX-License-Identifier: EUPL-1.2
// The table from SQLite's result codes to ours, and the category that gives their words.
#include "db/sqlite_error.hpp"

#include <sqlite3.h>

#include <cerrno>

namespace beraad::db {
namespace {

// Boost's base has no virtual destructor: a category is never destroyed through it.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
class SqliteCategory final : public boost::system::error_category {
 public:
  char const* name() const noexcept override { return "sqlite"; }
  std::string message(int code) const override { return sqlite3_errstr(code); }
};
#pragma GCC diagnostic pop

SqliteCategory const kSqliteCategory;

Error open_error(int cause) noexcept {
  if (cause == EACCES || cause == EPERM || cause == EROFS)
    return fail(Errc::kPermissions, "the store's file cannot be opened: no permission");
  if (cause == ENOSPC || cause == EDQUOT) return fail(Errc::kDiskFull, "the store's file cannot be made: no space left");
  return fail(Errc::kIo, "the store's file cannot be opened");
}

Error io_error(int cause) noexcept {
  // EFBIG: the limit on the size of a file; EDQUOT: the user's quota. To whoever runs this they are a full disk.
  if (cause == ENOSPC || cause == EDQUOT || cause == EFBIG) return fail(Errc::kDiskFull, "no space left for the store");
  return fail(Errc::kIo, "the disk failed");
}

Error constraint_error(int code) noexcept {
  if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_ROWID)
    return fail(Errc::kConflict, "it exists already");
  if (code == SQLITE_CONSTRAINT_FOREIGNKEY) return fail(Errc::kNotFound, "what it belongs to does not exist");
  return fail(Errc::kInternal, "a record breaks the rules of its table");
}

Error plain_error(sqlite3* handle, int code) noexcept {
  switch (code & 0xff) {
    case SQLITE_CONSTRAINT:
      return constraint_error(code);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return fail(Errc::kBusy, "another process uses the store");
    case SQLITE_FULL:
      return fail(Errc::kDiskFull, "no space left for the store");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return fail(Errc::kDamaged, "the store is damaged");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return fail(Errc::kPermissions, "the store cannot be written: no permission");
    case SQLITE_CANTOPEN:
      return open_error(handle == nullptr ? 0 : sqlite3_system_errno(handle));
    case SQLITE_IOERR:
      return io_error(handle == nullptr ? 0 : sqlite3_system_errno(handle));
    default:
      return fail(Errc::kInternal, "the store refused a statement");
  }
}

}  // namespace

Error error_of(sqlite3* handle, int code) noexcept {
  Error error = plain_error(handle, code);
  error.cause.assign(code, kSqliteCategory);
  return error;
}

}  // namespace beraad::db
