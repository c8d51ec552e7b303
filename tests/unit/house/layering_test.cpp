// SPDX-License-Identifier: EUPL-1.2
// Arrows between rooms go down only (docs/architecture.md), and every source file keeps the habits of the house.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "tests/unit/house/sources.hpp"

namespace beraad::house {
namespace {

using Names = std::set<std::string, std::less<>>;

// Which rooms a room may look into, itself included.
std::map<std::string, Names, std::less<>> const kArrows{
    {"crypto", {"crypto"}},
    {"db", {"db", "crypto"}},
    {"server/domain", {"server/domain", "crypto"}},
    {"server/app", {"server/app", "server/domain", "db", "crypto"}},
    {"server/wire", {"server/wire", "server/app", "server/domain", "crypto"}},
    {"server/net", {"server/net", "server/wire", "crypto"}},
    {"server/main", {"server/main", "server/net", "server/wire", "server/app", "server/domain", "db", "crypto"}},
};

// Libraries that live in one room and nowhere else.
std::map<std::string, Names, std::less<>> const kLibraries{
    {"<openssl/", {"crypto", "server/net"}},        {"<argon2", {"crypto"}},          {"<sqlite3", {"db"}}, {"<sqlcipher/", {"db"}},
    {"<boost/asio", {"server/net", "server/main"}}, {"<boost/beast", {"server/net"}},
};

// The client's rooms from the ground up: the screens know the keys only through the state's line.
std::map<std::string, Names, std::less<>> const kClientArrows{
    {"crypto", {"crypto"}},
    {"ui", {"ui", "state"}},
};

bool is_test(Source const& source) {
  return source.path.find(".test.") != std::string::npos || source.path.find("/testing/") != std::string::npos;
}

std::string room_of(std::string_view path) {
  for (auto const& [room, rooms] : kArrows)
    if (path.starts_with(room + "/")) return room;
  return "";
}

// "client-web/src/ui/room/x.tsx" importing "../../state/model" → "state"; "" for a package.
std::string client_room_of_import(std::string const& importer, std::string const& import) {
  if (!import.starts_with(".")) return "";
  std::vector<std::string> parts;
  std::string const path = importer.substr(0, importer.find_last_of('/')) + "/" + import + "/";
  for (std::size_t from = 0, to = 0; (to = path.find('/', from)) != std::string::npos; from = to + 1) {
    auto const part = path.substr(from, to - from);
    if (part == ".." && !parts.empty()) {
      parts.pop_back();
    } else if (part != "." && part != "..") {
      parts.push_back(part);
    }
  }
  return parts.size() > 2 && parts[0] == "client-web" && parts[1] == "src" ? parts[2] : "";
}

TEST(layering, includes_go_down_only) {
  std::size_t includes = 0;
  for (auto const& source : sources()) {
    auto const room = room_of(source.path);
    if (room.empty()) continue;
    for (auto const& include : source.includes) {
      if (include.front() != '"') continue;
      auto const target = room_of(std::string_view(include).substr(1));
      EXPECT_FALSE(target.empty()) << source.path << " includes " << include << ": includes are rooted at the repository";
      EXPECT_TRUE(kArrows.at(room).contains(target)) << source.path << " includes " << include;
      ++includes;
    }
  }
  EXPECT_GT(includes, 100U);
}

TEST(layering, a_library_stays_in_its_room) {
  for (auto const& source : sources()) {
    auto const room = room_of(source.path);
    if (room.empty()) continue;
    for (auto const& include : source.includes) {
      for (auto const& [library, rooms] : kLibraries) {
        EXPECT_TRUE(!include.starts_with(library) || rooms.contains(room)) << source.path << " includes " << include;
      }
    }
  }
}

TEST(layering, product_code_includes_no_test) {
  for (auto const& source : sources()) {
    if (room_of(source.path).empty()) continue;
    for (auto const& include : source.includes) EXPECT_FALSE(include.starts_with("\"tests/")) << source.path;
  }
}

TEST(layering, the_clients_screens_hold_no_keys_and_its_ground_floor_looks_at_nothing_above) {
  std::size_t imports = 0;
  for (auto const& source : sources()) {
    if (!source.path.starts_with("client-web/src/") || is_test(source)) continue;
    auto const room = client_room_of_import("client-web/src/x", "./" + source.path.substr(std::string_view("client-web/src/").size()));
    auto const allowed = kClientArrows.find(room);
    if (allowed == kClientArrows.end()) continue;
    for (auto const& import : source.includes) {
      auto const target = client_room_of_import(source.path, import);
      if (target.empty()) continue;
      EXPECT_TRUE(allowed->second.contains(target)) << source.path << " imports " << import;
      ++imports;
    }
  }
  EXPECT_GT(imports, 20U);
}

TEST(house, every_source_begins_with_its_licence) {
  for (auto const& source : sources()) {
    bool const script = !source.lines.empty() && source.lines.front().starts_with("#!");
    auto const line = script ? 1U : 0U;
    ASSERT_GT(source.lines.size(), line) << source.path << " is empty";
    EXPECT_NE(source.lines[line].find("SPDX-License-Identifier: EUPL-1.2"), std::string::npos) << source.path;
  }
}

TEST(house, every_product_file_says_in_its_second_line_what_it_promises) {
  for (auto const& source : sources()) {
    bool const code =
        source.path.ends_with(".hpp") || source.path.ends_with(".cpp") || source.path.ends_with(".ts") || source.path.ends_with(".tsx");
    if (!code || is_test(source) || source.path.starts_with("tests/")) continue;
    ASSERT_GT(source.lines.size(), 2U) << source.path;
    EXPECT_TRUE(source.lines[1].starts_with("// ") || source.lines[1].starts_with("/*")) << source.path;
  }
}

TEST(house, a_file_is_named_for_its_subject) {
  Names const vague{"manager", "managers", "helper", "helpers", "util", "utils", "utility", "utilities", "common", "impl", "misc", "stuff"};
  for (auto const& source : sources()) {
    auto const name = source.path.substr(source.path.find_last_of('/') + 1);
    std::string word;
    for (char const c : name + ".") {
      if (c != '_' && c != '.' && c != '-') {
        word += c;
        continue;
      }
      EXPECT_FALSE(vague.contains(word)) << source.path;
      word.clear();
    }
    bool const code = source.path.ends_with(".hpp") || source.path.ends_with(".cpp") || source.path.ends_with(".ts");
    bool const snake = std::none_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    EXPECT_TRUE(!code || snake) << source.path << ": snake_case";
  }
}

TEST(house, no_file_is_longer_than_one_reads_in_a_sitting) {
  for (auto const& source : sources()) {
    bool const is_a_list = source.path.ends_with(".css") || source.path.find("/ui/words/") != std::string::npos;
    EXPECT_TRUE(is_a_list || source.lines.size() <= 500U) << source.path;
  }
}

}  // namespace
}  // namespace beraad::house
