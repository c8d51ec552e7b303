// SPDX-License-Identifier: EUPL-1.2
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

#include "tests/bench/latency.hpp"
#include "tests/bench/process_use.hpp"
#include "tests/bench/scale/filling.hpp"
#include "tests/bench/scale/parts.hpp"
#include "tests/bench/scale/scene.hpp"

namespace beraad::bench {
namespace {

// A room that is there and says nothing.
struct QuietRoom {
  RoomId room;
  LeafId leaf;
  ThreadId thread;
};

double ms_since(Load::Clock::time_point began) {
  return std::chrono::duration<double, std::milli>(Load::Clock::now() - began).count();
}

// The system has to read the file from the disk again.
void forget_pages(std::filesystem::path const& file) {
  int const fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0 || ::fsync(fd) != 0 || ::posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED) != 0) throw std::runtime_error(file.string());
  ::close(fd);
}

class StoreThatGrows {
 public:
  explicit StoreThatGrows(Sizes const& sizes) : sizes_(sizes), scene_(sizes.server, sizes.active_rooms * kMembers) {
    scene_.cast().open_rooms(sizes.active_rooms, kMembers);
  }

  [[nodiscard]] Scene& scene() noexcept { return scene_; }
  [[nodiscard]] std::span<SenderRoom> rooms() { return scene_.cast().rooms(); }

  // Stopped, filled to so many items in all, and started again; how long until somebody is connected, in ms.
  double grow_to(std::uint64_t items);
  // The same with one room.
  void grow_room_to(SenderRoom& room, std::uint64_t items);
  [[nodiscard]] double mib() const { return static_cast<double>(std::filesystem::file_size(scene_file())) / (1024 * 1024); }

 private:
  [[nodiscard]] std::filesystem::path scene_file() const { return folder_ / "store" / "beraad.db"; }
  void open_quiet_rooms(Filling& filling);
  void fill_all(std::uint64_t each);
  void fill_active(Filling& filling, SenderRoom& room, std::uint64_t count);
  [[nodiscard]] double start();

  Sizes const& sizes_;
  Scene scene_;
  std::filesystem::path folder_ = scene_.server().folder();
  std::vector<QuietRoom> quiet_;
  std::uint64_t in_quiet_ = 0;
};

double StoreThatGrows::grow_to(std::uint64_t items) {
  auto stored = in_quiet_;
  for (auto const& room : rooms()) stored += room.seq;
  scene_.server().stop();
  if (items > stored) fill_all((items - stored + sizes_.stored_rooms - 1) / sizes_.stored_rooms);
  forget_pages(scene_file());
  return start();
}

void StoreThatGrows::grow_room_to(SenderRoom& room, std::uint64_t items) {
  scene_.server().stop();
  if (items > room.seq) {
    Filling filling(folder_);
    fill_active(filling, room, items - room.seq);
  }
  scene_.server().start_again();
}

void StoreThatGrows::fill_all(std::uint64_t each) {
  Filling filling(folder_);
  if (quiet_.empty()) open_quiet_rooms(filling);
  for (auto const& [room, leaf, thread] : quiet_) filling.fill(room, leaf, thread, each);
  in_quiet_ += each * quiet_.size();
  for (auto& room : rooms()) fill_active(filling, room, each);
}

void StoreThatGrows::fill_active(Filling& filling, SenderRoom& room, std::uint64_t count) {
  auto const now = filling.fill(room.room, room.leaf, room.thread, count);
  room.seq = now.seq;
  room.ctr = now.ctr;
  room.head = now.head;
}

void StoreThatGrows::open_quiet_rooms(Filling& filling) {
  for (auto i = rooms().size(); i < sizes_.stored_rooms; ++i) {
    auto const& beside = rooms()[i % rooms().size()];
    quiet_.push_back({filling.add_quiet_room(beside.room, beside.leaf), beside.leaf, crypto::random_id<ThreadId>()});
  }
}

double StoreThatGrows::start() {
  auto const began = Load::Clock::now();
  scene_.server().start_again();
  LoadLine const first(scene_.tls(), scene_.server().port(), scene_.cast().staff().front().cookie);
  return ms_since(began);
}

// The median of some, as the client sees it.
double ms_of(LoadLine& line, std::string const& method, std::string const& params = "{}") {
  constexpr int kTimes = 11;
  std::vector<std::int64_t> took_ns;
  for (int i = 0; i < kTimes; ++i) {
    auto const began = Load::Clock::now();
    ask(line, method, params);
    took_ns.push_back(std::chrono::nanoseconds(Load::Clock::now() - began).count());
  }
  std::sort(took_ns.begin(), took_ns.end());
  return ms_at(took_ns, 0.5);
}

std::string page_before(SenderRoom const& room, std::uint64_t before) {
  return R"({"room":")" + text_of_id(room.room) + R"(","before":)" + std::to_string(before) + R"(,"limit":100})";
}

void measure_reading(StoreThatGrows& store, Growth& growth) {
  auto const& room = store.rooms().front();
  auto const lines = store.scene().lines();
  auto& reader = *lines.at(room.others.at(0));
  auto& absent = *lines.at(room.others.at(1));
  auto const last = std::to_string(room.seq);
  ask(reader, "cursor.read",
      R"({"room":")" + text_of_id(room.room) + R"(","thread":")" + text_of_id(room.thread) + R"(","seq":)" + last + "}");
  auto const of = "a room of " + last + " items, ";
  growth.add_figure("history", of + "newest page", ms_of(reader, "item.page", page_before(room, 0)), "ms");
  growth.add_figure("history", of + "oldest page", ms_of(reader, "item.page", page_before(room, 101)), "ms");
  growth.add_figure("history", of + "room.list, all read", ms_of(reader, "room.list"), "ms");
  growth.add_figure("history", of + "room.list, none read", ms_of(absent, "room.list"), "ms");
}

void grow_history(Sizes const& sizes, StoreThatGrows& store, Growth& growth) {
  auto const rooms = store.rooms();
  auto const length = std::to_string(sizes.history);
  // Alone, one sender has no company in a commit: compared with a room like it, and not with many.
  auto const other = rooms.subspan(1, 1);
  growth.add_load("history", "alone, " + std::to_string(other.front().seq) + " items", store.scene().run(other, sizes.seconds));
  store.grow_room_to(rooms.front(), sizes.history);
  growth.add_load("history", "alone, " + std::to_string(rooms.front().seq) + " items", store.scene().run(rooms.first(1), sizes.seconds));
  growth.add_load("among", "none of " + length + " items", store.scene().run(rooms.subspan(1), sizes.seconds));
  growth.add_load("among", "one room of " + length + " items", store.scene().run(rooms, sizes.seconds));
  measure_reading(store, growth);
}

}  // namespace

void grow_store(Sizes const& sizes, Growth& growth) {
  StoreThatGrows store(sizes);
  for (auto const items : sizes.stored) {
    auto const start_ms = store.grow_to(items);
    auto const of = std::to_string(items) + " items, ";
    growth.add_figure("store", of + "size of the file", store.mib(), "MiB");
    growth.add_figure("store", of + "start to the first connection, read from disk", start_ms, "ms");
    growth.add_load("store", std::to_string(items) + " items", store.scene().run(store.rooms(), sizes.seconds));
    growth.add_figure("store", of + "memory after the load", static_cast<double>(rss_kib(store.scene().server().pid())) / 1024, "MiB");
  }
  grow_history(sizes, store, growth);
}

}  // namespace beraad::bench
