// SPDX-License-Identifier: EUPL-1.2
// What a policy that is well formed can still get wrong: rows that contradict each other, or one of the rules that no region may change.
#pragma once
#include "server/domain/policy.hpp"
#include "server/domain/policy_decode.hpp"

namespace beraad::domain {

// Only asked of a policy whose every row decoded.
[[nodiscard]] PolicyFaults contradictions_in(Policy const& policy);

}  // namespace beraad::domain
