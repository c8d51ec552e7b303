// SPDX-License-Identifier: EUPL-1.2
// RFC 4648 base32 without padding, in which a one-time code's secret is handed to whoever enrols.
#pragma once
#include <string_view>

#include "crypto/bytes.hpp"

namespace beraad::test {

// Of letters that the server wrote: nothing is checked.
[[nodiscard]] crypto::Bytes from_base32(std::string_view letters);

}  // namespace beraad::test
