// SPDX-License-Identifier: EUPL-1.2
// Level-triggered epoll over all lines; the processor time is read at both ends of the window.
#include "tests/bench/closed_loop.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "tests/bench/process_use.hpp"

namespace beraad::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kWarmUp = std::chrono::seconds(1);
constexpr auto kDrain = std::chrono::seconds(15);

std::int64_t now_ns() {
  return std::chrono::nanoseconds(Clock::now().time_since_epoch()).count();
}

}  // namespace

ClosedLoop::ClosedLoop(std::size_t rooms) : epoll_(::epoll_create1(EPOLL_CLOEXEC)), sent_ns_(rooms) {}

ClosedLoop::~ClosedLoop() {
  ::close(epoll_);
}

void ClosedLoop::listen_to(int descriptor) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = lines_++;
  if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event) != 0) throw std::runtime_error("epoll");
}

Measured ClosedLoop::run(pid_t server, unsigned seconds) {
  for (std::size_t r = 0; r < sent_ns_.size(); ++r) say(r);
  run_for(kWarmUp);
  auto const began = Clock::now();
  auto const server_before = cpu_seconds(server);
  auto const own_before = cpu_seconds(::getpid());
  measuring_ = true;
  run_for(std::chrono::seconds(seconds));
  measuring_ = false;
  result_.server_cpu_s = cpu_seconds(server) - server_before;
  result_.generator_cpu_s = cpu_seconds(::getpid()) - own_before;
  result_.seconds = std::chrono::duration<double>(Clock::now() - began).count();
  drain();
  result_.undelivered = owed_;
  std::sort(result_.ack_ns.begin(), result_.ack_ns.end());
  std::sort(result_.delivery_ns.begin(), result_.delivery_ns.end());
  return std::move(result_);
}

void ClosedLoop::step() {
  constexpr int kWaitMs = 50;
  std::array<epoll_event, 256> events{};
  auto const count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), kWaitMs);
  for (int i = 0; i < count; ++i) take(events[static_cast<std::size_t>(i)].data.u64);
}

void ClosedLoop::run_for(Clock::duration time) {
  for (auto const end = Clock::now() + time; Clock::now() < end;) step();
}

// Says nothing new and takes what is still on its way.
void ClosedLoop::drain() {
  talking_ = false;
  for (auto const end = Clock::now() + kDrain; owed_ > 0 && Clock::now() < end;) step();
}

void ClosedLoop::note_sent(std::size_t room, std::size_t receivers) {
  owed_ += 1 + receivers;
  sent_ns_.at(room).push_back(now_ns());
}

void ClosedLoop::note_ack(std::size_t room, std::size_t message) {
  auto const sent = sent_ns_.at(room).at(message);
  --owed_;
  if (measuring_) {
    ++result_.acks;
    result_.ack_ns.push_back(now_ns() - sent);
  }
  if (talking_) say(room);
}

void ClosedLoop::note_delivery(std::size_t room, std::size_t message) {
  auto const sent = sent_ns_.at(room).at(message);
  --owed_;
  if (!measuring_) return;
  ++result_.deliveries;
  result_.delivery_ns.push_back(now_ns() - sent);
}

}  // namespace beraad::bench
