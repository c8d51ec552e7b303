// SPDX-License-Identifier: EUPL-1.2
// The policy and the region's choices as the build put them into the binary, decoded at first use. The build has checked that they decode.
#include <cstdlib>

#include "crypto/sha256.hpp"
#include "server/domain/policy.hpp"
#include "server/domain/policy_decode.hpp"

namespace beraad::domain {

// Generated from config/policy (server/domain/CMakeLists.txt).
extern unsigned char const kPolicyBytes[];
extern std::size_t const kPolicySize;
extern unsigned char const kRegionBytes[];
extern std::size_t const kRegionSize;

std::string_view built_in_policy_text() noexcept {
  return {reinterpret_cast<char const*>(kPolicyBytes), kPolicySize};
}

std::string_view built_in_region_text() noexcept {
  return {reinterpret_cast<char const*>(kRegionBytes), kRegionSize};
}

Policy const& built_in_policy() {
  static Policy const policy = [] {
    auto decoded = decode_policy(built_in_policy_text(), built_in_region_text());
    if (!decoded) std::abort();  // only if the build's own check was taken out
    return *std::move(decoded);
  }();
  return policy;
}

PolicyHash const& built_in_policy_hash() {
  static PolicyHash const hash = [] {
    auto const policy = crypto::sha256(crypto::view_of(built_in_policy_text()));
    auto const region = crypto::sha256(crypto::view_of(built_in_region_text()));
    crypto::Bytes both(policy.begin(), policy.end());
    both.insert(both.end(), region.begin(), region.end());
    return crypto::sha256(both);
  }();
  return hash;
}

}  // namespace beraad::domain
