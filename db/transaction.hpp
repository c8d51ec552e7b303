// SPDX-License-Identifier: EUPL-1.2
// A write transaction, and a savepoint inside one. What is not committed or kept is undone when they go out of scope.
#pragma once
#include <utility>

#include "crypto/result.hpp"
#include "db/connection.hpp"

namespace beraad::db {

class Transaction {
 public:
  // Takes the write lock at once, so that no statement later can meet it taken.
  [[nodiscard]] static Result<Transaction> begin(Connection& connection);
  Transaction(Transaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction() { roll_back(); }

  // Durable when it says so. On an error everything is undone.
  [[nodiscard]] Result<void> commit();
  void roll_back() noexcept;

 private:
  explicit Transaction(Connection& connection) noexcept : connection_(&connection) {}
  Connection* connection_;
};

class Savepoint {
 public:
  [[nodiscard]] static Result<Savepoint> begin(Connection& connection);
  Savepoint(Savepoint&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
  Savepoint& operator=(Savepoint&&) = delete;
  ~Savepoint() {
    if (connection_ != nullptr) static_cast<void>(undo());
  }

  [[nodiscard]] Result<void> keep();
  // Fails when a grave error has already ended the whole transaction.
  [[nodiscard]] Result<void> undo();

 private:
  explicit Savepoint(Connection& connection) noexcept : connection_(&connection) {}
  Connection* connection_;
};

}  // namespace beraad::db
