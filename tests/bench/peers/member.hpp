// SPDX-License-Identifier: EUPL-1.2
// One member of a room on a connection of its own, in whatever protocol the server speaks. What it hears are the marks of messages: its own
// come back to it as acknowledgements, the others' are deliveries.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tests/bench/tls_line.hpp"

namespace beraad::bench {

// As many characters as the ciphertext of beraad-bench's items has on the wire.
inline constexpr std::size_t kBodyCharacters = 704;

class Member {
 public:
  virtual ~Member() = default;
  [[nodiscard]] virtual int descriptor() const = 0;
  virtual void say(std::string_view mark) = 0;
  // Takes whatever has arrived, without waiting.
  virtual void receive() = 0;
  // The mark of the next message of what was received, valid until the next receive().
  [[nodiscard]] virtual std::optional<std::string_view> next_mark() = 0;
  // Is the message with this mark the last in the room's archive? Waits; true for a server that keeps none.
  [[nodiscard]] virtual bool finds_in_archive(std::string_view) { return true; }
};

// Connects member `member` of room `room`; in the room when it returns.
using Join = std::function<std::unique_ptr<Member>(std::size_t room, std::size_t member)>;

// To a beraad-bench-broadcast.
[[nodiscard]] std::unique_ptr<Member> join_over_websocket(TlsClient const& tls, std::uint16_t port, std::size_t room, std::size_t member);
// To an XMPP server that takes anybody to `localhost` and whose rooms are at `rooms.localhost`.
[[nodiscard]] std::unique_ptr<Member> join_over_xmpp(TlsClient const& tls, std::uint16_t port, std::size_t room, std::size_t member);

}  // namespace beraad::bench
