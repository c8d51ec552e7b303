// SPDX-License-Identifier: EUPL-1.2
// One thread for all of them: as many threads would keep the processors from the server and from whoever measures it.
#include "tests/bench/scale/storm.hpp"

#include <poll.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <stdexcept>

#include "crypto/totp.hpp"

namespace beraad::bench {
namespace {

using Clock = std::chrono::steady_clock;

std::string request(std::string const& path, std::string const& body) {
  return "POST /api/" + path +
         " HTTP/1.1\r\nHost: beraad.test\r\nOrigin: https://beraad.test\r\nSec-Fetch-Site: same-origin\r\n"
         "Content-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

class Visitor {
 public:
  Visitor(TlsClient const& tls, std::uint16_t port, Staff const& who) : line_(tls, port), who_(who) { go_on(); }

  [[nodiscard]] int descriptor() const noexcept { return line_.descriptor(); }
  [[nodiscard]] bool is_in() const noexcept { return step_ == Step::kIn; }
  // As far as is possible without waiting.
  void go_on();

 private:
  enum class Step { kConnecting, kStarting, kFinishing, kIn };
  [[nodiscard]] bool take_answer();

  TlsLine line_;
  Staff const& who_;
  Step step_ = Step::kConnecting;
  std::string received_;
};

void Visitor::go_on() {
  if (step_ == Step::kConnecting) {
    if (!line_.shake_hands()) return;
    line_.write(request("sign-in/start", R"({"lang":"nl","login":")" + who_.login + R"(","slot":"passphrase"})"));
    step_ = Step::kStarting;
  }
  while (line_.fill(received_)) {
  }
  if (!take_answer()) return;
  if (step_ == Step::kFinishing) {
    step_ = Step::kIn;
    return;
  }
  line_.write(request("sign-in/finish", R"({"lang":"nl","login":")" + who_.login + R"(","slot":"passphrase","auth":")" + who_.auth +
                                            R"(","code":")" + crypto::totp_code(who_.totp, who_.totp_step) + R"("})"));
  step_ = Step::kFinishing;
}

bool Visitor::take_answer() {
  constexpr std::string_view kLength = "Content-Length: ";
  auto const end = received_.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  auto const length = received_.find(kLength);
  if (!received_.starts_with("HTTP/1.1 200") || length > end) throw std::runtime_error("a sign-in was refused: " + received_);
  auto const whole = end + 4 + std::stoul(received_.substr(length + kLength.size()));
  if (received_.size() < whole) return false;
  received_.erase(0, whole);
  return true;
}

void take_a_fresh_code(Staff& who) {
  auto const next = who.totp_step + 1;
  while (crypto::totp_step(test::now_ms()) + 1 < next) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  who.totp_step = std::max(next, crypto::totp_step(test::now_ms()));
}

}  // namespace

Storm::Storm(TlsClient const& tls, std::uint16_t port, std::span<Staff> who) : tls_(tls), port_(port), who_(who) {
  for (auto& each : who_) take_a_fresh_code(each);
}

Storm::~Storm() {
  if (thread_.joinable()) thread_.join();
}

void Storm::begin() {
  thread_ = std::thread([this] {
    run();
    over_ = true;
  });
}

void Storm::run() noexcept {
  try {
    auto const began = Clock::now();
    std::vector<std::unique_ptr<Visitor>> visitors;
    std::vector<pollfd> waiting;
    for (auto const& each : who_) {
      visitors.push_back(std::make_unique<Visitor>(tls_, port_, each));
      waiting.push_back({visitors.back()->descriptor(), POLLIN, 0});
    }
    while (took_ns_.size() < visitors.size()) {
      constexpr int kPatienceMs = 30'000;
      if (::poll(waiting.data(), waiting.size(), kPatienceMs) <= 0) throw std::runtime_error("a sign-in is not answered");
      for (std::size_t i = 0; i < visitors.size(); ++i) {
        if (waiting[i].revents == 0) continue;
        visitors[i]->go_on();
        if (!visitors[i]->is_in()) continue;
        took_ns_.push_back(std::chrono::nanoseconds(Clock::now() - began).count());
        waiting[i].fd = -1;
        visitors[i].reset();
      }
    }
  } catch (...) {
    failure_ = std::current_exception();
  }
}

std::vector<std::int64_t> Storm::took_ns() {
  thread_.join();
  if (failure_) std::rethrow_exception(failure_);
  return took_ns_;
}

}  // namespace beraad::bench
