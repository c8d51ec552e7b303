// SPDX-License-Identifier: EUPL-1.2
// Tables vault and slot.
#include "db/vaults.hpp"

#include "db/outcome.hpp"

namespace beraad::db {
namespace {

Vault read_vault(Row& row) {
  Vault vault;
  row.into(vault.version, vault.blob);
  return vault;
}

Slot read_slot(Row& row) {
  Slot slot;
  row.into(slot.kind, slot.salt, slot.m_kib, slot.t, slot.p, slot.wrapped, slot.auth_hmac);
  return slot;
}

}  // namespace

Result<Vault> Vaults::find(AccountId const& account) const {
  return store_.one("SELECT version, blob FROM vault WHERE account = ?1", read_vault, account);
}

Result<std::vector<Slot>> Vaults::slots(AccountId const& account) const {
  return store_.all("SELECT kind, salt, m_kib, t, p, wrapped, auth_hmac FROM slot WHERE account = ?1 ORDER BY kind", read_slot, account);
}

Result<Slot> Vaults::slot(AccountId const& account, std::string_view kind) const {
  return store_.one("SELECT kind, salt, m_kib, t, p, wrapped, auth_hmac FROM slot WHERE account = ?1 AND kind = ?2", read_slot, account,
                    kind);
}

Result<void> Vaults::put(AccountId const& account, Vault const& vault) {
  if (vault.version == 1) return done(store_.run("INSERT INTO vault(account, version, blob) VALUES (?1, 1, ?2)", account, vault.blob));
  return changed_one(
      store_.run("UPDATE vault SET version = ?2, blob = ?3 WHERE account = ?1 AND version = ?2 - 1", account, vault.version, vault.blob),
      Errc::kConflict, "the vault was replaced meanwhile");
}

Result<void> Vaults::replace_slots(AccountId const& account, std::span<Slot const> slots) {
  if (auto cleared = store_.run("DELETE FROM slot WHERE account = ?1", account); !cleared) return cleared.error();
  for (Slot const& slot : slots) {
    auto added =
        store_.run("INSERT INTO slot(account, kind, salt, m_kib, t, p, wrapped, auth_hmac) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                   account, slot.kind, slot.salt, slot.m_kib, slot.t, slot.p, slot.wrapped, slot.auth_hmac);
    if (!added) return added.error();
  }
  return {};
}

}  // namespace beraad::db
