// SPDX-License-Identifier: EUPL-1.2
// A person's keys, as the server keeps them without being able to read them (protocol.md section 2).
#pragma once
#include <optional>
#include <string_view>

#include "crypto/aead.hpp"
#include "crypto/ed25519.hpp"
#include "crypto/random.hpp"
#include "crypto/x25519.hpp"

namespace beraad::crypto {

struct Vault {
  SigningKey sign;
  OpeningKey seal;
  Secret32 pseudonym;
  std::optional<SigningKey> organisation;  // the organisation's own key: a beheerder's vault only
};

[[nodiscard]] Vault new_vault();
// [a-z0-9._@-]{3,64}
[[nodiscard]] bool is_login(std::string_view login) noexcept;

// nonce || AES-256-GCM. `version` starts at 1 and grows with every replacement.
[[nodiscard]] Bytes seal_vault(Vault const& vault, Secret32 const& vault_key, std::string_view login, std::uint64_t version,
                               Nonce const& nonce = random_array<12>());
[[nodiscard]] Result<Vault> open_vault(View blob, Secret32 const& vault_key, std::string_view login, std::uint64_t version);

}  // namespace beraad::crypto
