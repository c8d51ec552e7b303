// SPDX-License-Identifier: EUPL-1.2
// What an operator with the keys can do with the server's files: copy them and open the copies.
#pragma once
#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>

#include "db/connection.hpp"
#include "tests/support/folder.hpp"

namespace beraad::test {

class CopiedStore {
 public:
  // One of the two, in the folder of a server that runs or has ended: "store" with "beraad.db", or "shares" with "shares.db".
  CopiedStore(std::filesystem::path const& folder, std::string const& name, std::string const& file) {
    for (auto const* ending : {"", "-wal"}) {
      auto const from = folder / name / (file + ending);
      if (std::filesystem::exists(from)) std::filesystem::copy_file(from, copy() += ending);
    }
    crypto::Secret32 key;
    auto const bytes = bytes_of(folder / (name + ".key"));
    std::copy_n(bytes.begin(), 32, key.writable().begin());
    connection_.emplace(db::Connection::open(copy(), key, db::Access::kReadWrite).value());
  }

  // Every page, and that it holds together.
  [[nodiscard]] bool is_whole() { return connection_->verify().has_value(); }
  // All tables and indexes as an unencrypted file.
  [[nodiscard]] std::string plain() {
    connection_->run("ATTACH DATABASE ? AS plain KEY ''", (folder_.path() / "plain.db").string()).value();
    connection_->value<std::string>("SELECT coalesce(sqlcipher_export('plain'), '')").value();
    connection_->run("DETACH DATABASE plain").value();
    return bytes_of(folder_.path() / "plain.db");
  }

 private:
  [[nodiscard]] std::filesystem::path copy() const { return folder_.path() / "copy.db"; }

  Folder folder_;
  std::optional<db::Connection> connection_;
};

}  // namespace beraad::test
