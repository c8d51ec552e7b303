// SPDX-License-Identifier: EUPL-1.2
// There is one padded form of a plaintext; whatever else is refused.
#include "crypto/padding.hpp"

#include <algorithm>

#include "crypto/encoding.hpp"

namespace beraad::crypto {

Result<SecretBytes> pad(View plaintext) {
  if (plaintext.size() > kMaxPlaintextBytes) return fail(Errc::kMalformed, "padding");
  SecretBytes out(padded_size(plaintext.size()));
  auto const length = u32(static_cast<std::uint32_t>(plaintext.size()));
  std::copy(length.begin(), length.end(), out.writable().begin());
  std::copy(plaintext.begin(), plaintext.end(), out.writable().begin() + 4);
  return out;
}

Result<SecretBytes> unpad(View padded) {
  auto const refused = fail(Errc::kMalformed, "padding");
  if (padded.size() < 4) return refused;
  std::size_t length = 0;
  for (std::size_t i = 0; i < 4; ++i) length = length * 256 + padded[i];
  if (length > kMaxPlaintextBytes || padded_size(length) != padded.size()) return refused;
  auto const zeros = padded.subspan(4 + length);
  if (!std::all_of(zeros.begin(), zeros.end(), [](Byte b) { return b == 0; })) return refused;
  return SecretBytes(padded.subspan(4, length));
}

}  // namespace beraad::crypto
