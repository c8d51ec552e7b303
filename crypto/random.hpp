// SPDX-License-Identifier: EUPL-1.2
// Random bytes from the operating system through OpenSSL. Thread-safe. A machine without randomness stops the process: there is no safe way
// on.
#pragma once
#include <span>

#include "crypto/bytes.hpp"
#include "crypto/secret.hpp"

namespace beraad::crypto {

void fill_random(std::span<Byte> out) noexcept;

template <std::size_t N>
[[nodiscard]] Array<N> random_array() noexcept {
  Array<N> out;
  fill_random(out);
  return out;
}
template <std::size_t N>
[[nodiscard]] SecretArray<N> random_secret() noexcept {
  SecretArray<N> out;
  fill_random(out.writable());
  return out;
}
template <class I>
[[nodiscard]] I random_id() noexcept {
  I id;
  fill_random(id.bytes);
  return id;
}

}  // namespace beraad::crypto
