// SPDX-License-Identifier: EUPL-1.2
// Every word of the rules is spelled one way, and no other spelling is taken for it.
#include "server/domain/words.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace beraad::domain {
namespace {

template <class E, std::size_t N>
void expect_one_spelling_each(std::array<E, N> const& all) {
  std::set<std::string> seen;
  for (auto const each : all) {
    std::string const word{word_of(each)};
    EXPECT_FALSE(word.empty());
    EXPECT_TRUE(seen.insert(word).second) << word;
    EXPECT_EQ(of_word<E>(word), each) << word;
    EXPECT_EQ(of_word<E>(word + " "), std::nullopt);
  }
  EXPECT_EQ(of_word<E>(""), std::nullopt);
  EXPECT_EQ(of_word<E>("geen woord"), std::nullopt);
}

TEST(words, every_enumerator_has_one_spelling_and_back) {
  expect_one_spelling_each(kRoomKinds);
  expect_one_spelling_each(kPhases);
  expect_one_spelling_each(kAgeBands);
  expect_one_spelling_each(kLeafClasses);
  expect_one_spelling_each(kItemTypes);
  expect_one_spelling_each(kFieldTypes);
  expect_one_spelling_each(kWordings);
  expect_one_spelling_each(kOpKinds);
  expect_one_spelling_each(kBasisEvents);
  expect_one_spelling_each(kSteps);
  expect_one_spelling_each(kDenialCodes);
}

}  // namespace
}  // namespace beraad::domain
