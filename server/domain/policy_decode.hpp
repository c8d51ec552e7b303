// SPDX-License-Identifier: EUPL-1.2
// From the bytes of the policy file and of a region's choices to a Policy, all or nothing: unknown fields and words, gaps and
// contradictions are faults, each with its place.
#pragma once
#include <boost/system/result.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "server/domain/policy.hpp"

namespace beraad::domain {

struct PolicyFault {
  std::string row;   // "rooms[1] consult", "denials[3]", …
  std::string what;  // a sentence for whoever edits the file
};
using PolicyFaults = std::vector<PolicyFault>;

[[noreturn]] void throw_exception_from_error(PolicyFaults const& faults, boost::source_location const& where);

// The faults are reported all at once, in the order of the file.
[[nodiscard]] boost::system::result<Policy, PolicyFaults> decode_policy(std::string_view text, std::string_view region);

}  // namespace beraad::domain
