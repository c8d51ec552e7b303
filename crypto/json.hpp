// SPDX-License-Identifier: EUPL-1.2
// JSON as the protocol allows it (section 1): strict to read, plain to write. Nothing thrown leaves this file.
#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "crypto/bytes.hpp"
#include "crypto/result.hpp"

namespace beraad::crypto {

using Json = nlohmann::json;

inline constexpr std::uint64_t kMaxInteger = (std::uint64_t{1} << 53) - 1;

struct JsonLimits {
  std::size_t max_bytes = 64 * 1024;
  std::size_t max_depth = 16;
  std::size_t max_keys = 1024;  // in the whole text
};

// kMalformed for anything but one valid UTF-8 JSON text without byte order mark, duplicate keys, negative numbers, fractions or exponents.
[[nodiscard]] Result<Json> decode_json(std::string_view text, JsonLimits limits = {});
[[nodiscard]] std::string encode_json(Json const& value);

}  // namespace beraad::crypto
