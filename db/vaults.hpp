// SPDX-License-Identifier: EUPL-1.2
// Vaults, which only their owner opens, and the slots that wrap their keys.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "crypto/ids.hpp"
#include "db/connection.hpp"

namespace beraad::db {

struct Vault {
  std::int64_t version = 0;
  crypto::Bytes blob;
};

struct Slot {
  std::string kind;  // "passphrase", "recovery"
  crypto::Bytes salt;
  std::uint32_t m_kib = 0;
  std::uint32_t t = 0;
  std::uint32_t p = 0;
  crypto::Bytes wrapped;
  crypto::Array<32> auth_hmac{};
};

class Vaults {
 public:
  explicit Vaults(Connection& store) noexcept : store_(store) {}

  [[nodiscard]] Result<Vault> find(AccountId const& account) const;
  [[nodiscard]] Result<std::vector<Slot>> slots(AccountId const& account) const;
  [[nodiscard]] Result<Slot> slot(AccountId const& account, std::string_view kind) const;

  // Compare and swap: `vault.version` must be one more than the stored version (1 for the first); kConflict otherwise.
  [[nodiscard]] Result<void> put(AccountId const& account, Vault const& vault);
  [[nodiscard]] Result<void> replace_slots(AccountId const& account, std::span<Slot const> slots);

 private:
  Connection& store_;
};

}  // namespace beraad::db
