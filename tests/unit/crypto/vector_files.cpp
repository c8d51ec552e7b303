// SPDX-License-Identifier: EUPL-1.2
// Published files hold fractions and exponents, so they are read by the plain parser.
#include "vector_files.hpp"

#include <fstream>
#include <sstream>

#include "crypto/encoding.hpp"

namespace beraad::crypto::test {

std::filesystem::path vectors_directory() {
  return BERAAD_VECTORS_DIR;
}

std::string read_text(std::filesystem::path const& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

Json read_json(std::filesystem::path const& file) {
  return Json::parse(read_text(file));
}

Bytes hex(std::string_view text) {
  return from_hex(text).value();
}
Bytes hex_at(Json const& object, char const* name) {
  return hex(text_at(object, name));
}

}  // namespace beraad::crypto::test
