// SPDX-License-Identifier: EUPL-1.2
// How a case moves through the plan, and who holds the regie. Pure.
#pragma once
#include <string_view>

#include "server/domain/decision.hpp"
#include "server/domain/policy.hpp"

namespace beraad::domain {

// May somebody acting for this side ("school", "gemeente") move a case from one step to another?
[[nodiscard]] Decision may_move(Policy const& policy, Step from, Step to, std::string_view side);

// The step of a case after a room of this kind was opened at `step` (opening a consult at 1 or 2 brings it to 3).
[[nodiscard]] Step step_after_opening(Policy const& policy, RoomKind kind, Step step) noexcept;

// The organisation type that holds the regie at a step of the plan, 1 … 8; "" for any other number.
[[nodiscard]] std::string_view regie(Policy const& policy, int step) noexcept;

// Nothing follows: a case that is closed, or was closed at school.
[[nodiscard]] bool is_closed(Step step) noexcept;

// 1 … 8 as entries and summaries carry it. Monitoring follows the weegtafel and counts as 6; a closed case keeps 8, one closed at school 4.
[[nodiscard]] int number_of(Step step) noexcept;

}  // namespace beraad::domain
