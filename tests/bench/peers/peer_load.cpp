// SPDX-License-Identifier: EUPL-1.2
// A message's mark is "ROOM-MESSAGE": whoever hears it knows when it was sent.
#include "tests/bench/peers/peer_load.hpp"

#include <charconv>
#include <stdexcept>

namespace beraad::bench {
namespace {

std::string mark_of(std::size_t room, std::size_t message) {
  return std::to_string(room) + "-" + std::to_string(message);
}

std::size_t number(std::string_view text) {
  std::size_t value = 0;
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) throw std::runtime_error("a mark that nobody gave");
  return value;
}

class PeerLoad final : public ClosedLoop {
 public:
  PeerLoad(LoadSize const& size, Join const& join) : ClosedLoop(size.rooms), members_of_room_(size.members) {
    for (std::size_t r = 0; r < size.rooms; ++r) {
      for (std::size_t m = 0; m < size.members; ++m) members_.push_back(join(r, m));
    }
    for (auto const& member : members_) listen_to(member->descriptor());
  }
  [[nodiscard]] bool is_archived() { return members_.front()->finds_in_archive(mark_of(0, count_sent(0) - 1)); }

 private:
  void say(std::size_t room) override {
    auto const mark = mark_of(room, count_sent(room));
    note_sent(room, members_of_room_ - 1);
    members_[room * members_of_room_]->say(mark);
  }

  void take(std::size_t line) override {
    auto& member = *members_[line];
    member.receive();
    while (auto const mark = member.next_mark()) {
      auto const dash = mark->find('-');
      auto const room = number(mark->substr(0, dash));
      auto const message = number(mark->substr(dash + 1));
      if (room != line / members_of_room_) throw std::runtime_error("a message of another room");
      if (line % members_of_room_ == 0) {
        note_ack(room, message);
      } else {
        note_delivery(room, message);
      }
    }
  }

  std::size_t members_of_room_;
  std::vector<std::unique_ptr<Member>> members_;  // room after room; the first of each is its sender
};

}  // namespace

Measured run_peer_load(LoadSize const& size, Join const& join, pid_t server) {
  PeerLoad load(size, join);
  auto measured = load.run(server, size.seconds);
  if (!load.is_archived()) throw std::runtime_error("a message is not in its room's archive");
  return measured;
}

}  // namespace beraad::bench
