// SPDX-License-Identifier: EUPL-1.2
// Run by the build: fails, naming every row that is wrong, when the policy with the region's choices would not be a policy.
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>

#include "server/domain/policy_decode.hpp"

namespace {

std::optional<std::string> read(char const* path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  if (file) return text;
  std::cerr << path << ": cannot be read\n";
  return std::nullopt;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: policy_check POLICY REGION\n";
    return 2;
  }
  auto const policy = read(argv[1]);
  auto const region = read(argv[2]);
  if (!policy || !region) return 1;
  auto const decoded = beraad::domain::decode_policy(*policy, *region);
  if (decoded) return 0;
  for (auto const& fault : decoded.error()) std::cerr << argv[1] << ": " << fault.row << ": " << fault.what << '\n';
  return 1;
}
