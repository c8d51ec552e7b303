// SPDX-License-Identifier: EUPL-1.2
// The policy file as the build put it into the binary, decoded at first use. The build has already checked that it decodes.
#include <cstdlib>

#include "crypto/sha256.hpp"
#include "server/domain/policy.hpp"
#include "server/domain/policy_decode.hpp"

namespace beraad::domain {

// Generated from config/policy/stappenplan.json (server/domain/CMakeLists.txt).
extern unsigned char const kPolicyBytes[];
extern std::size_t const kPolicySize;

std::string_view built_in_policy_text() noexcept {
  return {reinterpret_cast<char const*>(kPolicyBytes), kPolicySize};
}

Policy const& built_in_policy() {
  static Policy const policy = [] {
    auto decoded = decode_policy(built_in_policy_text());
    if (!decoded) std::abort();  // only if the build's own check was taken out
    return *std::move(decoded);
  }();
  return policy;
}

PolicyHash const& built_in_policy_hash() {
  static PolicyHash const hash = crypto::sha256(crypto::view_of(built_in_policy_text()));
  return hash;
}

}  // namespace beraad::domain
