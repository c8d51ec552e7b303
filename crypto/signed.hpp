// SPDX-License-Identifier: EUPL-1.2
// A signed object as it travels and is stored: bytes and signature, without the means to look inside.
#pragma once
#include "crypto/bytes.hpp"
#include "crypto/ed25519.hpp"

namespace beraad::crypto {

struct Signed {
  Bytes b{};
  Signature s{};
  bool operator==(Signed const&) const = default;
};

}  // namespace beraad::crypto
