// SPDX-License-Identifier: EUPL-1.2
// The load: one sender a room, everybody else in the room receives. Closed: its next message comes after the acknowledgement of its last.
// Paced: messages fall due at random moments, so many a second in all, whether or not the server keeps up.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/cast.hpp"
#include "tests/bench/lines.hpp"

namespace beraad::bench {

struct LoadResult {
  double seconds = 0;             // of the window that was measured, after the warm-up
  std::uint64_t acks = 0;         // answers to item.append in it: each is durable
  std::uint64_t deliveries = 0;   // item.new at another member in it
  std::uint64_t busy = 0;         // in a paced load, refused because the server has too much to do; said again later
  std::uint64_t undelivered = 0;  // of everything ever sent, after waiting for the rest
  double server_cpu_s = 0;        // user and system, in the window
  double generator_cpu_s = 0;
  std::size_t ciphertext_bytes = 0;  // of one item's c
  std::size_t frame_bytes = 0;       // of one item.append
  // In the window, ascending; from the moment the sealed item is handed to the socket, in a paced load from the moment it fell due.
  std::vector<std::int64_t> ack_ns;
  std::vector<std::int64_t> delivery_ns;
};

class Load {
 public:
  using Clock = std::chrono::steady_clock;
  using GoesOn = std::function<bool()>;

  // `lines` are those of the staff, in the same order. `server`: whose processor time counts. `messages_per_s` of all rooms together; 0:
  // closed.
  Load(std::span<SenderRoom> rooms, Lines const& lines, pid_t server, double messages_per_s = 0);
  Load(Load const&) = delete;
  Load& operator=(Load const&) = delete;
  ~Load();

  void warm_up();
  // The load goes on from one window to the next.
  [[nodiscard]] LoadResult measure(Clock::duration time);
  [[nodiscard]] LoadResult measure_while(GoesOn const& goes_on);
  // Says nothing new and takes what is still on its way; how many acknowledgements and deliveries never came.
  [[nodiscard]] std::uint64_t finish();

 private:
  void listen_to(int descriptor, std::uint64_t number) const;
  void run_while(GoesOn const& goes_on);
  void step();
  void take(std::string_view frame);
  void take_delivery(std::string_view frame);
  void take_ack(std::string_view frame, std::size_t r);
  void take_back(std::size_t r);
  void say_what_fell_due();
  [[nodiscard]] bool is_waiting(std::size_t r) const;  // for an acknowledgement
  void set_timer() const;
  void say(std::size_t r, std::int64_t due_ns);

  std::span<SenderRoom> rooms_;
  Lines const& lines_;
  pid_t server_;
  int epoll_;
  int timer_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
  std::vector<std::uint64_t> first_seq_;              // by room: of what this load says
  std::vector<std::vector<std::int64_t>> due_ns_;     // by room, by sequence number: the sender is alone in its room
  std::vector<std::deque<std::int64_t>> waiting_ns_;  // by room: fell due before the last was acknowledged
  double messages_per_s_;
  std::mt19937_64 gaps_{1};
  std::int64_t next_due_ns_ = 0;
  std::size_t next_room_ = 0;
  std::uint64_t owed_acks_ = 0;
  std::uint64_t owed_deliveries_ = 0;
  bool talking_ = true;
  LoadResult* result_ = nullptr;
  std::size_t ciphertext_bytes_ = 0;
  std::size_t frame_bytes_ = 0;
};

// A warm-up, one window of so many seconds, and the end.
[[nodiscard]] LoadResult run_load(std::span<SenderRoom> rooms, Lines const& lines, pid_t server, unsigned seconds,
                                  double messages_per_s = 0);

}  // namespace beraad::bench
