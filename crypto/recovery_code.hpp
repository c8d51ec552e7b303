// SPDX-License-Identifier: EUPL-1.2
// The printed recovery code: 16 bytes as 26 characters of Crockford base32 in groups of four (protocol.md section 2).
#pragma once
#include <string>

#include "crypto/result.hpp"
#include "crypto/secret.hpp"

namespace beraad::crypto {

// "XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XX"; the 128 bits in order, two zero bits behind them.
[[nodiscard]] std::string recovery_code_of(SecretArray<16> const& secret);
// Forgiving as people type: either case, I and L for 1, O for 0, hyphens and spaces anywhere. kMalformed otherwise.
[[nodiscard]] Result<SecretArray<16>> secret_of_recovery_code(std::string_view code);

}  // namespace beraad::crypto
