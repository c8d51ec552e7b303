// SPDX-License-Identifier: EUPL-1.2
// Crockford base32: no I, L, O or U, so that a printed code is read and typed without doubt.
#include "crypto/recovery_code.hpp"

#include <string_view>

namespace beraad::crypto {
namespace {

constexpr std::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kCharacters = 26;

std::size_t value_of(char c) noexcept {
  if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  if (c == 'I' || c == 'L') c = '1';
  if (c == 'O') c = '0';
  return kAlphabet.find(c);
}

}  // namespace

std::string recovery_code_of(SecretArray<16> const& secret) {
  std::string out;
  for (std::size_t i = 0; i < kCharacters; ++i) {
    std::size_t value = 0;
    for (std::size_t bit = i * 5; bit < i * 5 + 5; ++bit)
      value = value * 2 + (bit < 128 ? (secret.view()[bit / 8] >> (7 - bit % 8)) & 1U : 0U);
    if (i > 0 && i % 4 == 0) out += '-';
    out += kAlphabet[value];
  }
  return out;
}

Result<SecretArray<16>> secret_of_recovery_code(std::string_view code) {
  auto const refused = fail(Errc::kMalformed, "recovery code");
  SecretArray<16> out;
  std::size_t bit = 0;
  for (auto const character : code) {
    if (character == '-' || character == ' ') continue;
    auto const value = value_of(character);
    if (value == std::string_view::npos || bit >= kCharacters * 5) return refused;
    for (int shift = 4; shift >= 0; --shift, ++bit) {
      auto const one = static_cast<Byte>((value >> shift) & 1U);
      if (bit < 128)
        out.writable()[bit / 8] = static_cast<Byte>(out.writable()[bit / 8] | (one << (7 - bit % 8)));
      else if (one != 0)
        return refused;
    }
  }
  if (bit != kCharacters * 5) return refused;
  return out;
}

}  // namespace beraad::crypto
