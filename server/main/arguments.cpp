// SPDX-License-Identifier: EUPL-1.2
// Four options; anything else is a mistake, not something to guess about.
#include "server/main/arguments.hpp"

#include <string_view>

namespace beraad::main {

std::optional<Arguments> parse_arguments(std::span<char const* const> arguments) {
  Arguments out;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string_view const argument = arguments[i];
    if (argument == "--version") {
      out.task = Task::kVersion;
    } else if (argument == "--help") {
      out.task = Task::kHelp;
    } else if (argument == "--check-config") {
      out.task = Task::kCheckConfig;
    } else if (argument == "--accept-older-store") {
      out.accept_older_store = true;
    } else if (argument == "--config" && i + 1 < arguments.size() && out.config.empty()) {
      out.config = arguments[++i];
    } else {
      return std::nullopt;
    }
  }
  auto const needs_config = out.task == Task::kServe || out.task == Task::kCheckConfig;
  if (needs_config && out.config.empty()) return std::nullopt;
  return out;
}

}  // namespace beraad::main
