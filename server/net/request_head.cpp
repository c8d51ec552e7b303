// SPDX-License-Identifier: EUPL-1.2
// RFC 9112 sections 3 and 5, RFC 9110 section 5, without obs-fold, bare LF, absolute-form, Transfer-Encoding and Expect.
#include "server/net/request_head.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace beraad::net {
namespace {

bool is_token_char(char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) return true;
  return std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_char);
}

bool is_visible(char c) {
  return c > 0x20 && c < 0x7f;
}

// Field values may hold obs-text (RFC 9110 section 5.5): carried, never compared.
bool is_value_char(char c) {
  return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trim(std::string_view text) {
  auto const is_space = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// Fields by which something is decided: two of them could mean two things.
constexpr std::array<std::string_view, 16> kSingle{"host",          "content-length", "content-type",          "content-encoding",
                                                   "origin",        "cookie",         "sec-fetch-site",        "sec-websocket-key",
                                                   "authorization", "upgrade",        "sec-websocket-version", "sec-websocket-protocol",
                                                   "range",         "connection",     "if-none-match",         "accept-encoding"};

bool is_single(std::string_view name) {
  return std::find(kSingle.begin(), kSingle.end(), name) != kSingle.end();
}

// The first line, without its CRLF. 0: fine; else the status of the refusal.
unsigned parse_request_line(std::string_view line, HttpLimits const& limits, RequestHead& head) {
  auto const first = line.find(' ');
  auto const last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return 400;
  auto const method = line.substr(0, first);
  auto const target = line.substr(first + 1, last - first - 1);
  auto const version = line.substr(last + 1);
  if (!is_token(method) || method.size() > 16) return 400;
  if (target.size() > limits.target_bytes) return 414;
  if (!target.starts_with('/') || !std::all_of(target.begin(), target.end(), is_visible)) return 400;
  if (target.find('#') != std::string_view::npos) return 400;
  if (version != "HTTP/1.1") return version.starts_with("HTTP/") ? 505 : 400;
  head.method = method;
  auto const query = target.find('?');
  head.path = target.substr(0, query);
  head.has_query = query != std::string_view::npos;
  return 0;
}

unsigned parse_content_length(std::string_view value, HttpLimits const& limits, RequestHead& head) {
  constexpr std::size_t kDigits = 15;
  if (value.empty() || value.size() > kDigits || value.find_first_not_of("0123456789") != std::string_view::npos) return 400;
  std::size_t length = 0;
  std::from_chars(value.data(), value.data() + value.size(), length);
  if (length > limits.body_bytes) return 413;
  head.content_length = length;
  return 0;
}

unsigned parse_field(std::string_view line, HttpLimits const& limits, RequestHead& head) {
  auto const colon = line.find(':');
  if (colon == std::string_view::npos) return 400;
  auto const raw_name = line.substr(0, colon);
  if (!is_token(raw_name)) return 400;  // also obs-fold, and white space before the colon
  auto name = lower_case(raw_name);
  auto const value = trim(line.substr(colon + 1));
  if (!std::all_of(value.begin(), value.end(), is_value_char)) return 400;
  if (name == "transfer-encoding" || name == "expect") return 400;
  auto const same_name = [&name](HeaderField const& field) { return field.name == name; };
  if (is_single(name) && std::any_of(head.fields.begin(), head.fields.end(), same_name)) return 400;
  if (name == "host") {
    if (value.empty()) return 400;
    head.host = lower_case(value);
  }
  if (name == "content-length") {
    if (auto const status = parse_content_length(value, limits, head)) return status;
  }
  head.fields.push_back({std::move(name), std::string(value)});
  return 0;
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool equal_without_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view RequestHead::field(std::string_view lower_case_name) const {
  for (auto const& field : fields) {
    if (field.name == lower_case_name) return field.value;
  }
  return {};
}

bool RequestHead::has_token(std::string_view lower_case_name, std::string_view token) const {
  auto list = field(lower_case_name);
  while (!list.empty()) {
    auto const comma = list.find(',');
    if (equal_without_case(trim(list.substr(0, comma)), token)) return true;
    if (comma == std::string_view::npos) break;
    list.remove_prefix(comma + 1);
  }
  return false;
}

std::variant<RequestHead, RequestRefusal> parse_request_head(std::string_view text, HttpLimits const& limits) {
  if (text.size() > limits.header_bytes) return RequestRefusal{431};
  RequestHead head;
  bool first = true;
  std::size_t fields = 0;
  for (;;) {
    auto const end = text.find("\r\n");
    if (end == std::string_view::npos) return RequestRefusal{400};
    auto const line = text.substr(0, end);
    text.remove_prefix(end + 2);
    if (line.find_first_of("\r\n") != std::string_view::npos) return RequestRefusal{400};
    if (first) {
      if (auto const status = parse_request_line(line, limits, head)) return RequestRefusal{status};
      first = false;
      continue;
    }
    if (line.empty()) break;
    if (++fields > limits.fields) return RequestRefusal{431};
    if (auto const status = parse_field(line, limits, head)) return RequestRefusal{status};
  }
  if (!text.empty() || head.host.empty()) return RequestRefusal{400};
  return head;
}

std::string cookie_value(std::string_view cookie_field, std::string_view name) {
  std::optional<std::string> found;
  while (!cookie_field.empty()) {
    auto const end = cookie_field.find(';');
    auto const pair = trim(cookie_field.substr(0, end));
    auto const equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) {
      if (found) return {};
      found = std::string(pair.substr(equals + 1));
    }
    if (end == std::string_view::npos) break;
    cookie_field.remove_prefix(end + 1);
  }
  return found.value_or("");
}

}  // namespace beraad::net
