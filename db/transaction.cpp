// SPDX-License-Identifier: EUPL-1.2
// BEGIN IMMEDIATE … COMMIT and SAVEPOINT … RELEASE.
#include "db/transaction.hpp"

namespace beraad::db {
namespace {

Result<void> only_success(Result<std::int64_t> const& outcome) {
  if (!outcome) return outcome.error();
  return {};
}

}  // namespace

Result<Transaction> Transaction::begin(Connection& connection) {
  if (auto begun = connection.run("BEGIN IMMEDIATE"); !begun) return begun.error();
  return Transaction(connection);
}

Result<void> Transaction::commit() {
  auto committed = only_success(connection_->run("COMMIT"));
  if (committed)
    connection_ = nullptr;
  else
    roll_back();
  return committed;
}

void Transaction::roll_back() noexcept {
  Connection* const connection = std::exchange(connection_, nullptr);
  // A grave error may have rolled back already. A ROLLBACK itself fails only when there is nothing to undo.
  if (connection != nullptr && connection->in_transaction()) static_cast<void>(connection->run("ROLLBACK"));
}

Result<Savepoint> Savepoint::begin(Connection& connection) {
  if (auto begun = connection.run("SAVEPOINT job"); !begun) return begun.error();
  return Savepoint(connection);
}

Result<void> Savepoint::keep() {
  return only_success(std::exchange(connection_, nullptr)->run("RELEASE job"));
}

Result<void> Savepoint::undo() {
  Connection& connection = *std::exchange(connection_, nullptr);
  if (!connection.in_transaction()) return connection.last_error();
  if (auto undone = connection.run("ROLLBACK TO job"); !undone) return undone.error();
  return only_success(connection.run("RELEASE job"));
}

}  // namespace beraad::db
