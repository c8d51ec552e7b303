// SPDX-License-Identifier: EUPL-1.2
// Shares come with their entry, and a destroyed one never comes back.
#include "db/shares.hpp"

#include <algorithm>

#include "tests/unit/db/people.hpp"
#include "tests/unit/db/temporary_store.hpp"

namespace beraad::db {
namespace {

namespace fs = std::filesystem;

RoomId const kRoom = id_of<RoomId>(1);
RoomId const kOther = id_of<RoomId>(2);

class RoomShares : public StoreTest {
 protected:
  [[nodiscard]] std::size_t count(RoomId const& room) {
    auto const shares = read([&](Stores const& stores) { return stores.shares.of_room(room, 0, 1000); });
    return shares ? shares->size() : 999;
  }
  void put_three() {
    ASSERT_OK(write([](Stores& stores) -> Result<void> {
      stores.shares.put(kRoom, 0, key_of(10));
      stores.shares.put(kRoom, 1, key_of(11));
      stores.shares.put(kOther, 0, key_of(20));
      return {};
    }));
  }
};

TEST_F(RoomShares, share_is_found_by_room_and_epoch_also_after_a_restart) {
  open();
  put_three();
  reopen();
  auto const found = read([](Stores const& stores) { return stores.shares.find(kRoom, 1); });
  ASSERT_OK(found);
  EXPECT_TRUE(std::ranges::equal(found->share.view(), key_of(11).view()));
  EXPECT_EQ(count(kRoom), 2U);
  auto const later = read([](Stores const& stores) { return stores.shares.of_room(kRoom, 1, 5); });
  ASSERT_OK(later);
  ASSERT_EQ(later->size(), 1U);
  EXPECT_EQ(later->front().n, 1U);
  EXPECT_EQ(code_of(read([](Stores const& stores) { return stores.shares.find(kRoom, 2); })), Errc::kNotFound);
}

TEST_F(RoomShares, share_of_a_job_that_fails_is_not_kept) {
  open();
  EXPECT_EQ(code_of(write([](Stores& stores) -> Result<void> {
              stores.shares.put(kRoom, 0, key_of(10));
              return fail(Errc::kStale, "another entry came first");
            })),
            Errc::kStale);
  put_three();
  EXPECT_EQ(count(kRoom), 2U);
}

TEST_F(RoomShares, share_whose_entry_never_came_is_replaced) {
  open();
  put_three();
  ASSERT_OK(write([](Stores& stores) -> Result<void> {
    stores.shares.put(kRoom, 1, key_of(99));
    return {};
  }));
  auto const found = read([](Stores const& stores) { return stores.shares.find(kRoom, 1); });
  ASSERT_OK(found);
  EXPECT_TRUE(std::ranges::equal(found->share.view(), key_of(99).view()));
}

TEST_F(RoomShares, destroying_a_room_takes_its_shares_only) {
  open();
  put_three();
  ASSERT_OK(write([](Stores& stores) { return stores.shares.destroy(kRoom, 5000); }));
  EXPECT_EQ(count(kRoom), 0U);
  EXPECT_EQ(count(kOther), 1U);
  // The log, which held the pages as they were, is empty.
  EXPECT_EQ(fs::file_size(files().share_store.string() + "-wal"), 0U);
}

TEST_F(RoomShares, destruction_that_fails_its_job_destroys_nothing) {
  open();
  put_three();
  EXPECT_EQ(code_of(write([](Stores& stores) -> Result<void> {
              if (auto destroyed = stores.shares.destroy(kRoom, 5000); !destroyed) return destroyed;
              return fail(Errc::kStale, "changed its mind");
            })),
            Errc::kStale);
  reopen();
  EXPECT_EQ(count(kRoom), 2U);
}

TEST_F(RoomShares, older_file_of_shares_brings_nothing_back) {
  open();
  put_three();
  close();
  fs::copy(files().share_store, directory() / "old-shares");
  open();
  ASSERT_OK(write([](Stores& stores) { return stores.shares.destroy(kRoom, 5000); }));
  close();
  fs::copy(directory() / "old-shares", files().share_store, fs::copy_options::overwrite_existing);
  open({.accept_older = true});
  EXPECT_EQ(count(kRoom), 0U);
  EXPECT_EQ(count(kOther), 1U);
}

}  // namespace
}  // namespace beraad::db
