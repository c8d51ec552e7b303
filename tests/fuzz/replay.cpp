// SPDX-License-Identifier: EUPL-1.2
// replay FOLDER…: the target over every file in these folders that exist. Fails when there was no input that its parser takes.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "tests/fuzz/fuzz.hpp"

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  std::size_t inputs = 0;
  for (int i = 1; i < argc; ++i) {
    if (!fs::is_directory(argv[i])) continue;
    for (auto const& entry : fs::directory_iterator(argv[i])) {
      std::ifstream file(entry.path(), std::ios::binary);
      std::string const input{std::istreambuf_iterator<char>(file), {}};
      std::cerr << entry.path().string() << '\n';  // the last one named is the one that broke a promise
      auto const bytes = beraad::crypto::view_of(input);
      LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
      ++inputs;
    }
  }
  std::cout << inputs << " inputs, " << beraad::fuzz::accepted << " accepted\n";
  return beraad::fuzz::accepted > 0 ? 0 : 1;
}
