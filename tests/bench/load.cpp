// SPDX-License-Identifier: EUPL-1.2
// Frames are searched, not parsed: what a browser does with them is not what is measured here.
#include "tests/bench/load.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <stdexcept>

#include "crypto/item.hpp"
#include "crypto/random.hpp"

namespace beraad::bench {
namespace {

// With its title and quotes it fills the 512-byte step of the padding: 528 bytes of c, 704 characters of base64url.
constexpr std::size_t kTextBytes = 360;

// What follows `mark` at its last place in the frame; "" when it is not there. Base64url holds no quotes, so nothing sealed looks like one.
std::string_view after(std::string_view frame, std::string_view mark) {
  auto const at = frame.rfind(mark);
  return at == std::string_view::npos ? std::string_view{} : frame.substr(at + mark.size());
}

std::uint64_t number(std::string_view text) {
  std::uint64_t value = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{})
    throw std::runtime_error("a frame without its number");
  return value;
}

std::string_view quoted(std::string_view text) {
  return text.substr(0, text.find('"'));
}

class Load final : public ClosedLoop {
 public:
  Load(std::vector<SenderRoom>& rooms, std::vector<std::unique_ptr<LoadLine>>& lines)
      : ClosedLoop(rooms.size()), rooms_(rooms), lines_(lines) {
    for (auto const& line : lines) listen_to(line->descriptor());
    for (std::size_t r = 0; r < rooms.size(); ++r) by_id_.emplace(text_of_id(rooms[r].room), r);
  }
  void sizes(LoadResult& out) const {
    out.ciphertext_bytes = ciphertext_bytes_;
    out.frame_bytes = frame_bytes_;
  }

 private:
  void take(std::size_t line) override {
    lines_[line]->receive();
    while (auto const frame = lines_[line]->next_text()) take(*frame);
  }

  void take(std::string_view frame) {
    if (frame.find("\"method\":\"item.new\"") != std::string_view::npos) {
      take_delivery(frame);
    } else if (auto const id = after(frame, "\"id\":"); !id.empty()) {
      take_ack(frame, number(id) - 1);
    }
  }

  void take_delivery(std::string_view frame) {
    auto const room = by_id_.find(quoted(after(frame, "\"room\":\"")));
    if (room == by_id_.end()) throw std::runtime_error("an item of a room that nobody knows");
    note_delivery(room->second, number(after(frame, "\"seq\":")) - 1);
  }

  void take_ack(std::string_view frame, std::size_t r) {
    auto const head = quoted(after(frame, "\"head\":\""));
    auto const bytes = from_b64u(head);
    auto& room = rooms_.at(r);
    if (!bytes || bytes->size() != room.head.size()) throw std::runtime_error("refused: " + std::string(frame));
    std::copy(bytes->begin(), bytes->end(), room.head.begin());
    room.seq = number(after(frame, "\"seq\":"));
    note_ack(r, room.seq - 1);
  }

  void say(std::size_t r) override {
    auto& room = rooms_[r];
    crypto::ItemHeader header;
    header.room = room.room;
    header.thread = room.thread;
    header.type = "text";
    header.id = crypto::random_id<ItemId>();
    header.from = room.leaf;
    header.ctr = ++room.ctr;
    header.seen_seq = room.seq;
    header.seen_head = room.head;
    header.at = test::now_ms();
    header.salt = crypto::random_array<32>();
    static std::string const payload = "{\"reply_to\":\"\",\"text\":\"" + std::string(kTextBytes, 'a') + "\",\"title\":\"\"}";
    auto const item = crypto::seal_item(header, room.thread_key, room.sign, crypto::view_of(payload));
    if (!item) throw std::runtime_error("an item cannot be sealed");
    auto const frame = "{\"jsonrpc\":\"2.0\",\"id\":" + std::to_string(r + 1) + ",\"method\":\"item.append\",\"params\":{\"room\":\"" +
                       text_of_id(room.room) + "\",\"item\":{\"h\":\"" + to_b64u(item->h) + "\",\"k\":\"" + to_b64u(item->k) +
                       "\",\"c\":\"" + to_b64u(item->c) + "\",\"s\":\"" + to_b64u(item->s) + "\"}}}";
    ciphertext_bytes_ = item->c.size();
    frame_bytes_ = frame.size();
    note_sent(r, room.others.size());
    lines_[room.sender]->send_text(frame);
  }

  std::vector<SenderRoom>& rooms_;
  std::vector<std::unique_ptr<LoadLine>>& lines_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
  std::size_t ciphertext_bytes_ = 0;
  std::size_t frame_bytes_ = 0;
};

}  // namespace

LoadResult run_load(std::vector<SenderRoom>& rooms, std::vector<std::unique_ptr<LoadLine>>& lines, pid_t server, unsigned seconds) {
  Load load(rooms, lines);
  LoadResult result{load.run(server, seconds), 0, 0};
  load.sizes(result);
  return result;
}

}  // namespace beraad::bench
