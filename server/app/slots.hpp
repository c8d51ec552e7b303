// SPDX-License-Identifier: EUPL-1.2
// A person's slots and vault between the wire and the store, and the check of what a slot's secret proves.
#pragma once
#include <string_view>
#include <vector>

#include "server/app/outcome.hpp"
#include "server/app/shapes.hpp"
#include "server/app/world.hpp"

namespace beraad::app {

// What the store keeps of `auth`.
[[nodiscard]] crypto::Hash auth_hmac(World const& world, Secret32 const& auth);

// What an unknown login is told: the same every time, of the same shape as a real one.
[[nodiscard]] SlotParameters false_parameters(World const& world, std::string_view login, SlotKind kind);

// An account that can sign in and has this slot; kNotFound otherwise.
struct Keyhole {
  db::Account account;
  db::Slot slot;
};
[[nodiscard]] Result<Keyhole> find_keyhole(db::Stores const& stores, std::string_view login, SlotKind kind);

// Does `auth` open it? The same work whether there is a keyhole or not.
[[nodiscard]] bool fits(World const& world, Result<Keyhole> const& keyhole, Secret32 const& auth);

[[nodiscard]] SlotParameters parameters_of(db::Slot const& slot, SlotKind kind);

// A passphrase and a recovery slot, once each, neither too weak: kBadVault otherwise.
[[nodiscard]] Outcome<Done> check_slots(std::vector<NewSlot> const& slots);
[[nodiscard]] std::vector<db::Slot> to_store(World const& world, std::vector<NewSlot> const& slots);

[[nodiscard]] Outcome<Vault> vault_of(db::Stores const& stores, db::Account const& account);

}  // namespace beraad::app
