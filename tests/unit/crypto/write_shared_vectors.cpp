// SPDX-License-Identifier: EUPL-1.2
// Writes tests/vectors/shared/cpp anew.
#include <cstdio>
#include <exception>
#include <fstream>
#include <stdexcept>

#include "vector_files.hpp"
#include "vector_writer.hpp"

namespace beraad::crypto::test {

void VectorFile::add(std::string const& name, char const* op, Json inputs) {
  inputs["name"] = name;
  inputs["op"] = op;
  auto const outcome = run_case(inputs);
  if (!outcome) throw std::runtime_error(name_ + ": refused: " + name);
  inputs["expect"] = *outcome;
  cases_.push_back(std::move(inputs));
}

void VectorFile::refuse(std::string const& name, char const* op, Json inputs) {
  inputs["name"] = name;
  inputs["op"] = op;
  if (run_case(inputs)) throw std::runtime_error(name_ + ": accepted: " + name);
  inputs["refused"] = true;
  cases_.push_back(std::move(inputs));
}

void VectorFile::write() const {
  std::ofstream out(vectors_directory() / "shared" / "cpp" / (name_ + ".json"), std::ios::binary | std::ios::trunc);
  out << "[\n";
  for (std::size_t i = 0; i < cases_.size(); ++i) out << "  " << cases_[i].dump() << (i + 1 < cases_.size() ? ",\n" : "\n");
  out << "]\n";
  if (!out.flush()) throw std::runtime_error("cannot write " + name_);
}

Json with(Json inputs, Json const& changes) {
  inputs.update(changes);
  return inputs;
}

std::string flipped(Json const& hex, std::size_t byte) {
  auto out = hex.get<std::string>();
  auto& digit = out.at(byte * 2);
  digit = digit == '0' ? '8' : '0';
  return out;
}

}  // namespace beraad::crypto::test

int main() {
  try {
    beraad::crypto::test::write_basics();
    beraad::crypto::test::write_persons();
    beraad::crypto::test::write_certificates();
    beraad::crypto::test::write_log();
    beraad::crypto::test::write_items();
  } catch (std::exception const& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
