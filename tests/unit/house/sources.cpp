// SPDX-License-Identifier: EUPL-1.2
// Walks the folders of the house; what a tool writes (build/, node_modules/, dist/) is nobody's source.
#include "tests/unit/house/sources.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <stdexcept>

namespace beraad::house {
namespace {

namespace fs = std::filesystem;

bool is_source(fs::path const& file) {
  static std::set<std::string> const endings{".hpp", ".cpp", ".ts", ".tsx", ".mjs", ".css", ".cmake"};
  return endings.contains(file.extension().string()) || file.filename() == "CMakeLists.txt";
}

bool is_left_out(fs::path const& folder) {
  static std::set<std::string> const names{"node_modules", "dist", "build", "coverage", ".vite"};
  return names.contains(folder.filename().string());
}

Source read(fs::path const& root, fs::path const& file) {
  static std::regex const include(R"re(^\s*#\s*include\s*(["<][^">]+[">]))re");
  static std::regex const import(R"re(^\s*(?:import|export|\}).*\sfrom\s+'([^']+)')re");
  Source source{fs::relative(file, root).generic_string(), {}, {}};
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    bool const likely = line.find("include") != std::string::npos || line.find("from '") != std::string::npos;
    std::smatch match;
    if (likely && (std::regex_search(line, match, include) || std::regex_search(line, match, import))) source.includes.push_back(match[1]);
    source.lines.push_back(std::move(line));
  }
  return source;
}

std::vector<Source> read_all() {
  fs::path const root = BERAAD_SOURCE_DIR;
  std::vector<Source> all;
  for (auto const* folder : {"crypto", "db", "server", "client-web", "config", "tests"}) {
    for (auto it = fs::recursive_directory_iterator(root / folder); it != fs::recursive_directory_iterator(); ++it) {
      if (it->is_directory() && is_left_out(it->path())) it.disable_recursion_pending();
      if (it->is_regular_file() && is_source(it->path())) all.push_back(read(root, it->path()));
    }
  }
  if (all.empty()) throw std::runtime_error("no sources found");
  std::sort(all.begin(), all.end(), [](Source const& a, Source const& b) { return a.path < b.path; });
  return all;
}

}  // namespace

std::vector<Source> const& sources() {
  static auto const all = read_all();
  return all;
}

}  // namespace beraad::house
