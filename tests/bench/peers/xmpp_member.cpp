// SPDX-License-Identifier: EUPL-1.2
// As much of RFC 6120, XEP-0045 (rooms) and XEP-0313 (archives) as it takes. Stanzas are searched, not parsed; no text in them is anybody
// else's.
#include <stdexcept>
#include <utility>

#include "tests/bench/peers/member.hpp"

namespace beraad::bench {
namespace {

constexpr std::string_view kStream =
    "<stream:stream to='localhost' version='1.0' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";

class XmppMember final : public Member {
 public:
  XmppMember(TlsClient const& tls, std::uint16_t port, std::size_t room, std::size_t member)
      : line_(tls, port), room_("room" + std::to_string(room) + "@rooms.localhost") {
    while (!line_.shake_hands()) line_.wait();
    ask(kStream, "</stream:features>");
    ask("<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='ANONYMOUS'/>", "<success");
    ask(kStream, "</stream:features>");
    ask("<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/></iq>", "</iq>");
    // The room's subject is the last thing that whoever enters is told.
    ask("<presence to='" + room_ + "/member" + std::to_string(member) +
            "'><x xmlns='http://jabber.org/protocol/muc'><history maxstanzas='0'/></x></presence>",
        "<subject");
  }
  [[nodiscard]] int descriptor() const override { return line_.descriptor(); }

  void say(std::string_view mark) override {
    static std::string const body(kBodyCharacters, 'a');
    line_.write("<message type='groupchat' to='" + room_ + "' id='" + std::string(mark) + "'><body>" + body + "</body></message>");
  }

  void receive() override {
    received_.erase(0, taken_);
    taken_ = 0;
    while (line_.fill(received_)) {
    }
  }

  [[nodiscard]] std::optional<std::string_view> next_mark() override {
    constexpr std::string_view kEnd = "</message>";
    for (;;) {
      auto const rest = std::string_view(received_).substr(taken_);
      auto const end = rest.find(kEnd);
      if (end == std::string_view::npos) return std::nullopt;
      taken_ += end + kEnd.size();
      auto const begin = rest.find("<message");
      auto const stanza = rest.substr(begin, end - begin);
      if (stanza.find("type='error'") != std::string_view::npos) throw std::runtime_error("refused: " + std::string(stanza));
      if (stanza.find("<body") != std::string_view::npos) return id_of(stanza);
    }
  }

  [[nodiscard]] bool finds_in_archive(std::string_view mark) override {
    auto const answer = ask("<iq type='set' id='archive' to='" + room_ +
                                "'><query xmlns='urn:xmpp:mam:2'><set xmlns='http://jabber.org/protocol/rsm'><max>1</max><before/></set>"
                                "</query></iq>",
                            "</iq>");
    return answer.find("id='" + std::string(mark) + "'") != std::string::npos;
  }

 private:
  // Of the stanza's own tag: a room adds elements with ids of their own.
  static std::string_view id_of(std::string_view stanza) {
    constexpr std::string_view kId = " id='";
    auto const tag = stanza.substr(0, stanza.find('>'));
    auto const at = tag.find(kId);
    if (at == std::string_view::npos) throw std::runtime_error("a message without its id");
    auto const id = tag.substr(at + kId.size());
    return id.substr(0, id.find('\''));
  }

  // Everything up to this word, which the server says in the end, with the rest of what came with it.
  std::string ask(std::string_view stanza, std::string_view last) {
    received_.clear();
    taken_ = 0;
    line_.write(stanza);
    while (received_.find(last) == std::string::npos) {
      if (received_.find("type='error'") != std::string::npos || received_.find("<failure") != std::string::npos)
        throw std::runtime_error("refused: " + received_);
      if (!line_.fill(received_)) line_.wait();
    }
    return std::exchange(received_, {});
  }

  TlsLine line_;
  std::string room_;
  std::string received_;
  std::size_t taken_ = 0;  // bytes of received_ that were handed out
};

}  // namespace

std::unique_ptr<Member> join_over_xmpp(TlsClient const& tls, std::uint16_t port, std::size_t room, std::size_t member) {
  return std::make_unique<XmppMember>(tls, port, room, member);
}

}  // namespace beraad::bench
