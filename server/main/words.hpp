// SPDX-License-Identifier: EUPL-1.2
// What an operator reads when the server does not start: what is wrong, and what to do.
#pragma once
#include <string>
#include <string_view>

#include "crypto/result.hpp"

namespace beraad::main {

// `doing`: what was tried, e.g. "opening the store".
[[nodiscard]] std::string words_of(Error const& error, std::string_view doing);
// Where a text stops being JSON, or that it holds what the house's JSON does not allow.
[[nodiscard]] std::string words_of_bad_json(std::string_view text);

}  // namespace beraad::main
