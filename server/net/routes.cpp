// SPDX-License-Identifier: EUPL-1.2
// The paths of the server: /healthz, /ws, /api/*, and the client's files for everything else.
#include "server/net/routes.hpp"

#include <algorithm>
#include <charconv>

namespace beraad::net {
namespace {

bool contains(std::vector<std::string> const& list, std::string_view text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

bool has_body(RequestHead const& head) {
  return head.content_length.value_or(0) > 0;
}

Answer not_allowed(std::string_view allowed, bool close) {
  auto answer = plain_answer(405, close);
  answer.extra = "Allow: " + std::string(allowed) + "\r\n";
  return answer;
}

Answer file_answer(RequestHead const& head, StaticFile const& file) {
  Answer answer;
  answer.content_type = file.content_type;
  answer.cache_control = file.immutable ? "public, max-age=31536000, immutable" : "no-store";
  answer.extra = "ETag: " + file.etag + "\r\nVary: Accept-Encoding\r\n";
  if (file.immutable && head.field("if-none-match") == file.etag) {
    answer.status = 304;
    return answer;
  }
  answer.body = file.plain;
  if (file.brotli && head.has_token("accept-encoding", "br")) {
    answer.body = file.brotli;
    answer.extra += "Content-Encoding: br\r\n";
  } else if (file.gzip && head.has_token("accept-encoding", "gzip")) {
    answer.body = file.gzip;
    answer.extra += "Content-Encoding: gzip\r\n";
  }
  return answer;
}

Route route_read(RequestHead const& head, StaticFiles const& files) {
  if (has_body(head)) return plain_answer(400, true);
  if (head.method != "GET" && head.method != "HEAD") return not_allowed("GET, HEAD", false);
  if (head.path == "/healthz") {
    Answer answer;
    answer.body = std::make_shared<std::string const>("ok\n");
    return answer;
  }
  auto const* file = files.find(head.path);
  return file ? Route(file_answer(head, *file)) : Route(plain_answer(404, false));
}

Route route_post(RequestHead const& head, Origins const& origins) {
  if (head.method != "POST") return not_allowed("POST", has_body(head));
  if (!origins.is_origin(head.field("origin")) || head.field("sec-fetch-site") != "same-origin") return api_refusal(403, true);
  auto const type = head.field("content-type");
  if (!equal_without_case(type, "application/json") && !equal_without_case(type, "application/json; charset=utf-8"))
    return api_refusal(415, true);
  if (!head.field("content-encoding").empty()) return api_refusal(415, true);
  if (!head.content_length) return api_refusal(411, true);
  return PostRoute{head.path, cookie_value(head.field("cookie"), kSessionCookie)};
}

// 16 bytes in base64 (RFC 6455 section 4.1); what they are does not matter.
bool is_websocket_key(std::string_view key) {
  auto const is_base64 = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
  };
  return key.size() == 24 && key.ends_with("==") && std::all_of(key.begin(), key.end() - 2, is_base64);
}

Route route_websocket(RequestHead const& head, Origins const& origins) {
  if (head.method != "GET") return not_allowed("GET", true);
  if (!origins.is_origin(head.field("origin"))) return plain_answer(403, true);
  if (!head.has_token("connection", "upgrade") || !equal_without_case(head.field("upgrade"), "websocket")) {
    auto answer = plain_answer(426, true);
    answer.extra = "Upgrade: websocket\r\nConnection: Upgrade\r\n";
    return answer;
  }
  if (head.field("sec-websocket-version") != "13") {
    auto answer = plain_answer(426, true);
    answer.extra = "Sec-WebSocket-Version: 13\r\n";
    return answer;
  }
  if (has_body(head) || head.has_query || !is_websocket_key(head.field("sec-websocket-key"))) return plain_answer(400, true);
  if (!head.has_token("sec-websocket-protocol", kSubProtocol)) return plain_answer(400, true);
  return WebSocketRoute{cookie_value(head.field("cookie"), kSessionCookie), std::string(head.field("sec-websocket-key"))};
}

bool is_host_name(std::string_view host) {
  auto const is_host_char = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'; };
  return !host.empty() && std::all_of(host.begin(), host.end(), is_host_char);
}

}  // namespace

Result<Origins> Origins::of(std::vector<std::string> const& origins, std::uint16_t listening_port) {
  constexpr std::string_view kScheme = "https://";
  Origins out;
  for (auto const& origin : origins) {
    if (!origin.starts_with(kScheme)) return fail(Errc::kMalformed, "origin");
    auto const authority = std::string_view(origin).substr(kScheme.size());
    auto const colon = authority.rfind(':');
    auto const host = authority.substr(0, colon);
    if (!is_host_name(host)) return fail(Errc::kMalformed, "origin");
    std::string allowed(host);
    if (colon != std::string_view::npos) {
      auto const digits = authority.substr(colon + 1);
      std::uint16_t port = 0;
      auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
      if (error != std::errc{} || end != digits.data() + digits.size() || port == 443) return fail(Errc::kMalformed, "origin");
      allowed += ":" + std::to_string(port == 0 ? listening_port : port);
    }
    out.origins_.push_back(std::string(kScheme) + allowed);
    out.hosts_.push_back(std::move(allowed));
  }
  if (out.origins_.empty()) return fail(Errc::kMalformed, "origin");
  return out;
}

bool Origins::is_origin(std::string_view origin) const {
  return contains(origins_, origin);
}
bool Origins::is_host(std::string_view host) const {
  return contains(hosts_, host);
}

Route route(RequestHead const& head, Origins const& origins, StaticFiles const& files) {
  if (!origins.is_host(head.host)) return plain_answer(421, true);
  if (head.path == "/ws") return route_websocket(head, origins);
  if (head.path.starts_with("/api/")) return route_post(head, origins);
  return route_read(head, files);
}

}  // namespace beraad::net
