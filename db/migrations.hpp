// SPDX-License-Identifier: EUPL-1.2
// Brings a file to this version's tables, one step at a time, each in a transaction of its own. Versions go up by 10.
#pragma once
#include <cstdint>
#include <span>

#include "crypto/result.hpp"
#include "db/connection.hpp"

namespace beraad::db {

// The script ends with `PRAGMA user_version`, the first one also sets `PRAGMA application_id`: a script is a literal, and so are they.
struct Migration {
  std::int64_t version;
  Sql script;
};

struct Schema {
  std::int64_t application_id;
  std::span<Migration const> migrations;
};

[[nodiscard]] Schema store_schema() noexcept;
[[nodiscard]] Schema share_schema() noexcept;

// Reads only. kNewerSchema for a file of a newer version; kDamaged for a file that is not ours.
[[nodiscard]] Result<void> check_version(Connection& connection, Schema const& schema);
// check_version(), then what is missing.
[[nodiscard]] Result<void> migrate(Connection& connection, Schema const& schema);

}  // namespace beraad::db
