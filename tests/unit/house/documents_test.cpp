// SPDX-License-Identifier: EUPL-1.2
// What a page says of the tests is true: whoever renames one finds the page.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "tests/unit/house/sources.hpp"

namespace beraad::house {
namespace {

using Names = std::set<std::string>;

// Of every test its "suite.name".
Names all_tests() {
  static std::regex const test(R"(^TEST(?:_F|_P)?\((\w+), (\w+)\))");
  Names names;
  for (auto const& source : sources()) {
    if (!source.path.starts_with("tests/")) continue;
    for (auto const& line : source.lines) {
      std::smatch match;
      if (line.starts_with("TEST") && std::regex_search(line, match, test)) names.insert(match.str(1) + "." + match.str(2));
    }
  }
  return names;
}

Names tests_named_in(std::string const& page) {
  static std::regex const name(R"(`(\w+\.[a-z0-9]+_\w+)`)");
  std::ifstream file(std::string(BERAAD_SOURCE_DIR) + "/" + page);
  std::string const text{std::istreambuf_iterator<char>(file), {}};
  Names names;
  for (std::sregex_iterator at(text.begin(), text.end(), name), end; at != end; ++at) names.insert(at->str(1));
  return names;
}

TEST(house, tests_that_the_security_page_names_exist) {
  auto const all = all_tests();
  auto const named = tests_named_in("docs/security.md");
  EXPECT_GT(named.size(), 80U);
  for (auto const& each : named) EXPECT_TRUE(all.contains(each)) << each;
}

}  // namespace
}  // namespace beraad::house
