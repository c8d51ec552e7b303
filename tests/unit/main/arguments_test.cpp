// SPDX-License-Identifier: EUPL-1.2
#include "server/main/arguments.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace beraad::main {
namespace {

std::optional<Arguments> parsed(std::vector<char const*> const& words) {
  return parse_arguments(words);
}

TEST(arguments, configuration_is_served) {
  auto const arguments = parsed({"--config", "beraad.json"});
  ASSERT_TRUE(arguments);
  EXPECT_EQ(arguments->task, Task::kServe);
  EXPECT_EQ(arguments->config, "beraad.json");
  EXPECT_FALSE(arguments->accept_older_store);
}

TEST(arguments, options_are_understood) {
  EXPECT_EQ(parsed({"--config", "a", "--check-config"})->task, Task::kCheckConfig);
  EXPECT_TRUE(parsed({"--accept-older-store", "--config", "a"})->accept_older_store);
  EXPECT_EQ(parsed({"--version"})->task, Task::kVersion);
  EXPECT_EQ(parsed({"--help"})->task, Task::kHelp);
}

TEST(arguments, anything_else_is_not_guessed_about) {
  EXPECT_FALSE(parsed({}));
  EXPECT_FALSE(parsed({"--config"}));
  EXPECT_FALSE(parsed({"--check-config"}));
  EXPECT_FALSE(parsed({"beraad.json"}));
  EXPECT_FALSE(parsed({"--config", "a", "--config", "b"}));
  EXPECT_FALSE(parsed({"--config", "a", "--verbose"}));
}

}  // namespace
}  // namespace beraad::main
