// SPDX-License-Identifier: EUPL-1.2
// The server can neither make nor open a slot; it keeps them and compares.
#include "server/app/slots.hpp"

#include <algorithm>

#include "crypto/constant_time.hpp"
#include "crypto/encoding.hpp"
#include "crypto/hmac.hpp"

namespace beraad::app {

crypto::Hash auth_hmac(World const& world, Secret32 const& auth) {
  return crypto::hmac_sha256(world.pepper.view(), auth.view());
}

SlotParameters false_parameters(World const& world, std::string_view login, SlotKind kind) {
  auto const salt = crypto::hmac_sha256(
      world.pepper.view(), crypto::lp({crypto::view_of("salt"), crypto::view_of(login), crypto::view_of(crypto::word_of(kind))}));
  SlotParameters out;
  out.kind = kind;
  std::copy_n(salt.begin(), out.salt.size(), out.salt.begin());
  if (kind == SlotKind::kPassphrase) out.cost = crypto::kStandardCost;
  return out;
}

Result<Keyhole> find_keyhole(db::Stores const& stores, std::string_view login, SlotKind kind) {
  auto account = stores.accounts.find_login(login);
  if (!account) return account.error();
  if (account->state != db::AccountState::kActive && account->state != db::AccountState::kPending) return fail(Errc::kNotFound, "account");
  auto slot = stores.vaults.slot(account->id, crypto::word_of(kind));
  if (!slot) return slot.error();
  return Keyhole{std::move(*account), std::move(*slot)};
}

bool fits(World const& world, Result<Keyhole> const& keyhole, Secret32 const& auth) {
  auto const given = auth_hmac(world, auth);
  auto const expected = keyhole ? keyhole->slot.auth_hmac : crypto::Hash{};
  bool const same = crypto::equal_in_constant_time(given, expected);
  return same && keyhole.has_value();
}

SlotParameters parameters_of(db::Slot const& slot, SlotKind kind) {
  SlotParameters out;
  out.kind = kind;
  std::copy_n(slot.salt.begin(), std::min(slot.salt.size(), out.salt.size()), out.salt.begin());
  out.cost = {.m_kib = slot.m_kib, .t = slot.t, .p = slot.p};
  return out;
}

Outcome<Done> check_slots(std::vector<NewSlot> const& slots) {
  auto const has_one = [&](SlotKind kind) {
    return std::count_if(slots.begin(), slots.end(), [kind](NewSlot const& each) { return each.slot.parameters.kind == kind; }) == 1;
  };
  bool const whole = slots.size() == 2 && has_one(SlotKind::kPassphrase) && has_one(SlotKind::kRecovery);
  bool const strong = std::all_of(slots.begin(), slots.end(), [](NewSlot const& each) {
    return crypto::is_acceptable(each.slot.parameters) && each.slot.wrapped.size() == crypto::kWrappedKeyBytes;
  });
  if (!whole || !strong) return Fault::kBadVault;
  return Done{};
}

std::vector<db::Slot> to_store(World const& world, std::vector<NewSlot> const& slots) {
  std::vector<db::Slot> out;
  for (auto const& each : slots) {
    auto const& [kind, salt, cost] = each.slot.parameters;
    out.push_back({std::string(crypto::word_of(kind)), crypto::copy_of(salt), cost.m_kib, cost.t, cost.p, each.slot.wrapped,
                   auth_hmac(world, each.auth)});
  }
  return out;
}

Outcome<Vault> vault_of(db::Stores const& stores, db::Account const& account) {
  auto const vault = stores.vaults.find(account.id);
  if (!vault) return vault.error();
  auto const slots = stores.vaults.slots(account.id);
  if (!slots) return slots.error();
  Vault out{account.id, account.login, static_cast<std::uint64_t>(vault->version), vault->blob, {}};
  for (auto const& each : *slots) {
    auto const kind = crypto::slot_kind_of_word(each.kind);
    if (!kind) return Fault::kInternal;
    out.slots.push_back({parameters_of(each, *kind), each.wrapped});
  }
  return out;
}

}  // namespace beraad::app
