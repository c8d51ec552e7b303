// SPDX-License-Identifier: EUPL-1.2
// The header of an HTTP/1.1 request, read by a grammar with no leniency (RFC 9112, minus everything two readers could read differently):
// what is not plainly one request is refused before any of its body is looked at. Pure; views point into the text that was parsed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/net/limits.hpp"

namespace beraad::net {

struct HeaderField {
  std::string name;  // lower case
  std::string value;
};

struct RequestHead {
  std::string method;
  std::string path;  // origin-form without its query, still percent-encoded
  bool has_query = false;
  std::string host;  // lower case
  std::vector<HeaderField> fields;
  std::optional<std::size_t> content_length;

  // The value of a field that is there once; "" when absent. Those that decide anything are refused when doubled.
  [[nodiscard]] std::string_view field(std::string_view lower_case_name) const;
  // Whether a comma-separated list field has this token, compared without case. An element with parameters (br;q=0) is no token.
  [[nodiscard]] bool has_token(std::string_view lower_case_name, std::string_view token) const;
  [[nodiscard]] bool wants_close() const { return has_token("connection", "close"); }
};

// Why a request is refused; the connection is closed after the answer.
struct RequestRefusal {
  unsigned status;
};

// `text` is everything up to and including the empty line.
[[nodiscard]] std::variant<RequestHead, RequestRefusal> parse_request_head(std::string_view text, HttpLimits const& limits);

// The value of one cookie; "" when it is absent or there twice.
[[nodiscard]] std::string cookie_value(std::string_view cookie_field, std::string_view name);

[[nodiscard]] std::string lower_case(std::string_view text);
[[nodiscard]] bool equal_without_case(std::string_view a, std::string_view b);

}  // namespace beraad::net
