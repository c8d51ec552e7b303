// SPDX-License-Identifier: EUPL-1.2
// People who all come at the same moment, each on a new connection, until everybody is in. A thread of its own.
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <deque>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <queue>
#include <string>
#include <thread>
#include <vector>

namespace beraad::bench {

// One attempt of one of them.
class Visitor {
 public:
  virtual ~Visitor() = default;
  [[nodiscard]] virtual int descriptor() const noexcept = 0;
  // As far as is possible without waiting, also once it is in; true when it is. Throws when it is turned away.
  virtual bool go_on() = 0;
};

// What a storm came to.
struct Arrivals {
  std::vector<std::int64_t> took_ns;                 // of those who are in: since it began, ascending
  std::map<std::string, std::uint64_t> turned_away;  // attempts, by what was the matter
};

class Storm {
 public:
  using Clock = std::chrono::steady_clock;
  using Attempt = std::function<std::unique_ptr<Visitor>(std::size_t who)>;
  // Before the next attempt of somebody, after so many that failed.
  using Wait = std::function<Clock::duration(unsigned failed)>;

  // Without `wait` all begin at once, and nobody may be turned away.
  Storm(std::size_t people, Attempt attempt, Wait wait = {});
  Storm(Storm const&) = delete;
  Storm& operator=(Storm const&) = delete;
  ~Storm();

  // Does `first` on its own thread: whoever measures meanwhile need not wait for it.
  void begin(std::function<void()> first = {});
  [[nodiscard]] bool is_over() const noexcept { return over_; }
  // Once it is over: everybody is in, or some are not in five minutes.
  [[nodiscard]] Arrivals end();

 private:
  struct Person {
    std::unique_ptr<Visitor> visitor;
    unsigned failed = 0;
    unsigned attempt = 0;
    bool is_in = false;
    std::int64_t took_ns = 0;
  };
  struct Moment {
    Clock::time_point at;
    std::size_t who;
    unsigned attempt;
    bool operator>(Moment const& other) const noexcept { return at > other.at; }
  };

  void run();
  void begin_what_is_due();
  void give_up_what_waits();
  void listen();
  void begin_attempt(std::size_t who);
  void go_on(std::size_t who);
  void turn_away(std::size_t who, std::string const& why);

  Attempt attempt_;
  Wait wait_;
  int epoll_;
  std::vector<Person> people_;
  std::priority_queue<Moment, std::vector<Moment>, std::greater<>> due_;
  std::deque<Moment> given_up_;  // when an attempt that is not in by then is given up
  Clock::time_point began_;
  std::size_t in_ = 0;
  Arrivals arrivals_;
  std::exception_ptr failure_;
  std::atomic<bool> over_{false};
  std::thread thread_;
};

}  // namespace beraad::bench
