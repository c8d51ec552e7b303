// SPDX-License-Identifier: EUPL-1.2
// Everybody at once: people sign in and out, connect, write, page, open rooms, let colleagues in and out, and are blocked, each on a thread
// and several lines of their own. Afterwards every acknowledged item is in its room once, as all who are in it see it, nobody who was
// blocked is connected, and the server stops in order and logged no error. BERAAD_STRESS_ROUNDS says for how long; a run tells its seed,
// and BERAAD_STRESS_SEED repeats its choices.
#include <atomic>
#include <csignal>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "crypto/random.hpp"
#include "tests/integration/environment.hpp"
#include "tests/integration/stage_test.hpp"

namespace beraad::test {
namespace {

using crypto::BasisEvent;
using crypto::OpKind;

// What was promised, by all threads together.
class Ledger {
 public:
  void acknowledge(RoomId const& room, ItemId const& item, std::uint64_t seq) {
    std::scoped_lock const lock(mutex_);
    EXPECT_TRUE(items_[room].emplace(item, seq).second) << "acknowledged twice";
    ++count_;
  }
  void block(LeafId const& leaf) {
    std::scoped_lock const lock(mutex_);
    blocked_.insert(leaf);
  }
  [[nodiscard]] bool is_blocked(LeafId const& leaf) {
    std::scoped_lock const lock(mutex_);
    return blocked_.contains(leaf);
  }
  [[nodiscard]] std::uint64_t count() const noexcept { return count_; }
  [[nodiscard]] std::map<ItemId, std::uint64_t> const& of(RoomId const& room) { return items_[room]; }

  std::atomic<std::uint64_t> entries = 0, rooms = 0, sign_ins = 0;
  std::atomic<int> writing = 0;  // who stay to the end and have not come to theirs

 private:
  std::mutex mutex_;
  std::map<RoomId, std::map<ItemId, std::uint64_t>> items_;
  std::set<LeafId> blocked_;
  std::atomic<std::uint64_t> count_ = 0;
};

// Somebody with several lines, used by turns.
class Somebody {
 public:
  Somebody(Stage& stage, std::string name, Ledger& ledger, std::uint64_t seed)
      : stage_(stage), name_(std::move(name)), ledger_(ledger), random_(seed) {}
  virtual ~Somebody() = default;
  virtual void live() = 0;

 protected:
  static constexpr std::size_t kLines = 3;

  void connect() {
    lines_.clear();
    while (lines_.size() < kLines) {
      lines_.push_back(actor().person.connect(stage_.server().port()));
      lines_.back()->must("session.hello", {{"lang", "nl"}});
    }
  }
  [[nodiscard]] Actor& actor() { return stage_[name_]; }
  [[nodiscard]] Connection& line() { return *lines_[turn_++ % kLines]; }
  [[nodiscard]] Room copy_of(RoomId const& room) { return {room, actor().own(), stage_.trust()}; }

  // Several items at a time. How many were taken.
  std::size_t write_some(Room& room, Connection& by) {
    constexpr int kAtATime = 4;
    std::vector<std::pair<int, ItemId>> sent;
    for (int i = 0; i < kAtATime; ++i) {
      auto const item = room.next_item(thread_, "text", text_payload("door elkaar"));
      auto const id = crypto::decode_item_header(item.h).value().id;
      sent.emplace_back(by.send("item.append", {{"room", id_text(room.id())}, {"item", item_json(item)}}), id);
    }
    std::size_t taken = 0;
    for (auto const& [call, id] : sent) {
      auto const answer = by.answer_to(call);
      if (answer.ok()) {
        ledger_.acknowledge(room.id(), id, answer.result.at("seq").get<std::uint64_t>());
        ++taken;
      } else {
        expect_moment_passed(answer);
      }
    }
    return taken;
  }
  // What others did a moment before is the only reason to refuse anything here.
  static void expect_moment_passed(Answer const& answer) {
    static std::set<std::string> const reasons{"stale_epoch", "stale_entry", "not_found", "not_signed_in", "busy"};
    EXPECT_TRUE(reasons.contains(answer.reason)) << answer.reason << ": " << answer.message;
  }

  Stage& stage_;
  std::string name_;
  Ledger& ledger_;
  std::mt19937_64 random_;
  std::vector<std::unique_ptr<Connection>> lines_;
  std::size_t turn_ = 0;
  ThreadId thread_ = crypto::random_id<ThreadId>();
};

// Is in rooms from their beginning to the end of the test, and of a school lets others in and out.
class Regular final : public Somebody {
 public:
  Regular(Stage& stage, std::string name, Ledger& ledger, std::uint64_t seed, std::uint64_t rounds, std::vector<std::string> visitors)
      : Somebody(stage, std::move(name), ledger, seed), rounds_(rounds), visitors_(std::move(visitors)) {}

  void join(RoomId const& room) { rooms_.emplace_back(copy_of(room)); }
  void live() override {
    connect();
    for (std::uint64_t round = 0; round < rounds_ && !testing::Test::HasFailure(); ++round) act();
    --ledger_.writing;
  }
  // Looks again with nothing but the own keys: the chain of each room, by room.
  [[nodiscard]] std::map<RoomId, crypto::Hash> look() {
    connect();
    std::map<RoomId, crypto::Hash> heads;
    for (auto const& each : rooms_) {
      auto room = copy_of(each.id());
      room.sync(line());
      EXPECT_EQ(room.broken(), "") << name_;
      compare(room);
      heads.emplace(room.id(), room.head());
    }
    return heads;
  }

 private:
  void act() {
    auto& room = rooms_[random_() % rooms_.size()];
    sync(room);
    write_some(room, line());
    switch (random_() % 8) {
      case 0:
        return change_people(room);
      case 1:
        return page_back(room);
      case 2:
        return connect();
      case 3:
        return sign_out_and_in();
      case 4:
        return open_room();
      default:
        sync(room);
        if (has_blocked(room)) change_people(room);
    }
  }
  void sync(Room& room) {
    room.sync(line());
    EXPECT_EQ(room.broken(), "") << name_;
  }
  [[nodiscard]] bool has_blocked(Room const& room) {
    auto const& roster = room.state().roster;
    return std::any_of(roster.begin(), roster.end(), [this](crypto::Leaf const& each) { return ledger_.is_blocked(each.id); });
  }
  // Whoever was blocked goes first: nothing is sealed into the room until then.
  void change_people(Room& room) {
    sync(room);
    std::vector<Change> changes;
    auto event = BasisEvent::kMemberRemoved;
    for (auto const& each : room.state().roster)
      if (ledger_.is_blocked(each.id)) changes.push_back(remove(each.id));
    if (changes.empty()) {
      if (visitors_.empty()) return;
      auto const& visitor = stage_[visitors_[random_() % visitors_.size()]];
      bool const is_in = crypto::find_leaf(room.state().roster, visitor.person.leaf()) != nullptr;
      event = is_in ? event : BasisEvent::kMemberAdded;
      changes.push_back(is_in ? remove(visitor.person.leaf()) : add(visitor.cert));
    }
    auto const entry = room.next_entry(line(), event, std::move(changes));
    auto const answer = line().call("room.append", {{"room", id_text(room.id())}, {"entry", entry.json()}});
    // Refused: of two whom the beheerder blocked, the second is not known here yet.
    if (answer.ok()) ++ledger_.entries;
    if (!answer.ok() && answer.reason != "refused") expect_moment_passed(answer);
  }
  void page_back(Room const& room) {
    constexpr std::uint64_t kPage = 20;
    std::uint64_t before = 0;
    do {
      auto const page = line().must("item.page", {{"room", id_text(room.id())}, {"before", before}, {"limit", kPage}});
      if (page.at("items").empty()) return;
      auto const first = page.at("items").front().at("seq").get<std::uint64_t>();
      auto const last = page.at("items").back().at("seq").get<std::uint64_t>();
      EXPECT_EQ(last - first + 1, page.at("items").size()) << "a page without gaps";
      if (before != 0) {
        EXPECT_EQ(last + 1, before) << "that joins the one before";
      }
      before = first;
    } while (before > 1);
  }
  void sign_out_and_in() {
    if (!actor().person.has_code()) return;
    EXPECT_TRUE(post(stage_.server().port(), "sign-out", Json::object(), actor().person.cookie()).ok());
    for (auto const& each : lines_) EXPECT_EQ(each->wait_for_close(), 4001U) << name_;
    actor().person.sign_in(stage_.server().port());
    ++ledger_.sign_ins;
    connect();
  }
  void open_room() {
    if (visitors_.empty()) return;
    actor().line = actor().person.connect(stage_.server().port());
    auto opened = stage_.open_case(name_, visitors_);
    actor().line.reset();
    rooms_.push_back(std::move(*opened.schoolteam));
    ++ledger_.rooms;
  }
  void compare(Room const& room) {
    std::map<ItemId, std::uint64_t> seen;
    for (auto const& each : room.items()) EXPECT_TRUE(seen.emplace(each.header.id, each.seq).second) << "twice: item " << each.seq;
    for (auto const& [id, seq] : ledger_.of(room.id())) {
      auto const found = seen.find(id);
      ASSERT_NE(found, seen.end()) << "gone: item " << seq;
      EXPECT_EQ(found->second, seq);
    }
  }

  std::uint64_t rounds_;
  std::vector<std::string> visitors_;
  std::vector<Room> rooms_;
};

// Is let in and out again and again, and sees of each room what came while being in it.
class Visitor final : public Somebody {
 public:
  using Somebody::Somebody;

  void live() override {
    connect();
    while (ledger_.writing > 0 && !testing::Test::HasFailure()) visit();
  }

 private:
  void visit() {
    auto const rooms = line().must("room.list", Json::object()).at("rooms");
    for (auto const& each : rooms) {
      auto room = copy_of(id_of_text<RoomId>(each.at("room").get<std::string>()).value());
      auto& by = line();
      if (!is_in(room, by)) continue;
      auto& counter = counters_[room.id()];
      room.go_on_after(counter);
      write_some(room, by);
      counter = room.counter();
    }
    if (random_() % 4 == 0) connect();
  }
  // False: was let out in the middle of looking.
  [[nodiscard]] bool is_in(Room& room, Connection& by) {
    try {
      room.sync(by);
    } catch (std::runtime_error const& out) {
      EXPECT_NE(std::string(out.what()).find("not_found"), std::string::npos) << out.what();
      return false;
    }
    EXPECT_EQ(room.broken(), "") << name_;
    return room.broken().empty() && room.has_key_of(room.epoch());
  }

  std::map<RoomId, std::uint64_t> counters_;  // also of stays that ended
};

// Writes until the beheerder blocks the account.
class Leaver final : public Somebody {
 public:
  Leaver(Stage& stage, std::string name, Ledger& ledger, std::uint64_t seed, RoomId const& room)
      : Somebody(stage, std::move(name), ledger, seed), room_(copy_of(room)) {}

  void live() override {
    connect();
    try {
      while (!ledger_.is_blocked(own()) && !testing::Test::HasFailure()) {
        auto& by = line();
        room_.sync(by);
        write_some(room_, by);
      }
      EXPECT_EQ(write_some(room_, line()), 0U) << "taken after the account was blocked";
    } catch (std::runtime_error const&) {  // the line ended, or the session before it
    }
    for (auto const& each : lines_) EXPECT_EQ(each->close_code() == 0 ? each->wait_for_close() : each->close_code(), 4001U) << name_;
    EXPECT_THROW(static_cast<void>(actor().person.connect(stage_.server().port())), std::runtime_error);
  }

 private:
  [[nodiscard]] LeafId own() { return actor().person.leaf(); }

  Room room_;
};

// Looks at the accounts, and blocks one after the other while everybody writes.
class Beheerder final : public Somebody {
 public:
  Beheerder(Stage& stage, std::string name, Ledger& ledger, std::uint64_t seed, std::vector<std::string> whom, std::uint64_t every)
      : Somebody(stage, std::move(name), ledger, seed), whom_(std::move(whom)), every_(every) {}

  void live() override {
    connect();
    for (std::size_t i = 0; i < whom_.size(); ++i) {
      while (ledger_.count() < every_ * (i + 1) && ledger_.writing > 0) line().must("account.list", Json::object());
      auto const& person = stage_[whom_[i]].person;
      line().must("account.block", {{"account", id_text(person.account)}});
      ledger_.block(person.leaf());
    }
  }

 private:
  std::vector<std::string> whom_;
  std::uint64_t every_;
};

// The stage's people and rooms, and who does what.
class Crowd {
 public:
  Crowd(std::uint64_t rounds, std::uint64_t seed) : random_(seed) {
    for (auto const& each : {regulars_, visitors_, leavers_})
      for (auto const& name : each)
        if (name != "mentor" && name != "zoco") stage.invite_colleague(name);
    std::vector<std::string> others(regulars_.begin() + 1, regulars_.end());
    others.insert(others.end(), leavers_.begin(), leavers_.end());
    auto const team = stage.open_case("mentor", others);
    auto const consult = stage.open_consult("mentor", team.id, 1, false, {"gert", "gerda"});
    for (auto const& name : regulars_) add_regular(name, rounds, visitors_).join(team.schoolteam->id());
    regular.front()->join(consult->id());
    for (auto const* name : {"gert", "gerda"}) add_regular(name, rounds, {}).join(consult->id());
    for (auto const& name : visitors_) all.push_back(std::make_unique<Visitor>(stage, name, ledger, random_()));
    for (auto const& name : leavers_) all.push_back(std::make_unique<Leaver>(stage, name, ledger, random_(), team.schoolteam->id()));
    all.push_back(std::make_unique<Beheerder>(stage, "beheer eik", ledger, random_(), leavers_, 4 * rounds));
    ledger.writing = static_cast<int>(regular.size());
  }

  void live() {
    std::vector<std::thread> threads;
    for (auto const& each : all) threads.emplace_back([&each] { survive(*each); });
    for (auto& each : threads) each.join();
  }

  Stage stage;
  Ledger ledger;
  std::vector<std::unique_ptr<Somebody>> all;
  std::vector<Regular*> regular;

 private:
  static void survive(Somebody& who) {
    try {
      who.live();
    } catch (std::exception const& why) {
      ADD_FAILURE() << why.what();
    }
  }
  Regular& add_regular(std::string const& name, std::uint64_t rounds, std::vector<std::string> const& visitors) {
    auto made = std::make_unique<Regular>(stage, name, ledger, random_(), rounds, visitors);
    regular.push_back(made.get());
    all.push_back(std::move(made));
    return *regular.back();
  }

  std::mt19937_64 random_;
  std::vector<std::string> const regulars_{"mentor", "zoco", "anja", "bram"};
  std::vector<std::string> const visitors_{"carla", "dirk"};
  std::vector<std::string> const leavers_{"ella", "frits", "greet"};
};

TEST(Stress, everybody_at_once_loses_nothing_and_nobody_who_was_blocked_stays) {
  auto const rounds = number_in("BERAAD_STRESS_ROUNDS", 10);
  auto const seed = number_in("BERAAD_STRESS_SEED", std::random_device{}());
  RecordProperty("seed", std::to_string(seed));
  SCOPED_TRACE("BERAAD_STRESS_SEED=" + std::to_string(seed));
  std::signal(SIGPIPE, SIG_IGN);  // of a line that ends while it is written to

  Crowd crowd(rounds, seed);
  crowd.live();
  std::map<RoomId, crypto::Hash> heads;
  for (auto* const each : crowd.regular)
    for (auto const& [room, head] : each->look()) EXPECT_EQ(heads.emplace(room, head).first->second, head) << "two histories of one room";
  EXPECT_GT(crowd.ledger.count(), rounds) << "hardly anything was written";
  EXPECT_GT(crowd.ledger.entries, 0U) << "nobody came or went";
  for (auto const& [name, count] : {std::pair("items", crowd.ledger.count()),
                                    {"entries", crowd.ledger.entries.load()},
                                    {"rooms", crowd.ledger.rooms.load()},
                                    {"sign_ins", crowd.ledger.sign_ins.load()}})
    RecordProperty(name, std::to_string(count));

  EXPECT_EQ(crowd.stage.server().stop(), 0);
  auto const log = bytes_of(crowd.stage.server().folder() / "server.log");
  EXPECT_NE(log.find("\"event\":\"stopped\""), std::string::npos) << log;
  for (auto const* word : {"\"level\":\"error\"", "timed_out", "Sanitizer"}) EXPECT_EQ(log.find(word), std::string::npos) << log;
}

}  // namespace
}  // namespace beraad::test
