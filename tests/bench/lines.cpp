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

std::unique_ptr<LoadLine> signed_in_line(TlsClient const& tls, std::uint16_t port, Staff const& who) {
  auto line = std::make_unique<LoadLine>(tls, port, who.cookie);
  line->send_text(R"({"jsonrpc":"2.0","id":1,"method":"session.hello","params":{"lang":"nl"}})");
  if (auto const answer = line->wait_for_text(); answer.find("\"result\"") == std::string_view::npos)
    throw std::runtime_error(std::string(answer));
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
