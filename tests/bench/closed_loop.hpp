// SPDX-License-Identifier: EUPL-1.2
// A closed loop: one sender a room says its next message after the acknowledgement of the last, everybody else in the room receives it. One
// thread and epoll; what a message looks like is the derived class's.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <vector>

namespace beraad::bench {

struct Measured {
  double seconds = 0;             // of the window that was measured, after the warm-up
  std::uint64_t acks = 0;         // messages that were acknowledged in it
  std::uint64_t deliveries = 0;   // at another member in it
  std::uint64_t undelivered = 0;  // of everything ever sent, after waiting for the rest
  double server_cpu_s = 0;        // user and system, in the window
  double generator_cpu_s = 0;
  std::vector<std::int64_t> ack_ns;  // in the window, ascending; from the moment the message is handed to the socket
  std::vector<std::int64_t> delivery_ns;
};

class ClosedLoop {
 public:
  ClosedLoop(ClosedLoop const&) = delete;
  ClosedLoop& operator=(ClosedLoop const&) = delete;

  // Warms up, measures, then waits for what is still on its way. `server`: whose processor time counts. Once.
  [[nodiscard]] Measured run(pid_t server, unsigned seconds);

 protected:
  explicit ClosedLoop(std::size_t rooms);
  virtual ~ClosedLoop();

  // Lines are numbered in the order in which they are listened to.
  void listen_to(int descriptor);
  // The next message of this room is to be sent: note_sent(), then the socket.
  virtual void say(std::size_t room) = 0;
  // Something has arrived on this line: for each message note_ack() or note_delivery(). Messages of a room count from 0.
  virtual void take(std::size_t line) = 0;

  void note_sent(std::size_t room, std::size_t receivers);
  void note_ack(std::size_t room, std::size_t message);  // says the next
  void note_delivery(std::size_t room, std::size_t message);
  [[nodiscard]] std::size_t count_sent(std::size_t room) const { return sent_ns_.at(room).size(); }

 private:
  void step();
  void run_for(std::chrono::steady_clock::duration time);
  void drain();

  int epoll_;
  std::size_t lines_ = 0;
  std::vector<std::vector<std::int64_t>> sent_ns_;  // by room, by message
  std::uint64_t owed_ = 0;                          // acknowledgements and deliveries
  bool talking_ = true;
  bool measuring_ = false;
  Measured result_;
};

}  // namespace beraad::bench
