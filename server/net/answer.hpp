// SPDX-License-Identifier: EUPL-1.2
// An HTTP answer and its header block. Every answer carries the security headers; nothing here can be made without them.
#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace beraad::net {

inline constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src "
    "'self'; "
    "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for "
    "'script'";

struct Answer {
  unsigned status = 200;
  std::shared_ptr<std::string const> body;  // nullptr: none
  std::string_view content_type = "text/plain; charset=utf-8";
  std::string_view cache_control = "no-store";
  std::string extra;   // whole lines, each ended by CRLF; only our own literals and values checked by is_field_value
  bool close = false;  // the connection is not fit for another request
};

[[nodiscard]] std::string_view reason_phrase(unsigned status);
// A short page that names the status and nothing else; closes the connection when `close`.
[[nodiscard]] Answer plain_answer(unsigned status, bool close);
// The shape that protocol.md section 9 gives a refusal, for requests under /api/ that never reach the endpoint.
[[nodiscard]] Answer api_refusal(unsigned status, bool close);
// Visible ASCII and spaces: safe to stand in a header line.
[[nodiscard]] bool is_field_value(std::string_view text);
// The security headers as lines, for what is not an Answer (the WebSocket's 101 needs none: there is no document).
[[nodiscard]] std::string_view security_headers();
// Status line and fields, up to and including the empty line.
[[nodiscard]] std::string header_block(Answer const& answer, bool close);

}  // namespace beraad::net
