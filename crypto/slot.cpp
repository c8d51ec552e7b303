// SPDX-License-Identifier: EUPL-1.2
// Slots of a vault.
#include "crypto/slot.hpp"

#include <algorithm>

#include "crypto/hkdf.hpp"
#include "crypto/labels.hpp"

namespace beraad::crypto {
namespace {

constexpr std::uint32_t kMaxMemoryKib = 1'048'576;
constexpr std::uint32_t kMaxPasses = 16;

Bytes aad_of(SlotParameters const& slot, std::string_view login) {
  return lp(
      {label("slot"), view_of(login), view_of(word_of(slot.kind)), slot.salt, u32(slot.cost.m_kib), u32(slot.cost.t), u32(slot.cost.p)});
}

}  // namespace

std::string_view word_of(SlotKind kind) noexcept {
  return kind == SlotKind::kPassphrase ? "passphrase" : "recovery";
}

Result<SlotKind> slot_kind_of_word(std::string_view word) {
  for (auto const kind : {SlotKind::kPassphrase, SlotKind::kRecovery})
    if (word_of(kind) == word) return kind;
  return fail(Errc::kMalformed, "slot kind");
}

bool is_acceptable(SlotParameters const& slot) noexcept {
  if (slot.kind == SlotKind::kRecovery) return slot.cost == Argon2Cost{};
  return slot.cost.m_kib >= kStandardCost.m_kib && slot.cost.m_kib <= kMaxMemoryKib && slot.cost.t >= kStandardCost.t &&
         slot.cost.t <= kMaxPasses && slot.cost.p == 1;
}

Result<Secret32> slot_master(SlotParameters const& slot, View secret) {
  if (!is_acceptable(slot)) return fail(Errc::kCrypto, "slot");
  if (slot.kind == SlotKind::kPassphrase) return argon2id(secret, slot.salt, slot.cost);
  if (secret.size() != 16) return fail(Errc::kCrypto, "slot");
  return hkdf_extract(slot.salt, secret);
}

Secret32 slot_auth(Secret32 const& master, std::string_view login) {
  return derive(master, "auth", {view_of(login)});
}

Bytes wrap_vault_key(Secret32 const& vault_key, Secret32 const& master, SlotParameters const& slot, std::string_view login,
                     Nonce const& nonce) {
  auto const wrapped = aes256_gcm_seal(derive(master, "slot", {view_of(login)}), nonce, Aad(aad_of(slot, login)), vault_key.view());
  Bytes out(nonce.begin(), nonce.end());
  out.insert(out.end(), wrapped.begin(), wrapped.end());
  return out;
}

Result<Secret32> unwrap_vault_key(View wrapped, Secret32 const& master, SlotParameters const& slot, std::string_view login) {
  if (wrapped.size() != kWrappedKeyBytes || !is_acceptable(slot)) return fail(Errc::kCrypto, "slot");
  Nonce nonce;
  std::copy_n(wrapped.begin(), nonce.size(), nonce.begin());
  auto const key = aes256_gcm_open(derive(master, "slot", {view_of(login)}), nonce, Aad(aad_of(slot, login)), wrapped.subspan(12));
  if (!key) return key.error();
  return Secret32::of(key->view());
}

}  // namespace beraad::crypto
