// SPDX-License-Identifier: EUPL-1.2
// Slots wrap the key of a vault under something the person knows or has (protocol.md section 2).
#pragma once
#include <string_view>

#include "crypto/aead.hpp"
#include "crypto/argon2id.hpp"
#include "crypto/random.hpp"
#include "crypto/result.hpp"

namespace beraad::crypto {

enum class SlotKind { kPassphrase, kRecovery };
[[nodiscard]] std::string_view word_of(SlotKind kind) noexcept;
[[nodiscard]] Result<SlotKind> slot_kind_of_word(std::string_view word);

inline constexpr Argon2Cost kStandardCost{.m_kib = 65'536, .t = 3, .p = 1};
inline constexpr std::size_t kWrappedKeyBytes = 12 + 32 + 16;

struct SlotParameters {
  SlotKind kind = SlotKind::kPassphrase;
  Array<16> salt{};
  Argon2Cost cost{};  // zero for the recovery code
  bool operator==(SlotParameters const&) const = default;
};

// Whether a client accepts them, whatever the server says: neither too cheap nor too dear.
[[nodiscard]] bool is_acceptable(SlotParameters const& slot) noexcept;

// Argon2id of the passphrase (NFKC, UTF-8) or HKDF-Extract of the recovery code's 16 bytes. kCrypto for parameters that are not acceptable.
[[nodiscard]] Result<Secret32> slot_master(SlotParameters const& slot, View secret);
// What proves to the server that one knows the secret.
[[nodiscard]] Secret32 slot_auth(Secret32 const& master, std::string_view login);

[[nodiscard]] Bytes wrap_vault_key(Secret32 const& vault_key, Secret32 const& master, SlotParameters const& slot, std::string_view login,
                                   Nonce const& nonce = random_array<12>());
[[nodiscard]] Result<Secret32> unwrap_vault_key(View wrapped, Secret32 const& master, SlotParameters const& slot, std::string_view login);

}  // namespace beraad::crypto
