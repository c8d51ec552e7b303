// SPDX-License-Identifier: EUPL-1.2
// Frames are as long as beraad-bench's, which carry a header, a key and a signature beside the ciphertext.
#include "tests/bench/load_line.hpp"
#include "tests/bench/peers/member.hpp"

namespace beraad::bench {
namespace {

constexpr std::size_t kFillCharacters = 1340;

class WebSocketMember final : public Member {
 public:
  WebSocketMember(TlsClient const& tls, std::uint16_t port, std::size_t room, std::size_t member)
      : line_(tls, port, std::to_string(room) + "." + std::to_string(member)), room_(std::to_string(room)) {
    // Who has an answer is known to the server.
    line_.send_text(R"({"room":"nobody's","id":"hello"})");
    static_cast<void>(line_.wait_for_text());
  }
  [[nodiscard]] int descriptor() const override { return line_.descriptor(); }
  void say(std::string_view mark) override {
    static std::string const fill(kFillCharacters, 'a');
    line_.send_text("{\"room\":\"" + room_ + "\",\"id\":\"" + std::string(mark) + "\",\"item\":\"" + fill + "\"}");
  }
  void receive() override { line_.receive(); }
  [[nodiscard]] std::optional<std::string_view> next_mark() override {
    constexpr std::string_view kMark = "\"id\":\"";
    auto const text = line_.next_text();
    if (!text) return std::nullopt;
    auto const mark = text->substr(text->find(kMark) + kMark.size());
    return mark.substr(0, mark.find('"'));
  }

 private:
  LoadLine line_;
  std::string room_;
};

}  // namespace

std::unique_ptr<Member> join_over_websocket(TlsClient const& tls, std::uint16_t port, std::size_t room, std::size_t member) {
  return std::make_unique<WebSocketMember>(tls, port, room, member);
}

}  // namespace beraad::bench
