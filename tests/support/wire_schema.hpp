// SPDX-License-Identifier: EUPL-1.2
// Holds real frames against docs/wire.schema.json. Not thread-safe.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace beraad::test {

using Json = nlohmann::json;

// "" when the value is what this definition says ("item.append.params", "rpc.error"), else what is wrong with it.
[[nodiscard]] std::string schema_fault(std::string_view definition, Json const& value);

// The same, as an exception: a frame that is not in the contract is never worth going on with.
void must_match_schema(std::string_view definition, Json const& value);

// The method and notification names the schema knows.
[[nodiscard]] bool schema_has(std::string_view definition);

}  // namespace beraad::test
