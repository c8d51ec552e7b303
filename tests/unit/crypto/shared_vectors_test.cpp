// SPDX-License-Identifier: EUPL-1.2
// Both sides' vectors, checked by this side. Counts are pinned from below: a side may add cases, not lose them.
#include <gtest/gtest.h>

#include <filesystem>

#include "vector_check.hpp"
#include "vector_files.hpp"

namespace beraad::crypto {
namespace {

constexpr std::size_t kCppAccepted = 108, kCppRefused = 185;
constexpr std::size_t kTsAccepted = 120, kTsRefused = 211;

struct Seen {
  std::size_t accepted = 0;
  std::size_t refused = 0;
  std::map<std::string, std::size_t> by_op{};
};

Seen check_folder(std::string const& name) {
  Seen seen;
  auto const folder = test::vectors_directory() / "shared" / name;
  if (!std::filesystem::exists(folder)) return seen;
  for (auto const& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".json") continue;
    for (auto const& one : test::read_json(file.path())) {
      auto const label = file.path().filename().string() + ": " + test::text_at(one, "name");
      bool const must_refuse = one.contains("refused") && one.at("refused").get<bool>();
      ++(must_refuse ? seen.refused : seen.accepted);
      ++seen.by_op[test::text_at(one, "op")];
      auto const outcome = test::run_case(one);
      if (must_refuse)
        EXPECT_FALSE(outcome.has_value()) << label << " gave " << *outcome;
      else if (!outcome)
        ADD_FAILURE() << label << " was refused";
      else
        EXPECT_EQ(*outcome, one.at("expect")) << label;
    }
  }
  return seen;
}

TEST(SharedVectors, of_the_cpp_side_hold_and_cover_every_operation) {
  auto const seen = check_folder("cpp");
  EXPECT_GE(seen.accepted, kCppAccepted);
  EXPECT_GE(seen.refused, kCppRefused);
  for (auto const* const operations : {&test::basic_operations(), &test::room_operations()})
    for (auto const& [op, run] : *operations) EXPECT_TRUE(seen.by_op.contains(op)) << op;
}

TEST(SharedVectors, of_the_typescript_side_hold) {
  auto const seen = check_folder("ts");
  EXPECT_GE(seen.accepted, kTsAccepted);
  EXPECT_GE(seen.refused, kTsRefused);
}

}  // namespace
}  // namespace beraad::crypto
