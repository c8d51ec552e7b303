// SPDX-License-Identifier: EUPL-1.2
// What the load generators do before they begin.
#pragma once
#include <string>

namespace beraad::bench {

// A number of an option; throws std::invalid_argument with its text.
[[nodiscard]] unsigned positive(std::string const& text, bool may_be_zero = false);

// Both the generator and the server, which inherits it, hold a descriptor for each connection.
void raise_descriptor_limit();

}  // namespace beraad::bench
