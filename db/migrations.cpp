// SPDX-License-Identifier: EUPL-1.2
// The steps from an older file, or an empty one, to this version.
#include "db/migrations.hpp"

#include "db/transaction.hpp"

namespace beraad::db {
namespace {

Result<std::int64_t> version_of(Connection& connection) {
  return connection.value<std::int64_t>("PRAGMA user_version");
}

Result<void> step_up(Connection& connection, Migration const& migration) {
  auto transaction = Transaction::begin(connection);
  if (!transaction) return transaction.error();
  if (auto done = connection.script(migration.script); !done) return done.error();
  auto const reached = version_of(connection);
  if (!reached) return reached.error();
  if (*reached != migration.version) return fail(Errc::kInternal, "a migration does not say which version it makes");
  return transaction->commit();
}

}  // namespace

Result<void> check_version(Connection& connection, Schema const& schema) {
  auto const version = version_of(connection);
  if (!version) return version.error();
  auto const application = connection.value<std::int64_t>("PRAGMA application_id");
  if (!application) return application.error();
  auto const tables = connection.value<std::int64_t>("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tables.error();

  bool const is_new = *version == 0 && *application == 0 && *tables == 0;
  if (!is_new && *application != schema.application_id) return fail(Errc::kDamaged, "this file is not a store of this program");
  if (*version > schema.migrations.back().version) return fail(Errc::kNewerSchema, "a newer version of this program wrote the store");
  return {};
}

Result<void> migrate(Connection& connection, Schema const& schema) {
  if (auto fits = check_version(connection, schema); !fits) return fits;
  auto const version = version_of(connection);
  if (!version) return version.error();
  for (Migration const& migration : schema.migrations) {
    if (migration.version <= *version) continue;
    if (auto done = step_up(connection, migration); !done) return done;
  }
  return {};
}

}  // namespace beraad::db
