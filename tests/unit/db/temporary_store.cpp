// SPDX-License-Identifier: EUPL-1.2
#include "tests/unit/db/temporary_store.hpp"

#include <stdlib.h>

#include <stdexcept>
#include <string>

namespace beraad::db {

TemporaryDirectory::TemporaryDirectory() {
  std::string name = (std::filesystem::temp_directory_path() / "beraad-db-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr)
    throw std::filesystem::filesystem_error("mkdtemp", name, std::make_error_code(std::errc::io_error));
  path_ = name;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code ignored;
  std::filesystem::permissions(path_, std::filesystem::perms::owner_all, ignored);
  std::filesystem::remove_all(path_, ignored);
}

DatabaseFiles files_in(std::filesystem::path const& directory) {
  return {directory / "beraad.db", directory / "shares.db"};
}

crypto::Secret32 key_of(crypto::Byte byte) {
  crypto::Secret32 key;
  for (auto& out : key.writable()) out = byte;
  return key;
}

DatabaseKeys test_keys() {
  return {key_of(1), key_of(2)};
}

StoreTest::StoreTest() : files_(files_in(directory_.path())) {}

Result<std::unique_ptr<Database>> StoreTest::try_open(DatabaseOptions const& options) const {
  return Database::open(files_, test_keys(), options);
}

void StoreTest::open(DatabaseOptions const& options) {
  auto opened = try_open(options);
  if (!opened) throw std::runtime_error(std::string(opened.error().where));
  database_ = std::move(*opened);
}

}  // namespace beraad::db
