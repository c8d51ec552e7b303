// SPDX-License-Identifier: EUPL-1.2
// The tables under tests/vectors/policy: tab-separated, "#" begins a remark, "@" a person, the first line names the columns. A name without
// a dot is a part of matrix.tsv.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace beraad::domain {

using Row = std::map<std::string, std::string, std::less<>>;

// Aborts the test run when the file or part is missing or a line has another number of cells than the first.
[[nodiscard]] std::vector<Row> read_table(std::string const& name);
[[nodiscard]] std::vector<std::string> read_lines(std::string const& name);
// "a=1 b=2", in this order; "-" is nothing.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> pairs_of(std::string const& text);
[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);

}  // namespace beraad::domain
