// SPDX-License-Identifier: EUPL-1.2
// No space left: writing is refused in those words, reading goes on, and space that comes back is used. The limit on the size of a file
// stands for the disk: it stops a write in the same place, and needs no rights.
#include <signal.h>
#include <sys/resource.h>

#include "tests/unit/db/people.hpp"
#include "tests/unit/db/temporary_store.hpp"

namespace beraad::db {
namespace {

class FileSizeLimit {
 public:
  explicit FileSizeLimit(std::uintmax_t bytes) {
    ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    rlimit lower = before_;
    lower.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &lower);
  }
  FileSizeLimit(FileSizeLimit const&) = delete;
  FileSizeLimit& operator=(FileSizeLimit const&) = delete;
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, SIG_DFL);
  }

 private:
  rlimit before_{};
};

class FullDisk : public StoreTest {
 protected:
  void SetUp() override {
    open();
    ASSERT_OK(write([](Stores& stores) -> Result<RoomNo> {
      if (auto added = add_case(stores); !added) return added.error();
      return add_room(stores, 1, "schoolteam", {kMentor});
    }));
  }
  [[nodiscard]] std::uintmax_t log_bytes() const { return std::filesystem::file_size(files().store.string() + "-wal"); }
  Result<std::uint64_t> say_one() {
    return write([](Stores& stores) { return say(stores, RoomNo{1}, kMentor, id_of<ThreadId>(1)); });
  }
};

TEST_F(FullDisk, writing_is_refused_reading_goes_on_and_space_is_used_again) {
  ASSERT_OK(say_one());
  {
    FileSizeLimit const limit(log_bytes());
    EXPECT_EQ(code_of(say_one()), Errc::kDiskFull);
    EXPECT_EQ(code_of(say_one()), Errc::kDiskFull);
    auto const page = read([](Stores const& stores) { return stores.items.before(RoomNo{1}, 0, 100); });
    ASSERT_OK(page);
    EXPECT_EQ(page->size(), 1U);
  }
  auto const seq = say_one();
  ASSERT_OK(seq);
  EXPECT_EQ(*seq, 2U);
  EXPECT_EQ(database().writer().statistics().failed_batches, 2U);
}

TEST_F(FullDisk, commit_that_fails_fails_every_job_of_its_batch) {
  reopen({.writer = {.batch_time = std::chrono::minutes(1)}});
  ASSERT_OK(say_one());
  std::promise<void> entered;
  std::promise<void> opened;
  std::vector<std::future<Errc>> answers;
  auto const submit = [&](auto work) {
    auto promise = std::make_shared<std::promise<Errc>>();
    answers.push_back(promise->get_future());
    ASSERT_OK(database().writer().submit(std::move(work), [promise](auto const& result) { promise->set_value(code_of(result)); }));
  };
  // The first job holds its batch open until the others wait; they join it, and all share one commit.
  submit([&](Stores& stores) {
    entered.set_value();
    opened.get_future().wait();
    return say(stores, RoomNo{1}, kMentor, id_of<ThreadId>(1));
  });
  entered.get_future().wait();
  for (int i = 0; i < 5; ++i) submit([](Stores& stores) { return say(stores, RoomNo{1}, kMentor, id_of<ThreadId>(1)); });
  {
    FileSizeLimit const limit(log_bytes());
    opened.set_value();
    for (auto& answer : answers) EXPECT_EQ(answer.get(), Errc::kDiskFull);
  }
  auto const room = read([](Stores const& stores) { return stores.rooms.find(RoomNo{1}); });
  ASSERT_OK(room);
  EXPECT_EQ(room->last_seq, 1U);
  EXPECT_EQ(database().writer().statistics().failed_batches, 1U);
  close();
  open();
  ASSERT_OK(say_one());
}

TEST_F(FullDisk, share_is_durable_before_the_entry_that_needs_it) {
  auto const room = id_of<RoomId>(1);
  {
    // The log of the shares is far shorter than the store's: only the store's commit fails.
    FileSizeLimit const limit(log_bytes());
    EXPECT_EQ(code_of(write([&](Stores& stores) {
                stores.shares.put(room, 1, key_of(10));
                return stores.log.append(RoomNo{1}, {1, signed_of("entry 1"), hash_of(5), {}});
              })),
              Errc::kDiskFull);
  }
  // A share without its entry harms nobody; an entry without its share would lose the room. The entry that takes its place replaces it.
  EXPECT_OK(read([&](Stores const& stores) { return stores.shares.find(room, 1); }));
  EXPECT_EQ(read([](Stores const& stores) { return stores.log.entries(RoomNo{1}, 0, 10); })->size(), 1U);
}

TEST_F(FullDisk, new_store_on_a_full_disk_is_an_error) {
  TemporaryDirectory const other;
  FileSizeLimit const limit(4096);
  EXPECT_EQ(code_of(Database::open(files_in(other.path()), test_keys(), {})), Errc::kDiskFull);
}

}  // namespace
}  // namespace beraad::db
