// SPDX-License-Identifier: EUPL-1.2
// The systemd unit and the example configuration are copied to a server together: what the one names the other must hand over.
#include <gtest/gtest.h>
#include <sysexits.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "crypto/json.hpp"

namespace beraad::main {
namespace {

namespace fs = std::filesystem;
using crypto::Json;

using Words = std::set<std::string>;

// The words of each setting, all its lines together.
std::map<std::string, Words> unit() {
  std::map<std::string, Words> out;
  std::ifstream file(BERAAD_CONFIG_DIR "/systemd/beraad.service");
  for (std::string line; std::getline(file, line);) {
    auto const is = line.find('=');
    if (line.starts_with('#') || is == std::string::npos) continue;
    std::istringstream words(line.substr(is + 1));
    for (std::string word; words >> word;) out[line.substr(0, is)].insert(word);
  }
  return out;
}

Json example() {
  std::ifstream file(BERAAD_CONFIG_DIR "/beraad.example.json");
  return Json::parse(file);
}

TEST(unit_file, hands_over_every_key_that_the_example_names) {
  auto const settings = unit();
  Words handed_over, named;
  for (auto const& each : settings.at("LoadCredential"))
    handed_over.insert("/run/credentials/beraad.service/" + each.substr(0, each.find(':')));
  auto const flat = example().flatten();
  for (auto const& [at, value] : flat.items()) {
    if (value.is_string() && value.get<std::string>().starts_with("/run/credentials/")) named.insert(value.get<std::string>());
  }
  EXPECT_EQ(named, handed_over);
  EXPECT_EQ(named.size(), 5U);
}

TEST(unit_file, makes_the_folders_of_both_stores) {
  auto const folders = unit().at("StateDirectory");
  for (auto const* store : {"store", "share_store"}) {
    auto const folder = fs::path(example().at(store).at("file").get<std::string>()).parent_path();
    EXPECT_TRUE(folders.contains(folder.lexically_relative("/var/lib").string())) << folder;
  }
}

// systemd looks at the exit status of the main process only, and gives up after five tries unless it is told otherwise.
TEST(unit_file, tries_again_for_ever_except_where_that_cannot_help) {
  auto const settings = unit();
  EXPECT_EQ(settings.at("Restart"), Words{"on-failure"});
  EXPECT_EQ(settings.at("RestartPreventExitStatus"), (Words{std::to_string(EX_USAGE), std::to_string(EX_CONFIG)}));
  EXPECT_EQ(settings.at("StartLimitIntervalSec"), Words{"0"});
  EXPECT_FALSE(settings.contains("ExecStartPre"));
}

}  // namespace
}  // namespace beraad::main
