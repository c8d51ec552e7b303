// SPDX-License-Identifier: EUPL-1.2
// Strict about its own files: a table that is cut short must not pass as a smaller table.
#include "tests/unit/domain/table.hpp"

#include <fstream>
#include <stdexcept>

namespace beraad::domain {

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from <= text.size();) {
    auto const to = std::min(text.find(separator, from), text.size());
    parts.emplace_back(text.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

std::vector<std::string> read_lines(std::string const& name) {
  bool const is_part = name.find('.') == std::string::npos;
  std::ifstream file(std::string(BERAAD_POLICY_VECTORS "/") + (is_part ? "matrix.tsv" : name));
  std::vector<std::string> lines;
  bool inside = !is_part;
  for (std::string line; std::getline(file, line);) {
    if (is_part && line.starts_with("= "))
      inside = line == "= " + name;
    else if (inside && !line.empty() && line.front() != '#')
      lines.push_back(line);
  }
  if (lines.empty()) throw std::runtime_error("cannot read " + name);
  return lines;
}

std::vector<Row> read_table(std::string const& name) {
  std::vector<Row> rows;
  std::vector<std::string> columns;
  for (auto const& line : read_lines(name)) {
    if (line.front() == '@') continue;
    auto const cells = split(line, '\t');
    if (columns.empty()) {
      columns = cells;
      continue;
    }
    if (cells.size() != columns.size()) throw std::runtime_error(name + ": " + line);
    Row row;
    for (std::size_t i = 0; i < cells.size(); ++i) row[columns[i]] = cells[i];
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<std::pair<std::string, std::string>> pairs_of(std::string const& text) {
  std::vector<std::pair<std::string, std::string>> out;
  if (text == "-") return out;
  for (auto const& pair : split(text, ' ')) {
    auto const equals = pair.find('=');
    out.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
  }
  return out;
}

}  // namespace beraad::domain
