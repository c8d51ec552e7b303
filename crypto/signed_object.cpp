// SPDX-License-Identifier: EUPL-1.2
// Signing and verifying tagged bytes.
#include "crypto/signed_object.hpp"

#include "crypto/labels.hpp"
#include "crypto/object_reader.hpp"

namespace beraad::crypto {

std::string_view word_of(SignedKind kind) noexcept {
  switch (kind) {
    case SignedKind::kRoot:
      return "root";
    case SignedKind::kOrg:
      return "org";
    case SignedKind::kMember:
      return "member";
    case SignedKind::kGuest:
      return "guest";
    case SignedKind::kPseudonym:
      return "pseudonym";
    case SignedKind::kStatus:
      return "status";
    case SignedKind::kLog:
      return "log";
    case SignedKind::kItem:
      return "item";
    case SignedKind::kDeclaration:
      return "declaration";
  }
  return {};
}

Signed sign_object(SigningKey const& key, SignedKind kind, Bytes b) {
  auto const signature = key.sign(tagged(word_of(kind), b));
  return {.b = std::move(b), .s = signature};
}

Result<void> verify_object(VerifyKey const& key, SignedKind kind, Signed const& object) {
  if (object.b.size() > kMaxSignedBytes) return fail(Errc::kCrypto, "signed object");
  return verify_ed25519(key, tagged(word_of(kind), object.b), object.s);
}

Json json_of(Signed const& object) {
  return {{"b", to_b64u(object.b)}, {"s", to_b64u(object.s)}};
}

Result<Signed> signed_of_json(Json const& value) {
  ObjectReader reader(value);
  Signed out{.b = reader.b64u("b", kMaxSignedBytes), .s = reader.fixed<64>("s")};
  if (auto const read = reader.finish(); !read) return read.error();
  return out;
}

}  // namespace beraad::crypto
