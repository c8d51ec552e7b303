// SPDX-License-Identifier: EUPL-1.2
// One thread that carries answers and news outside, in the order of the commits, and looks at the clock now and then. Thread-safe.
#pragma once
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace beraad::app {

class Courier {
 public:
  using Errand = std::function<void()>;

  // `tend` runs on the courier's thread at least once every `pause` of idle or busy time.
  Courier(std::chrono::milliseconds pause, Errand tend);
  // Runs every errand posted so far, then ends.
  ~Courier();
  Courier(Courier const&) = delete;
  Courier& operator=(Courier const&) = delete;

  void post(Errand errand);

 private:
  void serve();

  std::chrono::milliseconds const pause_;
  Errand const tend_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Errand> errands_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace beraad::app
