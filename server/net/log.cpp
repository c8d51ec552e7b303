// SPDX-License-Identifier: EUPL-1.2
// Log lines: composed whole, written with one write(2), so that lines of different threads never mix.
#include "server/net/log.hpp"

#include <unistd.h>

#include <chrono>
#include <exception>

namespace beraad::net {
namespace {

std::string number(std::string_view key, std::uint64_t value) {
  return "\"" + std::string(key) + "\":" + std::to_string(value);
}

// Literals of ours, ids and category names: none holds a character that JSON would escape, and one that did is replaced.
std::string text(std::string_view key, std::string_view value) {
  std::string out = "\"" + std::string(key) + "\":\"";
  for (char c : value) out += (c < 0x20 || c == '"' || c == '\\' || c == 0x7f) ? '?' : c;
  return out + "\"";
}

std::string_view name_of(LogLevel level) {
  switch (level) {
    case LogLevel::kInfo:
      return "info";
    case LogLevel::kWarning:
      return "warning";
    case LogLevel::kError:
      return "error";
  }
  return "error";
}

}  // namespace

LogField LogField::count(std::uint64_t n) {
  return LogField(number("count", n));
}
LogField LogField::duration_ms(std::uint64_t ms) {
  return LogField(number("ms", ms));
}
LogField LogField::port(std::uint16_t port) {
  return LogField(number("port", port));
}
LogField LogField::http_status(unsigned status) {
  return LogField(number("status", status));
}
LogField LogField::close_code(std::uint16_t code) {
  return LogField(number("close", code));
}
LogField LogField::reason(Word word) {
  return LogField(text("reason", word.text()));
}
LogField LogField::connection(wire::ConnectionId id) {
  return LogField(number("connection", static_cast<std::uint64_t>(id)));
}
LogField LogField::account(AccountId const& id) {
  return LogField(text("account", text_of_id(id).substr(0, 6)));
}
LogField LogField::system_error(boost::system::error_code const& code) {
  return LogField(text("system", std::string(code.category().name()) + ":" + std::to_string(code.value())));
}
LogField LogField::error(Error const& error) {
  return LogField(text("where", error.where));
}

void Log::write(LogLevel level, Word event, std::initializer_list<LogField> fields) const noexcept {
  if (descriptor_ < 0) return;
  try {
    auto const now = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
    std::string line =
        "{" + number("at", static_cast<std::uint64_t>(now)) + "," + text("level", name_of(level)) + "," + text("event", event.text());
    for (auto const& field : fields) line += "," + field.json_;
    line += "}\n";
    // A log that cannot be written must not stop the service: there is nowhere left to say so.
    [[maybe_unused]] auto const written = ::write(descriptor_, line.data(), line.size());
  } catch (std::exception const&) {
    return;  // out of memory while logging: the line is lost
  }
}

}  // namespace beraad::net
