// SPDX-License-Identifier: EUPL-1.2
// The keys of a person's pseudonym in one room: the same on each of the person's devices, unrelated between rooms (protocol.md section 2).
#pragma once
#include "crypto/ed25519.hpp"
#include "crypto/ids.hpp"
#include "crypto/x25519.hpp"

namespace beraad::crypto {

struct PseudonymKeys {
  SigningKey sign;
  OpeningKey seal;
  LeafId leaf;
};

[[nodiscard]] PseudonymKeys pseudonym_keys(Secret32 const& pseudonym, RoomId const& room);

}  // namespace beraad::crypto
