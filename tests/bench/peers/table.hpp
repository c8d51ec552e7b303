// SPDX-License-Identifier: EUPL-1.2
// What was measured of each server, side by side, in JSON and as a table.
#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "tests/bench/closed_loop.hpp"

namespace beraad::bench {

using Row = nlohmann::ordered_json;

[[nodiscard]] Row row_of(std::string const& server, Measured const& measured);
// From what beraad-bench wrote.
[[nodiscard]] Row row_of_report(std::string const& server, nlohmann::json const& report);
[[nodiscard]] Row row_without(std::string const& server, std::string const& why);
// Adds to each row its processor time per delivery in times that of the row named `yardstick`.
void compare(Row& rows, std::string const& yardstick);
void print(Row const& rows);

}  // namespace beraad::bench
