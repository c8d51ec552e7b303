// SPDX-License-Identifier: EUPL-1.2
// The command line.
#pragma once
#include <filesystem>
#include <optional>
#include <span>

namespace beraad::main {

enum class Task { kServe, kCheckConfig, kVersion, kHelp };

struct Arguments {
  Task task = Task::kServe;
  std::filesystem::path config;
  bool accept_older_store = false;
};

inline constexpr char kUsage[] =
    "usage: beraad-server --config FILE [--check-config] [--accept-older-store]\n"
    "       beraad-server --version | --help\n"
    "\n"
    "  --config FILE          the configuration; beraad.example.json shows every setting\n"
    "  --check-config         read it, say everything that is wrong with it, and end\n"
    "  --accept-older-store   start on a store that is older than the last one seen (a backup put back on purpose)\n"
    "\n"
    "ends with 0 after SIGTERM or SIGINT, 64 for wrong arguments, 69 when the address is taken, 74 when the store or a disk fails,\n"
    "78 when the configuration, a key or the region is not right\n";

// `arguments` without the program's name. Nothing: they are not understood.
[[nodiscard]] std::optional<Arguments> parse_arguments(std::span<char const* const> arguments);

}  // namespace beraad::main
