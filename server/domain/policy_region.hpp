// SPDX-License-Identifier: EUPL-1.2
// What the policy leaves to a region, and nothing else: filled in before any row is read.
#pragma once
#include "crypto/json.hpp"
#include "server/domain/policy_decode.hpp"

namespace beraad::domain {

// The policy's JSON with the region's choices in it and its `settings` out of it: every {"setting": NAME} and every {NAME} in a sentence is
// the value that the region names, or else the policy's own; and whatever is said of an organisation type is said of the region's partner
// types that are like it. A value that the policy does not allow is a fault with the setting's row.
[[nodiscard]] crypto::Json in_region(crypto::Json policy, crypto::Json const& region, PolicyFaults& faults);

}  // namespace beraad::domain
