// SPDX-License-Identifier: EUPL-1.2
// Run by the build: fails, naming every row that is wrong, when the policy file would not be a policy.
#include <fstream>
#include <iostream>
#include <iterator>

#include "server/domain/policy_decode.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: policy_check FILE\n";
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  std::string const text{std::istreambuf_iterator<char>(file), {}};
  if (!file) {
    std::cerr << argv[1] << ": cannot be read\n";
    return 1;
  }
  auto const decoded = beraad::domain::decode_policy(text);
  if (decoded) return 0;
  for (auto const& fault : decoded.error()) std::cerr << argv[1] << ": " << fault.row << ": " << fault.what << '\n';
  return 1;
}
