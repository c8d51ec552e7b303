// SPDX-License-Identifier: EUPL-1.2
// One JSON object a line. A line can only be made of the fields named here: words known at compile time, numbers, and ids cut short.
// There is no way to log a body, a name, a query or an address. Thread-safe.
#pragma once
#include <boost/system/error_code.hpp>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "crypto/ids.hpp"
#include "server/wire/endpoint.hpp"

namespace beraad::net {

// Text that was in the source: only a literal converts.
class Word {
 public:
  template <std::size_t N>
  consteval Word(char const (&literal)[N]) : text_(literal, N - 1) {}  // NOLINT(google-explicit-constructor)
  [[nodiscard]] std::string_view text() const noexcept { return text_; }

 private:
  std::string_view text_;
};

class LogField {
 public:
  [[nodiscard]] static LogField count(std::uint64_t n);
  [[nodiscard]] static LogField duration_ms(std::uint64_t ms);
  [[nodiscard]] static LogField port(std::uint16_t port);
  [[nodiscard]] static LogField http_status(unsigned status);
  [[nodiscard]] static LogField close_code(std::uint16_t code);
  [[nodiscard]] static LogField reason(Word word);
  [[nodiscard]] static LogField connection(wire::ConnectionId id);
  // The first 6 characters of the id: enough to follow one account through a log, not to look it up.
  [[nodiscard]] static LogField account(AccountId const& id);
  // Category and value of a system error; never its text, which may contain a path.
  [[nodiscard]] static LogField system_error(boost::system::error_code const& code);
  // `where` of an Error, which is a literal by its own contract.
  [[nodiscard]] static LogField error(Error const& error);

 private:
  friend class Log;
  explicit LogField(std::string json) : json_(std::move(json)) {}
  std::string json_;  // `"key":value`
};

enum class LogLevel { kInfo, kWarning, kError };

class Log {
 public:
  // Lines go to this file descriptor, each in one write(2). -1: nowhere.
  explicit Log(int descriptor) noexcept : descriptor_(descriptor) {}
  void write(LogLevel level, Word event, std::initializer_list<LogField> fields = {}) const noexcept;

 private:
  int descriptor_;
};

}  // namespace beraad::net
