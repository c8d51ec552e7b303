// SPDX-License-Identifier: EUPL-1.2
// Time as the protocol has it: integer milliseconds since 1970-01-01T00:00:00Z, always an argument and never read here.
#pragma once
#include <cstdint>

namespace beraad {

using TimeMs = std::int64_t;
inline constexpr TimeMs kDayMs = TimeMs{24} * 60 * 60 * 1000;

}  // namespace beraad
