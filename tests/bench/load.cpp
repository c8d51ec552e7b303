// SPDX-License-Identifier: EUPL-1.2
// One thread and epoll. Frames are searched, not parsed: what a browser does with them is not what is measured here.
#include "tests/bench/load.hpp"

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

#include "crypto/item.hpp"
#include "crypto/random.hpp"

namespace beraad::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kWarmUp = std::chrono::seconds(1);
constexpr auto kDrain = std::chrono::seconds(15);
// With its title and quotes it fills the 512-byte step of the padding: 528 bytes of c, 704 characters of base64url.
constexpr std::size_t kTextBytes = 360;

std::int64_t now_ns() {
  return std::chrono::nanoseconds(Clock::now().time_since_epoch()).count();
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

class Load {
 public:
  Load(std::vector<SenderRoom>& rooms, std::vector<std::unique_ptr<LoadLine>>& lines)
      : rooms_(rooms), lines_(lines), epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      epoll_event event{};
      event.events = EPOLLIN;
      event.data.u64 = i;
      if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, lines[i]->descriptor(), &event) != 0) throw std::runtime_error("epoll");
    }
    for (std::size_t r = 0; r < rooms.size(); ++r) by_id_.emplace(text_of_id(rooms[r].room), r);
    sent_ns_.resize(rooms.size());
  }
  Load(Load const&) = delete;
  Load& operator=(Load const&) = delete;
  ~Load() { ::close(epoll_); }

  void start() {
    for (std::size_t r = 0; r < rooms_.size(); ++r) say(r);
  }
  void run_for(Clock::duration time) {
    for (auto const end = Clock::now() + time; Clock::now() < end;) step();
  }
  // Says nothing new and takes what is still on its way.
  void drain() {
    talking_ = false;
    for (auto const end = Clock::now() + kDrain; owed() > 0 && Clock::now() < end;) step();
  }
  [[nodiscard]] std::uint64_t owed() const { return owed_acks_ + owed_deliveries_; }
  void measure(LoadResult* into) { result_ = into; }
  void sizes(LoadResult& out) const {
    out.ciphertext_bytes = ciphertext_bytes_;
    out.frame_bytes = frame_bytes_;
  }

 private:
  void step() {
    constexpr int kWaitMs = 50;
    std::array<epoll_event, 256> events{};
    auto const count = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), kWaitMs);
    for (int i = 0; i < count; ++i) {
      auto& line = *lines_[events[static_cast<std::size_t>(i)].data.u64];
      line.receive();
      while (auto const frame = line.next_text()) take(*frame);
    }
  }

  void take(std::string_view frame) {
    if (frame.find("\"method\":\"item.new\"") != std::string_view::npos) {
      take_delivery(frame);
    } else if (auto const id = after(frame, "\"id\":"); !id.empty()) {
      take_ack(frame, number(id) - 1);
    }
  }

  void take_delivery(std::string_view frame) {
    auto const room = by_id_.find(quoted(after(frame, "\"room\":\"")));
    if (room == by_id_.end()) throw std::runtime_error("an item of a room that nobody knows");
    auto const sent = sent_ns_[room->second].at(number(after(frame, "\"seq\":")) - 1);
    --owed_deliveries_;
    if (result_ == nullptr) return;
    ++result_->deliveries;
    result_->delivery_ns.push_back(now_ns() - sent);
  }

  void take_ack(std::string_view frame, std::size_t r) {
    auto const head = quoted(after(frame, "\"head\":\""));
    auto const bytes = from_b64u(head);
    auto& room = rooms_.at(r);
    if (!bytes || bytes->size() != room.head.size()) throw std::runtime_error("refused: " + std::string(frame));
    std::copy(bytes->begin(), bytes->end(), room.head.begin());
    room.seq = number(after(frame, "\"seq\":"));
    --owed_acks_;
    if (result_ != nullptr) {
      ++result_->acks;
      result_->ack_ns.push_back(now_ns() - sent_ns_[r].at(room.seq - 1));
    }
    if (talking_) say(r);
  }

  void say(std::size_t r) {
    auto& room = rooms_[r];
    crypto::ItemHeader header;
    header.room = room.room;
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
    auto const frame = "{\"jsonrpc\":\"2.0\",\"id\":" + std::to_string(r + 1) + ",\"method\":\"item.append\",\"params\":{\"room\":\"" +
                       text_of_id(room.room) + "\",\"item\":{\"h\":\"" + to_b64u(item->h) + "\",\"k\":\"" + to_b64u(item->k) +
                       "\",\"c\":\"" + to_b64u(item->c) + "\",\"s\":\"" + to_b64u(item->s) + "\"}}}";
    ciphertext_bytes_ = item->c.size();
    frame_bytes_ = frame.size();
    ++owed_acks_;
    owed_deliveries_ += room.others.size();
    sent_ns_[r].push_back(now_ns());
    lines_[room.sender]->send_text(frame);
  }

  std::vector<SenderRoom>& rooms_;
  std::vector<std::unique_ptr<LoadLine>>& lines_;
  int epoll_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
  std::vector<std::vector<std::int64_t>> sent_ns_;  // by room, by sequence number less one: the sender is alone in its room
  std::uint64_t owed_acks_ = 0;
  std::uint64_t owed_deliveries_ = 0;
  bool talking_ = true;
  LoadResult* result_ = nullptr;
  std::size_t ciphertext_bytes_ = 0;
  std::size_t frame_bytes_ = 0;
};

}  // namespace

LoadResult run_load(std::vector<SenderRoom>& rooms, std::vector<std::unique_ptr<LoadLine>>& lines, pid_t server, unsigned seconds) {
  LoadResult result;
  Load load(rooms, lines);
  load.start();
  load.run_for(kWarmUp);
  auto const began = Clock::now();
  auto const server_before = cpu_seconds(server);
  auto const own_before = cpu_seconds(::getpid());
  load.measure(&result);
  load.run_for(std::chrono::seconds(seconds));
  load.measure(nullptr);
  result.server_cpu_s = cpu_seconds(server) - server_before;
  result.generator_cpu_s = cpu_seconds(::getpid()) - own_before;
  result.seconds = std::chrono::duration<double>(Clock::now() - began).count();
  load.drain();
  result.undelivered = load.owed();
  load.sizes(result);
  std::sort(result.ack_ns.begin(), result.ack_ns.end());
  std::sort(result.delivery_ns.begin(), result.delivery_ns.end());
  return result;
}

double cpu_seconds(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string line;
  std::getline(file, line);
  // The name may hold anything; after its bracket comes field 3. User and system time are fields 14 and 15.
  std::istringstream fields(line.substr(line.rfind(')') + 1));
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  double user = 0, system = 0;
  if (!(fields >> user >> system)) throw std::runtime_error("the server is gone");
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::uint64_t rss_kib(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/statm");
  std::uint64_t pages = 0, resident = 0;
  if (!(file >> pages >> resident)) throw std::runtime_error("the server is gone");
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) / 1024;
}

}  // namespace beraad::bench
