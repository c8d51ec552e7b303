// SPDX-License-Identifier: EUPL-1.2
// Collects the cases of one file of shared vectors. What an accepted case gives is what this side computes; the other side checks it.
#pragma once
#include <string>

#include "vector_check.hpp"

namespace beraad::crypto::test {

class VectorFile {
 public:
  explicit VectorFile(std::string name) : name_(std::move(name)) {}

  // Throws when this side refuses the inputs.
  void add(std::string const& name, char const* op, Json inputs);
  // Throws when this side accepts them.
  void refuse(std::string const& name, char const* op, Json inputs);
  void write() const;

 private:
  std::string name_;
  Json cases_ = Json::array();
};

// The same inputs with some fields replaced.
[[nodiscard]] Json with(Json inputs, Json const& changes);
// The same hex with one digit changed.
[[nodiscard]] std::string flipped(Json const& hex, std::size_t byte = 0);

void write_basics();
void write_persons();
void write_certificates();
void write_log();
void write_items();

}  // namespace beraad::crypto::test
