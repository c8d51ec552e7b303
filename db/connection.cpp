// SPDX-License-Identifier: EUPL-1.2
// Opening with a raw key, and the settings that every connection gets before it is used.
#include "db/connection.hpp"

#include <sqlite3.h>

#include <string>

#include "db/sqlite_error.hpp"

namespace beraad::db {
namespace {

// The form SQLCipher takes for a key that is used as it is, without a password's derivation: x'…'.
class RawKey {
 public:
  explicit RawKey(crypto::Secret32 const& key) noexcept {
    constexpr char kDigits[] = "0123456789abcdef";
    auto out = text_.writable();
    std::size_t at = 0;
    out[at++] = 'x';
    out[at++] = '\'';
    for (crypto::Byte const byte : key.view()) {
      out[at++] = static_cast<crypto::Byte>(kDigits[byte >> 4]);
      out[at++] = static_cast<crypto::Byte>(kDigits[byte & 15]);
    }
    out[at] = '\'';
  }
  [[nodiscard]] void const* data() const noexcept { return text_.view().data(); }
  [[nodiscard]] int size() const noexcept { return static_cast<int>(text_.view().size()); }

 private:
  crypto::SecretArray<67> text_;
};

// cipher_memory_security would lock and wipe every single allocation of SQLite, at many times the cost of a statement. What it guards
// against is met by the process: it is not dumpable, writes no core file, and the server's pages hold ciphertext of others' keys only.
// cipher_log_level: SQLCipher would write to the standard error output, which is for our own log's lines; its errors reach us as codes.
constexpr Sql kSettings =
    "PRAGMA cipher_log_level = NONE;"
    "PRAGMA cipher_memory_security = OFF;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA secure_delete = ON;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA cell_size_check = ON;"
    "PRAGMA cache_size = -16384;";

// wal_autocheckpoint: 16 MiB of log; a room's page is written to it for every message, to the file once in many.
// journal_size_limit: after a burst the log shrinks again at the next checkpoint.
constexpr Sql kWriteSettings =
    "PRAGMA synchronous = FULL;"
    "PRAGMA wal_autocheckpoint = 4000;"
    "PRAGMA journal_size_limit = 33554432;";

constexpr int kBusyTimeoutMs = 5000;

int step_over(void*, int, char**, char**) {
  return 0;
}

}  // namespace

void Connection::Close::operator()(sqlite3* handle) const noexcept {
  sqlite3_close_v2(handle);
}

Connection::~Connection() = default;

Result<Connection> Connection::open(std::filesystem::path const& file, crypto::Secret32 const& key, Access access) {
  bool const writes = access == Access::kReadWrite;
  int const mode = writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  sqlite3* handle = nullptr;
  int const opened = sqlite3_open_v2(file.c_str(), &handle, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  Connection connection(handle);
  if (opened != SQLITE_OK) return error_of(handle, opened);
  // SQLite falls back to reading when it may not write: for a store that is an error now, not at the first message.
  if (writes && sqlite3_db_readonly(handle, "main") == 1) return fail(Errc::kPermissions, "the store cannot be written: no permission");

  RawKey const raw(key);
  if (int const code = sqlite3_key_v2(handle, "main", raw.data(), raw.size()); code != SQLITE_OK) return error_of(handle, code);
  sqlite3_busy_timeout(handle, kBusyTimeoutMs);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  if (auto fits = connection.try_key(); !fits) return fits.error();
  if (!writes) return connection;

  auto const journal = connection.value<std::string>("PRAGMA journal_mode = WAL");
  if (!journal) return journal.error();
  if (*journal != "wal") return fail(Errc::kIo, "the file system of the store cannot share memory, which its log needs");
  if (auto done = connection.script(kWriteSettings); !done) return done.error();
  return connection;
}

// The first read of a page is where a key proves right or wrong; some settings already read it. SQLCipher tells a first page that does not
// authenticate in two ways.
Result<void> Connection::try_key() {
  auto read = script(kSettings);
  if (read) read = script("SELECT count(*) FROM sqlite_schema");
  if (read) return read;
  int const code = read.error().cause.value() & 0xff;
  if (code != SQLITE_NOTADB && code != SQLITE_CORRUPT) return read;
  return Error{Errc::kWrongKey, "the key does not open the store, or the store's first page is damaged", read.error().cause};
}

Result<Connection::Use> Connection::prepare(Sql sql) {
  char const* const key = sql.text().data();
  if (auto const found = statements_.find(key); found != statements_.end()) return Use(found->second);
  sqlite3_stmt* statement = nullptr;
  int const code =
      sqlite3_prepare_v3(handle_.get(), key, static_cast<int>(sql.text().size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return error_of(handle_.get(), code);
  return Use(statements_.emplace(key, Statement(statement)).first->second);
}

std::int64_t Connection::rows_changed() const noexcept {
  return sqlite3_changes64(handle_.get());
}

Result<void> Connection::script(Sql sql) {
  int const code = sqlite3_exec(handle_.get(), sql.text().data(), step_over, nullptr, nullptr);
  if (code != SQLITE_OK) return error_of(handle_.get(), code);
  return {};
}

bool Connection::in_transaction() const noexcept {
  return sqlite3_get_autocommit(handle_.get()) == 0;
}

Error Connection::last_error() const noexcept {
  int const code = sqlite3_extended_errcode(handle_.get());
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return fail(Errc::kIo, "a grave error ended the transaction");
  return error_of(handle_.get(), code);
}

Result<void> Connection::empty_log() {
  int const code = sqlite3_wal_checkpoint_v2(handle_.get(), "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (code != SQLITE_OK) return error_of(handle_.get(), code);
  return {};
}

Result<void> Connection::verify() {
  // One row for each page whose authentication fails.
  auto const pages = all<std::string>(
      "PRAGMA cipher_integrity_check", +[](Row& row) {
        std::string fault;
        row.into(fault);
        return fault;
      });
  if (!pages) return pages.error();
  if (!pages->empty()) return fail(Errc::kDamaged, "a page of the store is damaged");
  auto const structure = value<std::string>("PRAGMA integrity_check(1)");
  if (!structure) return structure.error();
  if (*structure != "ok") return fail(Errc::kDamaged, "the structure of the store is damaged");
  return {};
}

}  // namespace beraad::db
