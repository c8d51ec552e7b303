// SPDX-License-Identifier: EUPL-1.2
#include "tests/bench/lines.hpp"

#include <chrono>
#include <stdexcept>
#include <thread>

namespace beraad::bench {
namespace {

// A session has five lines: while the server is still taking leave of those that ended it refuses a sixth.
std::unique_ptr<LoadLine> line_once_there_is_room(TlsClient const& tls, std::uint16_t port, Staff const& who) {
  constexpr int kTries = 100;
  for (int i = 0;; ++i) {
    try {
      return signed_in_line(tls, port, who);
    } catch (std::runtime_error const&) {
      if (i == kTries) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
  }
}

}  // namespace

void say_hello(LoadLine& line) {
  line.send_text(R"({"jsonrpc":"2.0","id":1,"method":"session.hello","params":{"lang":"nl"}})");
}

bool is_welcome(std::string_view frame) {
  if (frame.find("\"error\"") != std::string_view::npos) throw std::runtime_error(std::string(frame));
  return frame.find("\"id\":1,") != std::string_view::npos;
}

std::string ask(LoadLine& line, std::string const& method, std::string const& params) {
  line.send_text(R"({"jsonrpc":"2.0","id":77,"method":")" + method + R"(","params":)" + params + "}");
  for (;;) {
    auto const text = line.wait_for_text();
    if (text.find("\"error\"") != std::string_view::npos) throw std::runtime_error(std::string(text));
    if (text.find("\"id\":77") != std::string_view::npos) return std::string(text);
  }
}

std::unique_ptr<LoadLine> signed_in_line(TlsClient const& tls, std::uint16_t port, Staff const& who) {
  auto line = std::make_unique<LoadLine>(tls, port, who.cookie);
  say_hello(*line);
  while (!is_welcome(line->wait_for_text())) {
  }
  return line;
}

Lines open_lines(TlsClient const& tls, std::uint16_t port, std::vector<Staff> const& staff, std::size_t count) {
  constexpr std::size_t kListenEvery = 50;
  Lines lines;
  for (std::size_t i = 0; i < count; ++i) {
    lines.push_back(line_once_there_is_room(tls, port, staff.at(i % staff.size())));
    if (i % kListenEvery != 0) continue;
    for (auto const& line : lines) {
      line->receive();
      while (line->next_text()) {
      }
    }
  }
  return lines;
}

}  // namespace beraad::bench
