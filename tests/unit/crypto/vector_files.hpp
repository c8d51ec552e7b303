// SPDX-License-Identifier: EUPL-1.2
// Reading vector files. Test code: what is missing or misshapen throws, and the test fails.
#pragma once
#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "crypto/json.hpp"
#include "crypto/secret.hpp"

namespace beraad::crypto::test {

[[nodiscard]] std::filesystem::path vectors_directory();
[[nodiscard]] std::string read_text(std::filesystem::path const& file);
[[nodiscard]] Json read_json(std::filesystem::path const& file);

// The bytes behind a field of hex.
[[nodiscard]] Bytes hex_at(Json const& object, char const* name);
[[nodiscard]] Bytes hex(std::string_view text);
template <std::size_t N>
[[nodiscard]] Array<N> fixed_of(View bytes) {
  Array<N> out{};
  if (bytes.size() != N) throw std::invalid_argument("length");
  std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}
template <std::size_t N>
[[nodiscard]] Array<N> fixed_at(Json const& object, char const* name) {
  return fixed_of<N>(hex_at(object, name));
}
[[nodiscard]] inline Secret32 secret_at(Json const& object, char const* name) {
  return Secret32(fixed_at<32>(object, name));
}
[[nodiscard]] inline std::string text_at(Json const& object, char const* name) {
  return object.at(name).get<std::string>();
}
[[nodiscard]] inline std::uint64_t integer_at(Json const& object, char const* name) {
  return object.at(name).get<std::uint64_t>();
}

}  // namespace beraad::crypto::test
