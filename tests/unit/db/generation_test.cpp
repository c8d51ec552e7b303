// SPDX-License-Identifier: EUPL-1.2
// Files put back from a backup, lost, or cut short: noticed at the start, and accepted only on purpose.
#include "db/generation.hpp"

#include "tests/unit/db/people.hpp"
#include "tests/unit/db/temporary_store.hpp"

namespace beraad::db {
namespace {

namespace fs = std::filesystem;

DatabaseOptions const kWitnessEveryBatch{.writer = {.witness_every = std::chrono::milliseconds(0)}};

class OlderFile : public StoreTest {
 protected:
  void SetUp() override {
    open();
    ASSERT_OK(write([](Stores& stores) { return add_people(stores); }));
    close();
  }
  void back_up() const {
    fs::create_directory(directory() / "backup");
    for (auto const& entry : fs::directory_iterator(directory()))
      if (entry.is_regular_file()) fs::copy(entry.path(), directory() / "backup");
  }
  // While the store is open: the files, and the logs that are not yet in them. On the writer's thread, so that nothing is written
  // meanwhile.
  void back_up_as_a_crash_leaves_it() {
    ASSERT_OK(write([this](Stores&) -> Result<void> {
      back_up();
      return {};
    }));
  }
  void restore(fs::path const& file) const {
    fs::remove(file);
    fs::remove(file.string() + "-wal");
    fs::copy(directory() / "backup" / file.filename(), file);
  }
};

TEST_F(OlderFile, every_start_after_a_clean_stop_is_accepted) {
  for (int i = 0; i < 3; ++i) {
    open(kWitnessEveryBatch);
    ASSERT_OK(write([i](Stores& stores) {
      return stores.accounts.add(
          account_of(id_of<AccountId>(60U + static_cast<unsigned>(i)), "q" + std::to_string(i), kSchool, "medewerker"));
    }));
    close();
  }
  EXPECT_OK(try_open());
}

TEST_F(OlderFile, store_from_a_backup_is_noticed) {
  back_up();
  open();
  ASSERT_OK(write([](Stores& stores) { return stores.accounts.block(kMentor); }));
  close();
  restore(files().store);
  EXPECT_EQ(code_of(try_open()), Errc::kStale);
  EXPECT_EQ(code_of(try_open()), Errc::kStale);
}

TEST_F(OlderFile, share_store_from_a_backup_is_noticed) {
  back_up();
  for (int i = 0; i < 2; ++i) {
    open();
    ASSERT_OK(write([](Stores& stores) { return stores.accounts.block(kMentor); }));
    close();
  }
  restore(files().share_store);
  EXPECT_EQ(code_of(try_open()), Errc::kStale);
}

TEST_F(OlderFile, both_from_the_same_backup_cannot_be_noticed_and_are_accepted) {
  back_up();
  open();
  close();
  restore(files().store);
  restore(files().share_store);
  EXPECT_OK(try_open());
}

TEST_F(OlderFile, restoring_on_purpose_is_accepted_once_and_then_normal) {
  back_up();
  open();
  close();
  restore(files().store);
  EXPECT_OK(try_open({.accept_older = true}));
  EXPECT_OK(try_open());
}

TEST_F(OlderFile, missing_file_is_noticed_and_not_made_anew) {
  fs::remove(files().store);
  EXPECT_EQ(code_of(try_open()), Errc::kStale);
  EXPECT_FALSE(fs::exists(files().store));
}

TEST_F(OlderFile, log_that_lost_its_end_is_noticed) {
  open(kWitnessEveryBatch);
  for (unsigned i = 0; i < 20; ++i)
    ASSERT_OK(write([i](Stores& stores) {
      return stores.accounts.add(account_of(id_of<AccountId>(70 + i), "r" + std::to_string(i), kSchool, "medewerker"));
    }));
  back_up_as_a_crash_leaves_it();
  close();
  for (auto const& file : {files().store, files().share_store}) {
    restore(file);
    fs::copy(directory() / "backup" / (file.filename().string() + "-wal"), file.string() + "-wal");
  }
  auto const log = files().store.string() + "-wal";
  fs::resize_file(log, fs::file_size(log) / 2);
  EXPECT_EQ(code_of(try_open()), Errc::kStale);

  // With the operator's word the part that is left is a sound store.
  open({.accept_older = true});
  EXPECT_OK(read([](Stores const& stores) { return stores.accounts.find(kMentor); }));
  EXPECT_EQ(code_of(read([](Stores const& stores) { return stores.accounts.find_login("r19"); })), Errc::kNotFound);
}

TEST_F(OlderFile, whole_log_left_by_a_crash_is_accepted) {
  open(kWitnessEveryBatch);
  for (unsigned i = 0; i < 20; ++i)
    ASSERT_OK(write([i](Stores& stores) {
      return stores.accounts.add(account_of(id_of<AccountId>(70 + i), "r" + std::to_string(i), kSchool, "medewerker"));
    }));
  back_up_as_a_crash_leaves_it();
  close();
  for (auto const& file : {files().store, files().share_store}) {
    restore(file);
    fs::copy(directory() / "backup" / (file.filename().string() + "-wal"), file.string() + "-wal");
  }
  open();
  EXPECT_OK(read([](Stores const& stores) { return stores.accounts.find_login("r19"); }));
}

}  // namespace
}  // namespace beraad::db
