// SPDX-License-Identifier: EUPL-1.2
// Notices a file that is older than the last one seen. Both files carry a number that grows together; each bears witness for the other.
//
// The store's number grows first and the share store's follows, so after a crash it may be one behind. A store that is behind its shares
// was replaced by an older one, or lost the end of its log; shares that are further behind were replaced themselves.
#pragma once
#include <cstdint>

#include "crypto/result.hpp"
#include "db/connection.hpp"

namespace beraad::db {

class Generation {
 public:
  Generation(Connection& store, Connection& share_store) noexcept : store_(store), share_store_(share_store) {}

  // Reads only. kStale when one of the files is older than the other knows it.
  [[nodiscard]] Result<void> check() const;
  // Brings both to a new number, whatever they were.
  [[nodiscard]] Result<void> start();

  // Inside a transaction on the store. Does nothing until the last number has reached the share store.
  [[nodiscard]] Result<void> grow();
  // Once that transaction is durable.
  [[nodiscard]] Result<void> remember();

 private:
  [[nodiscard]] Result<std::int64_t> of_store() const;
  [[nodiscard]] Result<std::int64_t> of_share_store() const;
  [[nodiscard]] Result<void> put_seen(std::int64_t n);

  Connection& store_;
  Connection& share_store_;
};

}  // namespace beraad::db
