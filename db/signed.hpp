// SPDX-License-Identifier: EUPL-1.2
// A signed object is stored as it came: bytes and signature, never parsed here.
#pragma once
#include "crypto/signed.hpp"

namespace beraad::db {

using crypto::Signed;

}  // namespace beraad::db
