// SPDX-License-Identifier: EUPL-1.2
// One thread for all of them: as many threads would keep the processors from the server and from whoever measures it.
#include "tests/bench/scale/storm.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace beraad::bench {
namespace {

constexpr auto kOpenWithin = std::chrono::seconds(15);  // client-web/src/api/connection.ts
constexpr auto kPatience = std::chrono::minutes(5);

}  // namespace

Storm::Storm(std::size_t people, Attempt attempt, Wait wait)
    : attempt_(std::move(attempt)), wait_(std::move(wait)), epoll_(::epoll_create1(EPOLL_CLOEXEC)), people_(people) {}

Storm::~Storm() {
  if (thread_.joinable()) thread_.join();
  ::close(epoll_);
}

void Storm::begin(std::function<void()> first) {
  began_ = Clock::now();
  thread_ = std::thread([this, first = std::move(first)] {
    try {
      if (first) first();
      run();
    } catch (...) {
      failure_ = std::current_exception();
    }
    over_ = true;
  });
}

Arrivals Storm::end() {
  thread_.join();
  if (failure_) std::rethrow_exception(failure_);
  for (auto const& person : people_) {
    if (person.is_in) arrivals_.took_ns.push_back(person.took_ns);
  }
  std::sort(arrivals_.took_ns.begin(), arrivals_.took_ns.end());
  return std::move(arrivals_);
}

void Storm::run() {
  for (std::size_t who = 0; who < people_.size(); ++who) due_.push({wait_ ? began_ + wait_(0) : began_, who, 0});
  while (in_ < people_.size() && Clock::now() < began_ + kPatience) {
    begin_what_is_due();
    give_up_what_waits();
    listen();
  }
}

// So many at a time that nobody who was answered waits for all the others to begin.
void Storm::begin_what_is_due() {
  constexpr int kAtATime = 100;
  for (int i = 0; i < kAtATime && !due_.empty() && due_.top().at <= Clock::now(); ++i) {
    auto const who = due_.top().who;
    due_.pop();
    begin_attempt(who);
  }
}

void Storm::begin_attempt(std::size_t who) {
  auto& person = people_[who];
  ++person.attempt;
  given_up_.push_back({Clock::now() + kOpenWithin, who, person.attempt});
  try {
    person.visitor = attempt_(who);
  } catch (std::runtime_error const& failed) {
    return turn_away(who, failed.what());
  }
  epoll_event event{};
  event.events = EPOLLIN | EPOLLOUT | EPOLLET;
  event.data.u64 = who;
  if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, person.visitor->descriptor(), &event) != 0) throw std::runtime_error("epoll");
  go_on(who);
}

void Storm::give_up_what_waits() {
  for (; !given_up_.empty() && given_up_.front().at <= Clock::now(); given_up_.pop_front()) {
    auto const& [at, who, attempt] = given_up_.front();
    auto const& person = people_[who];
    if (person.visitor && !person.is_in && person.attempt == attempt) turn_away(who, "not in within 15 s");
  }
}

void Storm::listen() {
  constexpr int kWaitMs = 10;
  std::array<epoll_event, 256> events{};
  auto const more_to_begin = !due_.empty() && due_.top().at <= Clock::now();
  auto const count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), more_to_begin ? 0 : kWaitMs);
  for (int i = 0; i < count; ++i) go_on(events[static_cast<std::size_t>(i)].data.u64);
}

void Storm::go_on(std::size_t who) {
  auto& person = people_[who];
  if (!person.visitor) return;
  try {
    if (!person.visitor->go_on() || person.is_in) return;
  } catch (std::runtime_error const& failed) {
    return turn_away(who, failed.what());
  }
  person.is_in = true;
  person.failed = 0;
  person.took_ns = std::chrono::nanoseconds(Clock::now() - began_).count();
  ++in_;
}

void Storm::turn_away(std::size_t who, std::string const& why) {
  if (!wait_) throw std::runtime_error("somebody was turned away: " + why);
  auto& person = people_[who];
  person.visitor.reset();
  if (std::exchange(person.is_in, false)) --in_;
  ++arrivals_.turned_away[why];
  due_.push({Clock::now() + wait_(++person.failed), who, 0});
}

}  // namespace beraad::bench
