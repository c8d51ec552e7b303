// SPDX-License-Identifier: EUPL-1.2
// The whole store: two encrypted files with a key each, brought to this version, with the writer and the readers on them.
#pragma once
#include <filesystem>
#include <memory>

#include "crypto/result.hpp"
#include "crypto/secret.hpp"
#include "db/connection.hpp"
#include "db/readers.hpp"
#include "db/writer.hpp"

namespace beraad::db {

struct DatabaseFiles {
  std::filesystem::path store;
  std::filesystem::path share_store;
};

struct DatabaseKeys {
  crypto::Secret32 store;
  crypto::Secret32 share_store;
};

struct DatabaseOptions {
  WriterOptions writer{};
  ReaderOptions readers{};
  bool accept_older = false;  // somebody restored a backup on purpose
};

class Database {
 public:
  // Makes the files when they do not exist. kWrongKey, kDamaged, kNewerSchema, kPermissions, kDiskFull, kIo; kBusy when another process
  // has it open; kStale when the store is older than the last one seen. Nothing is written on any of these but kDiskFull and kIo.
  [[nodiscard]] static Result<std::unique_ptr<Database>> open(DatabaseFiles const& files, DatabaseKeys const& keys,
                                                              DatabaseOptions const& options);
  ~Database();
  Database(Database const&) = delete;
  Database& operator=(Database const&) = delete;

  [[nodiscard]] Writer& writer() noexcept { return *writer_; }
  [[nodiscard]] Readers& readers() noexcept { return *readers_; }

  // Answers what was taken, readers last, and ends the threads. Idempotent; not from a database thread.
  void close() noexcept;

 private:
  class Lock;
  Database(std::unique_ptr<Lock> lock, Connection store, Connection share_store) noexcept;

  std::unique_ptr<Lock> lock_;
  Connection store_;
  Connection share_store_;
  std::unique_ptr<Writer> writer_;
  std::unique_ptr<Readers> readers_;
};

}  // namespace beraad::db
