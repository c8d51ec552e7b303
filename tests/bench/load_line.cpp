// SPDX-License-Identifier: EUPL-1.2
// RFC 6455 as far as a client that trusts its server needs it.
#include "tests/bench/load_line.hpp"

#include <stdexcept>

namespace beraad::bench {
namespace {

constexpr unsigned kText = 1, kClose = 8, kPing = 9, kPong = 10;

// Protocol.md says what they mean.
std::string close_code_in(std::string_view payload) {
  if (payload.size() < 2) return "no code";
  return std::to_string(static_cast<unsigned>(static_cast<unsigned char>(payload[0])) << 8 | static_cast<unsigned char>(payload[1]));
}

std::string upgrade_request(std::string const& cookie) {
  return "GET /ws HTTP/1.1\r\nHost: beraad.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
         "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nOrigin: https://beraad.test\r\nSec-WebSocket-Protocol: beraad.v1\r\n"
         "Cookie: __Host-beraad=" +
         cookie + "\r\n\r\n";
}

}  // namespace

LoadLine::LoadLine(TlsClient const& tls, std::uint16_t port, std::string const& cookie) : LoadLine(tls, port) {
  while (!open(cookie)) line_.wait();
}

bool LoadLine::open(std::string const& cookie) {
  if (state_ == State::kOpen) return true;
  if (state_ == State::kConnecting) {
    if (!line_.shake_hands()) return false;
    line_.write(upgrade_request(cookie));
    state_ = State::kUpgrading;
  }
  std::size_t end = 0;
  while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
    if (!line_.fill(received_)) return false;
  }
  if (!received_.starts_with("HTTP/1.1 101")) throw std::runtime_error("no WebSocket: " + received_.substr(0, received_.find('\r')));
  received_.erase(0, end + 4);
  state_ = State::kOpen;
  return true;
}

void LoadLine::send_frame(unsigned opcode, std::string_view payload) {
  auto const size = payload.size();
  if (size > 0xffff) throw std::runtime_error("a frame too large");
  std::string frame;
  frame.reserve(size + 8);
  frame += static_cast<char>(0x80u | opcode);
  if (size < 126) {
    frame += static_cast<char>(0x80u | size);
  } else {
    frame += static_cast<char>(0x80u | 126u);
    frame += static_cast<char>(size >> 8);
    frame += static_cast<char>(size & 0xff);
  }
  // A mask of zeros is a mask (RFC 6455, section 5.3): the server unmasks all the same, and the generator saves the work.
  frame.append(4, '\0');
  frame += payload;
  line_.write(frame);
}

void LoadLine::send_text(std::string_view text) {
  send_frame(kText, text);
}

void LoadLine::receive() {
  received_.erase(0, taken_);
  taken_ = 0;
  while (line_.fill(received_)) {
  }
}

std::optional<std::string_view> LoadLine::next_text() {
  for (;;) {
    auto const rest = std::string_view(received_).substr(taken_);
    auto const byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(rest[i])); };
    if (rest.size() < 2) return std::nullopt;
    auto size = byte(1) & 0x7f;
    std::size_t const extended = size == 126 ? 2 : size == 127 ? 8 : 0;
    if (rest.size() < 2 + extended) return std::nullopt;
    if (extended > 0) size = 0;
    for (std::size_t i = 0; i < extended; ++i) size = size << 8 | byte(2 + i);
    if (rest.size() < 2 + extended + size) return std::nullopt;
    auto const opcode = byte(0) & 0x0f;
    auto const payload = rest.substr(2 + extended, size);
    taken_ += 2 + extended + size;
    if (opcode == kText) return payload;
    if (opcode == kPing) send_frame(kPong, payload);
    if (opcode == kClose) throw std::runtime_error("the server closed a connection: " + close_code_in(payload));
  }
}

std::string_view LoadLine::wait_for_text() {
  for (;;) {
    if (auto const text = next_text()) return *text;
    receive();
    if (auto const text = next_text()) return *text;
    line_.wait();
  }
}

}  // namespace beraad::bench
