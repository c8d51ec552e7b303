// SPDX-License-Identifier: EUPL-1.2
// Runs one case of the shared vectors (tests/vectors/shared/README.md).
#pragma once
#include <map>
#include <optional>
#include <string>

#include "crypto/json.hpp"

namespace beraad::crypto::test {

// What comes out; nothing when the inputs are refused.
using Outcome = std::optional<Json>;
using Operation = Outcome (*)(Json const& inputs);

[[nodiscard]] std::map<std::string, Operation> const& basic_operations();
[[nodiscard]] std::map<std::string, Operation> const& room_operations();

// Throws for an op nobody knows and for a case that lacks an input.
[[nodiscard]] Outcome run_case(Json const& one);

}  // namespace beraad::crypto::test
