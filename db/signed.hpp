// SPDX-License-Identifier: EUPL-1.2
// A signed object as it is stored: the bytes and the signature as they came, never parsed here.
#pragma once
#include "crypto/bytes.hpp"

namespace beraad::db {

struct Signed {
  crypto::Bytes b;
  crypto::Array<64> s{};
  bool operator==(Signed const&) const = default;
};

}  // namespace beraad::db
