// SPDX-License-Identifier: EUPL-1.2
// kill -9 in the middle of writing: everything that was acknowledged is there, and nothing is half there.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstring>

#include "tests/unit/db/people.hpp"
#include "tests/unit/db/temporary_store.hpp"

namespace beraad::db {
namespace {

class Crash : public StoreTest {
 protected:
  // In the child: appends for ever, and tells the pipe each sequence number once its commit is durable.
  [[noreturn]] void write_until_killed(int acknowledged) {
    auto opened = try_open();
    if (!opened) ::_exit(1);
    Writer& writer = (*opened)->writer();
    std::atomic<int> under_way{0};
    for (;;) {
      if (under_way >= 100) continue;
      ++under_way;
      auto const taken = writer.submit([](Stores& stores) { return say(stores, RoomNo{1}, kMentor, id_of<ThreadId>(1)); },
                                       [&, acknowledged](Result<std::uint64_t> seq) {
                                         if (!seq || ::write(acknowledged, &*seq, sizeof *seq) != sizeof *seq) ::_exit(2);
                                         --under_way;
                                       });
      if (!taken) ::_exit(3);
    }
  }
};

TEST_F(Crash, killed_process_has_lost_nothing_it_acknowledged) {
  open();
  ASSERT_OK(write([](Stores& stores) -> Result<RoomNo> {
    if (auto added = add_case(stores); !added) return added.error();
    return add_room(stores, 1, "schoolteam", {kMentor});
  }));
  close();

  std::uint64_t acknowledged = 0;
  for (int round = 0; round < 3; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    pid_t const child = ::fork();
    if (child == 0) write_until_killed(ends[1]);
    ::close(ends[1]);
    std::uint64_t seq = 0;
    auto const until = acknowledged + 300;
    while (acknowledged < until && ::read(ends[0], &seq, sizeof seq) == sizeof seq) acknowledged = seq;
    ::kill(child, SIGKILL);
    // What it still wrote into the pipe before it died was acknowledged too.
    while (::read(ends[0], &seq, sizeof seq) == sizeof seq) acknowledged = seq;
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself with " << WEXITSTATUS(status);
    ASSERT_GE(acknowledged, until);

    open();
    auto const room = read([](Stores const& stores) { return stores.rooms.find(RoomNo{1}); });
    ASSERT_OK(room);
    EXPECT_GE(room->last_seq, acknowledged);
    std::uint64_t next = 1;
    while (next <= room->last_seq) {
      auto const page = read([next](Stores const& stores) { return stores.items.after(RoomNo{1}, next - 1, 100); });
      ASSERT_OK(page);
      ASSERT_FALSE(page->empty()) << "item " << next << " is missing";
      for (Item const& item : *page) {
        ASSERT_EQ(item.seq, next);
        ASSERT_EQ(item.ctr, next);
        ++next;
      }
    }
    auto const leaf = read([](Stores const& stores) { return stores.rooms.leaf_of_account(RoomNo{1}, kMentor); });
    ASSERT_OK(leaf);
    EXPECT_EQ(leaf->last_ctr, room->last_seq);
    acknowledged = room->last_seq;
    close();
  }
}

}  // namespace
}  // namespace beraad::db
