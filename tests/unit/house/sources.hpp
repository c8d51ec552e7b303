// SPDX-License-Identifier: EUPL-1.2
// Every source file of the repository, read once: what it is called, its first lines and what it includes.
#pragma once
#include <string>
#include <vector>

namespace beraad::house {

struct Source {
  std::string path;  // from the repository's root, "server/app/me.cpp"
  std::vector<std::string> lines;
  std::vector<std::string> includes;  // #include "…" and #include <…>; import … from '…' in TypeScript
};

// Folders that hold sources of ours; build output and packages are left out.
[[nodiscard]] std::vector<Source> const& sources();

}  // namespace beraad::house
