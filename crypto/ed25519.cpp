// SPDX-License-Identifier: EUPL-1.2
// Ed25519 over libsodium, whose verification takes half the time of OpenSSL's (docs/adr/0014), behind strict checks of the encodings.
#include "crypto/ed25519.hpp"

#include <sodium.h>

#include <algorithm>

#include "crypto/openssl.hpp"
#include "crypto/random.hpp"

namespace beraad::crypto {
namespace {

using Point = std::span<Byte const, 32>;

// All little-endian, as RFC 8032 has them.
constexpr Array<32> kOrder = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
                              0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};
constexpr Array<32> kPrime = [] {
  Array<32> p{};
  p.fill(0xff);
  p[0] = 0xed;
  p[31] = 0x7f;
  return p;
}();

// The y coordinates of the eight points whose order divides the cofactor, sign bit cleared.
constexpr Array<32> y_of_small(Byte low) {
  Array<32> y{};
  y[0] = low;
  return y;
}
constexpr Array<32> kMinusOne = [] {
  Array<32> y = kPrime;
  y[0] = 0xec;
  return y;
}();
constexpr std::array<Array<32>, 5> kSmallOrderY = {
    y_of_small(0), y_of_small(1), kMinusOne,
    Array<32>{0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
              0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05},
    Array<32>{0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
              0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a}};

bool is_below(Point value, Array<32> const& bound) noexcept {
  return std::lexicographical_compare(value.rbegin(), value.rend(), bound.rbegin(), bound.rend());
}

// Canonical (y < p, and no sign on the two points with x = 0) and not of small order. The points with x = 0 are of small order themselves.
bool is_acceptable_point(Point encoded) noexcept {
  Array<32> y;
  std::copy(encoded.begin(), encoded.end(), y.begin());
  y[31] &= 0x7f;
  return is_below(y, kPrime) && std::find(kSmallOrderY.begin(), kSmallOrderY.end(), y) == kSmallOrderY.end();
}

// Once, before anything else of libsodium is used.
void be_ready() noexcept {
  static bool const ready = sodium_init() >= 0;
  require(ready, "libsodium");
}

}  // namespace

SigningKey SigningKey::generate() {
  return from_seed(random_secret<32>());
}

SigningKey SigningKey::from_seed(Secret32 seed) {
  be_ready();
  SigningKey out;
  require(crypto_sign_seed_keypair(out.verify_key_.bytes.data(), out.key_.writable().data(), seed.view().data()) == 0, "Ed25519");
  out.seed_ = std::move(seed);
  return out;
}

SigningKey SigningKey::clone() const {
  return from_seed(seed_.clone());
}

Signature SigningKey::sign(View message) const {
  Signature out;
  require(crypto_sign_detached(out.data(), nullptr, message.data(), message.size(), key_.view().data()) == 0, "Ed25519");
  return out;
}

bool is_acceptable(VerifyKey const& key) noexcept {
  return is_acceptable_point(key.bytes);
}

Result<void> verify_ed25519(VerifyKey const& key, View message, View signature) {
  be_ready();
  auto const refused = fail(Errc::kCrypto, "signature");
  if (signature.size() != crypto_sign_BYTES) return refused;
  if (!is_below(signature.last<32>(), kOrder) || !is_acceptable_point(signature.first<32>()) || !is_acceptable(key)) return refused;
  if (crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.bytes.data()) != 0) return refused;
  return {};
}

}  // namespace beraad::crypto
