// SPDX-License-Identifier: EUPL-1.2
// Opening in the order that writes nothing before everything has been looked at.
#include "db/database.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "db/generation.hpp"
#include "db/migrations.hpp"

namespace beraad::db {

// A file beside the store, locked as long as it is open. Not the store's own file: closing that would drop SQLite's locks on it.
class Database::Lock {
 public:
  static Result<std::unique_ptr<Lock>> take(std::filesystem::path const& store) {
    auto const file = std::filesystem::path(store).concat(".lock");
    int const fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (fd < 0) {
      int const cause = errno;
      auto const code = cause == EACCES || cause == EPERM || cause == EROFS ? Errc::kPermissions
                        : cause == ENOSPC || cause == EDQUOT                ? Errc::kDiskFull
                                                                            : Errc::kIo;
      return Error{code, "the store's directory cannot be written", boost::system::error_code(cause, boost::system::generic_category())};
    }
    std::unique_ptr<Lock> lock(new Lock(fd));
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) return fail(Errc::kBusy, "another process has the store open");
    return lock;
  }
  Lock(Lock const&) = delete;
  Lock& operator=(Lock const&) = delete;
  ~Lock() { ::close(fd_); }

 private:
  explicit Lock(int fd) noexcept : fd_(fd) {}
  int fd_;
};

namespace {

bool is_there(std::filesystem::path const& file) {
  std::error_code ignored;
  return std::filesystem::exists(file, ignored);
}

Result<bool> has_tables(Connection& connection) {
  auto const version = connection.value<std::int64_t>("PRAGMA user_version");
  if (!version) return version.error();
  return *version != 0;
}

Result<void> prepare(Connection& store, Connection& share_store, bool accept_older) {
  if (auto fits = check_version(store, store_schema()); !fits) return fits;
  if (auto fits = check_version(share_store, share_schema()); !fits) return fits;
  auto const store_used = has_tables(store);
  if (!store_used) return store_used.error();
  auto const shares_used = has_tables(share_store);
  if (!shares_used) return shares_used.error();

  Generation generation(store, share_store);
  if (*store_used && *shares_used && !accept_older) {
    if (auto newest = generation.check(); !newest) return newest;
  }
  if (auto ready = migrate(share_store, share_schema()); !ready) return ready;
  if (auto ready = migrate(store, store_schema()); !ready) return ready;
  if (!accept_older) {
    // One of the two was empty: the other must not have seen it filled.
    if (auto newest = generation.check(); !newest) return newest;
  }
  if (auto begun = generation.start(); !begun) return begun;
  return Shares(store, share_store).destroy_again();
}

// Which of the two keys is wrong is what somebody who mixed them up needs to know.
Error about_shares(Error error) noexcept {
  if (error.code == Errc::kWrongKey) error.where = "the key does not open the store of shares, or its first page is damaged";
  return error;
}

Result<std::vector<Readers::Connections>> open_readers(DatabaseFiles const& files, DatabaseKeys const& keys, std::size_t threads) {
  std::vector<Readers::Connections> out;
  while (out.size() < threads) {
    auto store = Connection::open(files.store, keys.store, Access::kReadOnly);
    if (!store) return store.error();
    auto share_store = Connection::open(files.share_store, keys.share_store, Access::kReadOnly);
    if (!share_store) return share_store.error();
    out.push_back({std::move(*store), std::move(*share_store)});
  }
  return out;
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(DatabaseFiles const& files, DatabaseKeys const& keys, DatabaseOptions const& options) {
  auto lock = Lock::take(files.store);
  if (!lock) return lock.error();
  if (is_there(files.store) != is_there(files.share_store) && !options.accept_older)
    return fail(Errc::kStale, "one of the store's two files is missing");

  auto store = Connection::open(files.store, keys.store, Access::kReadWrite);
  if (!store) return store.error();
  auto share_store = Connection::open(files.share_store, keys.share_store, Access::kReadWrite);
  if (!share_store) return about_shares(share_store.error());
  if (auto ready = prepare(*store, *share_store, options.accept_older); !ready) return ready.error();
  auto readers = open_readers(files, keys, options.readers.threads);
  if (!readers) return readers.error();

  std::unique_ptr<Database> database(new Database(std::move(*lock), std::move(*store), std::move(*share_store)));
  database->readers_ = std::make_unique<Readers>(std::move(*readers), options.readers.queue_limit);
  database->writer_ = std::make_unique<Writer>(database->store_, database->share_store_, options.writer);
  return database;
}

Database::Database(std::unique_ptr<Lock> lock, Connection store, Connection share_store) noexcept
    : lock_(std::move(lock)), store_(std::move(store)), share_store_(std::move(share_store)) {}

Database::~Database() {
  close();
}

void Database::close() noexcept {
  if (writer_) writer_->close();
  if (readers_) readers_->close();
}

}  // namespace beraad::db
