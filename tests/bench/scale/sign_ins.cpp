// SPDX-License-Identifier: EUPL-1.2
#include <algorithm>
#include <stdexcept>

#include "crypto/totp.hpp"
#include "tests/bench/latency.hpp"
#include "tests/bench/scale/parts.hpp"
#include "tests/bench/scale/scene.hpp"
#include "tests/bench/scale/storm.hpp"
#include "tests/bench/tls_line.hpp"

namespace beraad::bench {
namespace {

constexpr double kCarried = 0.3;  // of what a closed load reaches

std::string request(std::string const& path, std::string const& body) {
  return "POST /api/" + path +
         " HTTP/1.1\r\nHost: beraad.test\r\nOrigin: https://beraad.test\r\nSec-Fetch-Site: same-origin\r\n"
         "Content-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

// The passphrase's Argon2id is left out.
class SignIn final : public Visitor {
 public:
  SignIn(TlsClient const& tls, std::uint16_t port, Staff const& who) : line_(tls, port), who_(who) {}

  [[nodiscard]] int descriptor() const noexcept override { return line_.descriptor(); }
  bool go_on() override;

 private:
  enum class Step { kConnecting, kStarting, kFinishing, kIn };
  [[nodiscard]] bool take_answer();

  TlsLine line_;
  Staff const& who_;
  Step step_ = Step::kConnecting;
  std::string received_;
};

bool SignIn::go_on() {
  if (step_ == Step::kIn) return true;
  if (step_ == Step::kConnecting) {
    if (!line_.shake_hands()) return false;
    line_.write(request("sign-in/start", R"({"lang":"nl","login":")" + who_.login + R"(","slot":"passphrase"})"));
    step_ = Step::kStarting;
  }
  while (line_.fill(received_)) {
  }
  if (!take_answer()) return false;
  if (step_ == Step::kFinishing) {
    step_ = Step::kIn;
    return true;
  }
  line_.write(request("sign-in/finish", R"({"lang":"nl","login":")" + who_.login + R"(","slot":"passphrase","auth":")" + who_.auth +
                                            R"(","code":")" + crypto::totp_code(who_.totp, who_.totp_step) + R"("})"));
  step_ = Step::kFinishing;
  return false;
}

bool SignIn::take_answer() {
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

// Waits until there is one that was not used.
void take_a_fresh_code(Staff& who) {
  auto const next = who.totp_step + 1;
  while (crypto::totp_step(test::now_ms()) + 1 < next) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  who.totp_step = std::max(next, crypto::totp_step(test::now_ms()));
}

// The same load before, during and after.
void measure_storm(std::string const& part, Scene& scene, std::span<Staff> who, double messages_per_s, Sizes const& sizes, Growth& growth) {
  for (auto& each : who) take_a_fresh_code(each);
  Storm storm(who.size(), [&](std::size_t i) { return std::make_unique<SignIn>(scene.tls(), scene.server().port(), who[i]); });
  auto const lines = scene.lines();
  Load load(scene.cast().rooms(), lines, scene.server().pid(), messages_per_s);
  load.warm_up();
  growth.add_load(part, "before the sign-ins", load.measure(std::chrono::seconds(sizes.seconds)));
  storm.begin();
  auto during = load.measure_while([&] { return !storm.is_over(); });
  auto const took = storm.end().took_ns;
  auto after = load.measure(std::chrono::seconds(sizes.seconds));
  after.undelivered = load.finish();
  growth.add_load(part, std::to_string(who.size()) + " sign in at once", during);
  growth.add_load(part, "after them", after);
  auto const all = std::to_string(took.size()) + " sign-ins at once, answered: ";
  growth.add_figure(part, all + "half of them within", ms_at(took, 0.5), "ms");
  growth.add_figure(part, all + "all of them within", ms_at(took, 1), "ms");
}

}  // namespace

void grow_sign_ins(Sizes const& sizes, Growth& growth) {
  auto const members = sizes.active_rooms * kMembers;
  Scene scene(sizes.server, std::max(members, 2 * sizes.sign_ins));
  scene.cast().open_rooms(sizes.active_rooms, kMembers);
  auto const closed = scene.run(scene.cast().rooms(), sizes.seconds);
  growth.add_load("carried", "all that it can", closed);
  auto const messages_per_s = kCarried * static_cast<double>(closed.acks) / closed.seconds;
  {
    auto const lines = scene.lines();
    auto const paced = run_load(scene.cast().rooms(), lines, scene.server().pid(), 2 * sizes.seconds, messages_per_s);
    growth.add_load("carried", "30 % of that", paced);
  }
  auto const staff = std::span(scene.cast().staff());
  measure_storm("storm 30 %", scene, staff.first(sizes.sign_ins), messages_per_s, sizes, growth);
  measure_storm("storm full", scene, staff.last(sizes.sign_ins), 0, sizes, growth);
}

}  // namespace beraad::bench
