// SPDX-License-Identifier: EUPL-1.2
// Answers as RFC 9112 frames them: always a Content-Length, never a chunk.
#include "server/net/answer.hpp"

#include <algorithm>
#include <array>
#include <ctime>

namespace beraad::net {
namespace {

std::string http_date() {
  auto const now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 40> text{};
  constexpr std::array<char const*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array<char const*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  auto const size = std::strftime(text.data(), text.size(), "%d %%s %Y %H:%M:%S GMT", &parts);
  std::string out(text.data(), size);
  out.replace(out.find("%s"), 2, kMonths[static_cast<std::size_t>(parts.tm_mon)]);  // strftime's own names follow the locale
  return std::string(kDays[static_cast<std::size_t>(parts.tm_wday)]) + ", " + out;
}

std::string make_security_headers() {
  std::string lines = "Content-Security-Policy: ";
  lines += kContentSecurityPolicy;
  lines +=
      "\r\nStrict-Transport-Security: max-age=63072000; includeSubDomains\r\n"
      "X-Content-Type-Options: nosniff\r\n"
      "Referrer-Policy: no-referrer\r\n"
      "Cross-Origin-Opener-Policy: same-origin\r\n"
      "Cross-Origin-Resource-Policy: same-origin\r\n"
      "Cross-Origin-Embedder-Policy: require-corp\r\n"
      "Permissions-Policy: accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
      "microphone=(), midi=(), payment=(), usb=(), xr-spatial-tracking=()\r\n";
  return lines;
}

}  // namespace

std::string_view reason_phrase(unsigned status) {
  switch (status) {
    case 101:
      return "Switching Protocols";
    case 200:
      return "OK";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 409:
      return "Conflict";
    case 411:
      return "Length Required";
    case 413:
      return "Content Too Large";
    case 414:
      return "URI Too Long";
    case 415:
      return "Unsupported Media Type";
    case 421:
      return "Misdirected Request";
    case 426:
      return "Upgrade Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Answer";
  }
}

Answer plain_answer(unsigned status, bool close) {
  Answer answer;
  answer.status = status;
  answer.body = std::make_shared<std::string const>(std::to_string(status) + " " + std::string(reason_phrase(status)) + "\n");
  answer.close = close;
  return answer;
}

Answer api_refusal(unsigned status, bool close) {
  Answer answer;
  answer.status = status;
  auto const busy = status == 503;
  answer.body = std::make_shared<std::string const>(
      std::string(R"({"error":{"reason":")") + (busy ? "busy" : "bad_request") + R"(","message":")" +
      (busy ? "De server is even bezet. Probeer het zo nog eens." : "De server begrijpt deze vraag niet.") + R"(","retry_after_ms":)" +
      (busy ? "1000" : "0") + "}}");
  answer.content_type = "application/json";
  answer.close = close;
  return answer;
}

bool is_field_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
}

std::string_view security_headers() {
  static std::string const lines = make_security_headers();
  return lines;
}

std::string header_block(Answer const& answer, bool close) {
  std::string out = "HTTP/1.1 " + std::to_string(answer.status) + " ";
  out += reason_phrase(answer.status);
  out += "\r\nDate: " + http_date() + "\r\n";
  out += security_headers();
  out += "Cache-Control: ";
  out += answer.cache_control;
  out += "\r\n";
  out += answer.extra;
  if (answer.status != 304) {
    if (answer.body) {
      out += "Content-Type: ";
      out += answer.content_type;
      out += "\r\n";
    }
    out += "Content-Length: " + std::to_string(answer.body ? answer.body->size() : 0) + "\r\n";
  }
  if (close) out += "Connection: close\r\n";
  out += "\r\n";
  return out;
}

}  // namespace beraad::net
