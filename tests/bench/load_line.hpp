// SPDX-License-Identifier: EUPL-1.2
// One WebSocket over TLS 1.3, upgraded and spoken without blocking. One thread at a time.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tests/bench/tls_line.hpp"

namespace beraad::bench {

class LoadLine {
 public:
  // Has begun to connect; open() brings it further.
  LoadLine(TlsClient const& tls, std::uint16_t port) : line_(tls, port) {}
  // Connected and upgraded when it returns.
  LoadLine(TlsClient const& tls, std::uint16_t port, std::string const& cookie);

  // As far as is possible without waiting; true once it is upgraded.
  [[nodiscard]] bool open(std::string const& cookie);

  [[nodiscard]] int descriptor() const noexcept { return line_.descriptor(); }
  void send_text(std::string_view text);
  // Takes whatever has arrived, without waiting.
  void receive();
  // The next whole text frame of what was received, valid until the next receive().
  [[nodiscard]] std::optional<std::string_view> next_text();
  // The same, waited for.
  [[nodiscard]] std::string_view wait_for_text();

 private:
  void send_frame(unsigned opcode, std::string_view payload);
  enum class State { kConnecting, kUpgrading, kOpen };

  TlsLine line_;
  State state_ = State::kConnecting;
  std::string received_;
  std::size_t taken_ = 0;  // bytes of received_ that were handed out
};

}  // namespace beraad::bench
