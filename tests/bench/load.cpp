// SPDX-License-Identifier: EUPL-1.2
// One thread and epoll. Frames are searched, not parsed: what a browser does with them is not what is measured here.
#include "tests/bench/load.hpp"

#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <limits>
#include <stdexcept>

#include "crypto/item.hpp"
#include "crypto/random.hpp"
#include "tests/bench/process_use.hpp"

namespace beraad::bench {
namespace {

constexpr auto kWarmUp = std::chrono::seconds(1);
constexpr auto kDrain = std::chrono::seconds(15);
// With its title and quotes it fills the 512-byte step of the padding: 528 bytes of c, 704 characters of base64url.
constexpr std::size_t kTextBytes = 360;
constexpr auto kTimer = std::numeric_limits<std::uint64_t>::max();  // in place of a line's number

std::int64_t now_ns() {
  return std::chrono::nanoseconds(Load::Clock::now().time_since_epoch()).count();
}

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

std::string item_append_frame(std::size_t call, RoomId const& room, crypto::Item const& item) {
  return "{\"jsonrpc\":\"2.0\",\"id\":" + std::to_string(call) + ",\"method\":\"item.append\",\"params\":{\"room\":\"" + text_of_id(room) +
         "\",\"item\":{\"h\":\"" + to_b64u(item.h) + "\",\"k\":\"" + to_b64u(item.k) + "\",\"c\":\"" + to_b64u(item.c) + "\",\"s\":\"" +
         to_b64u(item.s) + "\"}}}";
}

}  // namespace

Load::Load(std::span<SenderRoom> rooms, Lines const& lines, pid_t server, double messages_per_s)
    : rooms_(rooms),
      lines_(lines),
      server_(server),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      timer_(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK)),
      due_ns_(rooms.size()),
      waiting_ns_(rooms.size()),
      messages_per_s_(messages_per_s) {
  for (std::size_t i = 0; i < lines.size(); ++i) listen_to(lines[i]->descriptor(), i);
  listen_to(timer_, kTimer);
  for (std::size_t r = 0; r < rooms.size(); ++r) by_id_.emplace(text_of_id(rooms[r].room), r);
  for (auto const& room : rooms) first_seq_.push_back(room.seq + 1);
}

Load::~Load() {
  ::close(timer_);
  ::close(epoll_);
}

void Load::listen_to(int descriptor, std::uint64_t number) const {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.u64 = number;
  if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event) != 0) throw std::runtime_error("epoll");
}

void Load::warm_up() {
  if (messages_per_s_ > 0) {
    next_due_ns_ = now_ns();
    say_what_fell_due();
  } else {
    for (std::size_t r = 0; r < rooms_.size(); ++r) say(r, now_ns());
  }
  run_while([end = Clock::now() + kWarmUp] { return Clock::now() < end; });
}

LoadResult Load::measure(Clock::duration time) {
  return measure_while([end = Clock::now() + time] { return Clock::now() < end; });
}

LoadResult Load::measure_while(GoesOn const& goes_on) {
  LoadResult result;
  auto const began = Clock::now();
  auto const server_before = cpu_seconds(server_);
  auto const own_before = cpu_seconds(::getpid());
  result_ = &result;
  run_while(goes_on);
  result_ = nullptr;
  result.server_cpu_s = cpu_seconds(server_) - server_before;
  result.generator_cpu_s = cpu_seconds(::getpid()) - own_before;
  result.seconds = std::chrono::duration<double>(Clock::now() - began).count();
  result.ciphertext_bytes = ciphertext_bytes_;
  result.frame_bytes = frame_bytes_;
  std::sort(result.ack_ns.begin(), result.ack_ns.end());
  std::sort(result.delivery_ns.begin(), result.delivery_ns.end());
  return result;
}

std::uint64_t Load::finish() {
  talking_ = false;
  run_while([this, end = Clock::now() + kDrain] { return owed_acks_ + owed_deliveries_ > 0 && Clock::now() < end; });
  return owed_acks_ + owed_deliveries_;
}

void Load::run_while(GoesOn const& goes_on) {
  while (goes_on()) step();
}

void Load::step() {
  constexpr int kWaitMs = 50;
  std::array<epoll_event, 256> events{};
  auto const count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), kWaitMs);
  for (int i = 0; i < count; ++i) {
    auto const number = events[static_cast<std::size_t>(i)].data.u64;
    if (number == kTimer) {
      say_what_fell_due();
      continue;
    }
    auto& line = *lines_[number];
    line.receive();
    while (auto const frame = line.next_text()) take(*frame);
  }
}

void Load::take(std::string_view frame) {
  if (frame.find("\"method\":\"item.new\"") != std::string_view::npos) {
    take_delivery(frame);
  } else if (auto const id = after(frame, "\"id\":"); !id.empty()) {
    take_ack(frame, number(id) - 1);
  }
}

void Load::take_delivery(std::string_view frame) {
  auto const room = by_id_.find(quoted(after(frame, "\"room\":\"")));
  if (room == by_id_.end()) throw std::runtime_error("an item of a room that nobody knows");
  auto const r = room->second;
  auto const due = due_ns_[r].at(number(after(frame, "\"seq\":")) - first_seq_[r]);
  --owed_deliveries_;
  if (result_ == nullptr) return;
  ++result_->deliveries;
  result_->delivery_ns.push_back(now_ns() - due);
}

void Load::take_ack(std::string_view frame, std::size_t r) {
  if (messages_per_s_ > 0 && frame.find("\"reason\":\"busy\"") != std::string_view::npos) return take_back(r);
  auto const head = quoted(after(frame, "\"head\":\""));
  auto const bytes = from_b64u(head);
  auto& room = rooms_[r];
  if (!bytes || bytes->size() != room.head.size()) throw std::runtime_error("refused: " + std::string(frame));
  std::copy(bytes->begin(), bytes->end(), room.head.begin());
  room.seq = number(after(frame, "\"seq\":"));
  --owed_acks_;
  if (result_ != nullptr) {
    ++result_->acks;
    result_->ack_ns.push_back(now_ns() - due_ns_[r].at(room.seq - first_seq_[r]));
  }
  if (!talking_) return;
  if (messages_per_s_ == 0) return say(r, now_ns());
  if (waiting_ns_[r].empty()) return;
  auto const due = waiting_ns_[r].front();
  waiting_ns_[r].pop_front();
  say(r, due);
}

// What was refused was not said. It is the first to be said again.
void Load::take_back(std::size_t r) {
  --rooms_[r].ctr;
  --owed_acks_;
  owed_deliveries_ -= rooms_[r].others.size();
  waiting_ns_[r].push_front(due_ns_[r].back());
  due_ns_[r].pop_back();
  if (result_ != nullptr) ++result_->busy;
}

bool Load::is_waiting(std::size_t r) const {
  return first_seq_[r] + due_ns_[r].size() != rooms_[r].seq + 1;
}

// The rooms in turn, at random moments. A sender does not speak before its last message is acknowledged, but the clock of the next one
// runs: a server that cannot keep up is not spared.
void Load::say_what_fell_due() {
  std::exponential_distribution<double> gap_s(messages_per_s_);
  for (auto const now = now_ns(); talking_ && next_due_ns_ <= now; next_due_ns_ += static_cast<std::int64_t>(gap_s(gaps_) * 1e9)) {
    auto const r = next_room_;
    next_room_ = (next_room_ + 1) % rooms_.size();
    waiting_ns_[r].push_back(next_due_ns_);
    if (is_waiting(r)) continue;
    auto const due = waiting_ns_[r].front();
    waiting_ns_[r].pop_front();
    say(r, due);
  }
  set_timer();
}

void Load::set_timer() const {
  constexpr std::int64_t kSecondNs = 1'000'000'000;
  itimerspec at{};
  if (talking_) at.it_value = {next_due_ns_ / kSecondNs, next_due_ns_ % kSecondNs};
  if (::timerfd_settime(timer_, TFD_TIMER_ABSTIME, &at, nullptr) != 0) throw std::runtime_error("timer");
}

void Load::say(std::size_t r, std::int64_t due_ns) {
  auto& room = rooms_[r];
  crypto::ItemHeader header;
  header.room = room.room;
  header.epoch = room.epoch;
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
  auto const frame = item_append_frame(r + 1, room.room, *item);
  ciphertext_bytes_ = item->c.size();
  frame_bytes_ = frame.size();
  ++owed_acks_;
  owed_deliveries_ += room.others.size();
  due_ns_[r].push_back(messages_per_s_ == 0 ? now_ns() : due_ns);
  lines_[room.sender]->send_text(frame);
}

LoadResult run_load(std::span<SenderRoom> rooms, Lines const& lines, pid_t server, unsigned seconds, double messages_per_s) {
  Load load(rooms, lines, server, messages_per_s);
  load.warm_up();
  auto result = load.measure(std::chrono::seconds(seconds));
  result.undelivered = load.finish();
  return result;
}

}  // namespace beraad::bench
