// SPDX-License-Identifier: EUPL-1.2
// What an operator reads when the server does not start: what is wrong, and what to do.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "crypto/result.hpp"
#include "server/main/config_reader.hpp"
#include "server/net/log.hpp"

namespace beraad::main {

// `doing`: what was tried, e.g. "opening the store".
[[nodiscard]] std::string words_of(Error const& error, std::string_view doing);
// The stable word of the same, for the log.
[[nodiscard]] net::Word word_of(Error const& error);
// Where a text stops being JSON, or that it holds what the house's JSON does not allow.
[[nodiscard]] std::string words_of_bad_json(std::string_view text);

// All faults of a configuration, one a line, on standard error.
void tell_faults(std::vector<Fault> const& faults);

}  // namespace beraad::main
