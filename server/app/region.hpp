// SPDX-License-Identifier: EUPL-1.2
// The region's file: its root, the organisations the root vouches for, and the first beheerders, who are invited by it. Decoded strictly.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "crypto/certificate.hpp"
#include "crypto/ids.hpp"
#include "crypto/result.hpp"
#include "crypto/signed_object.hpp"
#include "crypto/time_ms.hpp"
#include "crypto/trust.hpp"

namespace beraad::app {

// Somebody with whom an organisation starts: only a hash of the code is in the file.
struct Bootstrap {
  OrganisationId org;
  std::string login;
  std::string name;
  crypto::Hash code_hash{};  // SHA-256 of the code's text
  TimeMs expires_at = 0;
};

struct Region {
  crypto::Signed root;
  std::vector<crypto::Signed> organisations;
  std::vector<Bootstrap> bootstrap;
};

// {"root": Signed, "organisations": [Signed], "bootstrap": [{"org","login","name","functie":"beheerder","code_hash","expires_at"}]}
// kMalformed for anything else; nothing is verified yet.
[[nodiscard]] Result<Region> decode_region(std::string_view text);

// The root vouches for itself and for every organisation, and every bootstrap is of one of them. kCrypto or kMalformed otherwise.
[[nodiscard]] Result<crypto::Trust> trust_of(Region const& region);

}  // namespace beraad::app
