// SPDX-License-Identifier: EUPL-1.2
// Steps, transitions and regie, as the policy lists them.
#include "server/domain/steps.hpp"

#include <algorithm>

namespace beraad::domain {

Decision may_move(Policy const& policy, Step from, Step to, std::string_view side) {
  auto const found = std::find_if(policy.transitions.begin(), policy.transitions.end(),
                                  [&](Transition const& each) { return each.from == from && each.to == to; });
  if (found == policy.transitions.end()) return policy.deny(DenialCode::kStepNotAllowed);
  return found->by == side ? Decision::allow() : policy.deny(DenialCode::kNotYoursToMove);
}

Step step_after_opening(Policy const& policy, RoomKind kind, Step step) noexcept {
  for (auto const& move : policy.room(kind).opening_moves)
    if (move.from == step) return move.to;
  return step;
}

std::string_view regie(Policy const& policy, int step) noexcept {
  if (step < 1 || step > static_cast<int>(policy.regie_by_step.size())) return "";
  return policy.regie_by_step[static_cast<std::size_t>(step - 1)];
}

bool is_closed(Step step) noexcept {
  return step == Step::kClosedAtSchool || step == Step::kClosed;
}

int number_of(Step step) noexcept {
  switch (step) {
    case Step::k1:
      return 1;
    case Step::k2:
      return 2;
    case Step::k3:
      return 3;
    case Step::k4:
      return 4;
    case Step::kClosedAtSchool:
      return 4;
    case Step::k5:
      return 5;
    case Step::k6:
      return 6;
    case Step::kMonitored:
      return 6;
    case Step::k7:
      return 7;
    case Step::k8:
      return 8;
    case Step::kClosed:
      return 8;
  }
  return 0;
}

}  // namespace beraad::domain
