// SPDX-License-Identifier: EUPL-1.2
// Comparison whose time depends on the lengths only. Whatever a peer could guess byte by byte is compared with this.
#pragma once
#include "crypto/bytes.hpp"

namespace beraad::crypto {

[[nodiscard]] bool equal_in_constant_time(View a, View b) noexcept;

}  // namespace beraad::crypto
