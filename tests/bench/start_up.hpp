// SPDX-License-Identifier: EUPL-1.2
// What the load generators have in common from main() to their beginning.
#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace beraad::bench {

// A number of an option; throws std::invalid_argument with its text.
[[nodiscard]] unsigned positive(std::string const& text, bool may_be_zero = false);

// Both the generator and the server, which inherits it, hold a descriptor for each connection.
void raise_descriptor_limit();

// The exit code of a program: `bench` runs unless help was asked for. A std::invalid_argument of it is an option that was not understood.
[[nodiscard]] int run_program(std::string_view name, std::string_view usage, int count, char const* const* words,
                              std::function<void()> const& bench);

}  // namespace beraad::bench
