// SPDX-License-Identifier: EUPL-1.2
// kill -9 at random moments while several people write: whatever was acknowledged is there afterwards, in its place and once, every chain
// verifies, and both stores are whole. BERAAD_KILL_CYCLES says how often; a run tells its seed, and BERAAD_KILL_SEED repeats it.
#include <atomic>
#include <csignal>
#include <random>
#include <set>
#include <thread>

#include "crypto/random.hpp"
#include "tests/integration/copied_store.hpp"
#include "tests/integration/environment.hpp"
#include "tests/integration/stage_test.hpp"

namespace beraad::test {
namespace {

// One person with a room, who writes in it until the line ends, and looks afterwards.
class Scribe {
 public:
  Scribe(Stage& stage, std::string name, std::unique_ptr<Room> room) : stage_(stage), name_(std::move(name)), room_(std::move(room)) {}
  virtual ~Scribe() = default;

  // Returns when the server is gone.
  void write(std::atomic<std::uint64_t>& acknowledged) {
    try {
      for (;;) write_some(acknowledged);
    } catch (std::runtime_error const&) {  // the line ended, as it must
    }
  }
  void look() {
    auto& actor = stage_[name_];
    actor.line = actor.person.connect(stage_.server().port());
    actor.line->must("session.hello", {{"lang", "nl"}});
    room_->sync(*actor.line);
    ASSERT_EQ(room_->broken(), "") << name_;
    compare();
  }

 protected:
  [[nodiscard]] Connection& line() { return stage_.line(name_); }
  [[nodiscard]] Room& room() noexcept { return *room_; }
  virtual void write_some(std::atomic<std::uint64_t>& acknowledged) = 0;
  virtual void compare() = 0;

 private:
  Stage& stage_;
  std::string name_;
  std::unique_ptr<Room> room_;
};

// Sends messages, several at a time.
class Talker final : public Scribe {
 public:
  using Scribe::Scribe;

 private:
  void write_some(std::atomic<std::uint64_t>& acknowledged) override {
    std::vector<std::pair<int, ItemId>> sent;
    for (int i = 0; i < 6; ++i) {
      auto const item = room().next_item(thread_, "text", text_payload("tot de val"));
      auto const id = crypto::decode_item_header(item.h).value().id;
      sent.emplace_back(line().send("item.append", {{"room", id_text(room().id())}, {"item", item_json(item)}}), id);
    }
    for (auto const& [call, id] : sent) {
      auto const answer = line().answer_to(call);
      EXPECT_TRUE(answer.ok()) << answer.reason;
      if (!answer.ok()) continue;
      kept_.emplace(id, answer.result.at("seq").get<std::uint64_t>());
      ++acknowledged;
    }
  }
  void compare() override {
    auto const& items = room().items();
    for (; looked_at_ < items.size(); ++looked_at_) {
      auto const& item = items[looked_at_];
      EXPECT_TRUE(seen_.insert(item.header.id).second) << "twice: item " << item.seq;
      auto const kept = kept_.find(item.header.id);
      if (kept == kept_.end()) continue;
      EXPECT_EQ(item.seq, kept->second);
      kept_.erase(kept);
    }
    EXPECT_TRUE(kept_.empty()) << kept_.size() << " acknowledged items are gone";
  }

  ThreadId thread_ = crypto::random_id<ThreadId>();
  std::map<ItemId, std::uint64_t> kept_;  // acknowledged and not yet seen again
  std::set<ItemId> seen_;
  std::size_t looked_at_ = 0;
};

// Changes a room's keys, one epoch after the other: log, boxes, roster and the share in the other store.
class KeyKeeper final : public Scribe {
 public:
  using Scribe::Scribe;

 private:
  void write_some(std::atomic<std::uint64_t>& acknowledged) override {
    auto const entry = room().next_entry(line(), crypto::BasisEvent::kKeyRotation, {{crypto::OpKind::kRotate, {}, {}}});
    auto const answer = line().must("room.append", {{"room", id_text(room().id())}, {"entry", entry.json()}});
    kept_ = answer.at("n").get<std::uint64_t>();
    ++acknowledged;
    room().sync(line());
  }
  void compare() override {
    EXPECT_GE(room().epoch(), kept_) << "an acknowledged change of keys is gone";
    EXPECT_LE(room().epoch(), kept_ + 1) << "more than the one that was under way";
    for (std::uint64_t n = 0; n <= room().epoch(); ++n) EXPECT_TRUE(room().has_key_of(n)) << "epoch " << n << " cannot be opened";
    kept_ = room().epoch();
  }

  std::uint64_t kept_ = 0;
};

TEST(kill, at_any_moment_loses_nothing_that_was_acknowledged) {
  auto const cycles = number_in("BERAAD_KILL_CYCLES", 25);
  auto const seed = number_in("BERAAD_KILL_SEED", std::random_device{}());
  RecordProperty("seed", std::to_string(seed));
  SCOPED_TRACE("BERAAD_KILL_SEED=" + std::to_string(seed));
  std::mt19937_64 random(seed);
  std::signal(SIGPIPE, SIG_IGN);  // of a line that ends while it is written to

  Stage s;
  auto const opened = s.open_case("mentor", {"zoco"});
  auto const second = s.open_case("zoco");
  auto const consult = s.open_consult("mentor", opened.id, 1, true, {"gert", "gerda"});
  std::vector<std::unique_ptr<Scribe>> scribes;
  scribes.push_back(std::make_unique<Talker>(s, "mentor", s.copy_of(opened.schoolteam->id(), "mentor")));
  scribes.push_back(std::make_unique<Talker>(s, "gert", s.copy_of(consult->id(), "gert")));
  scribes.push_back(std::make_unique<Talker>(s, "gerda", s.copy_of(consult->id(), "gerda")));
  scribes.push_back(std::make_unique<KeyKeeper>(s, "zoco", s.copy_of(second.schoolteam->id(), "zoco")));
  for (auto const& each : scribes) each->look();

  std::uint64_t in_all = 0;
  for (std::uint64_t cycle = 0; cycle < cycles && !HasFailure(); ++cycle) {
    SCOPED_TRACE("cycle " + std::to_string(cycle));
    std::atomic<std::uint64_t> acknowledged = 0;
    std::vector<std::thread> threads;
    for (auto const& each : scribes) threads.emplace_back([&each, &acknowledged] { each->write(acknowledged); });
    // Anywhere in the work on one batch: some answers, and then some turns of this loop.
    auto const answers = random() % 40;
    while (acknowledged < answers) std::this_thread::yield();
    for (auto turns = random() % 400'000; turns > 0; --turns) std::atomic_signal_fence(std::memory_order_seq_cst);
    s.server().kill_hard();
    for (auto& each : threads) each.join();
    in_all += acknowledged;
    s.server().start_again();
    for (auto const& each : scribes) each->look();
  }
  EXPECT_GT(in_all, cycles) << "hardly anything was written";
  RecordProperty("acknowledged", std::to_string(in_all));
  EXPECT_EQ(s.server().stop(), 0);
  EXPECT_TRUE(CopiedStore(s.server().folder(), "store", "beraad.db").is_whole());
  EXPECT_TRUE(CopiedStore(s.server().folder(), "shares", "shares.db").is_whole());
}

}  // namespace
}  // namespace beraad::test
