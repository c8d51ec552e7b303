// SPDX-License-Identifier: EUPL-1.2
// Files come chunk by chunk and are given when they are whole.
#include "db/files.hpp"

#include "tests/unit/db/people.hpp"
#include "tests/unit/db/temporary_store.hpp"

namespace beraad::db {
namespace {

FileId const kFile = id_of<FileId>(1);

class FilesOf : public StoreTest {
 protected:
  void SetUp() override {
    open();
    ASSERT_OK(write([](Stores& stores) -> Result<void> {
      if (auto added = add_case(stores); !added) return added;
      auto const room = add_room(stores, 1, "schoolteam", {kMentor});
      if (!room) return room.error();
      return stores.files.add({kFile, *room, leaf_of(kMentor), 2, 0, 0, 1000});
    }));
  }
  Result<void> append(std::uint32_t index, crypto::Byte byte) {
    return write([=](Stores& stores) { return stores.files.append(kFile, index, crypto::Bytes(65552, byte)); });
  }
  Result<crypto::Bytes> chunk(std::uint32_t index) {
    return read([=](Stores const& stores) { return stores.files.chunk(kFile, index); });
  }
};

TEST_F(FilesOf, chunks_come_in_order_and_once) {
  EXPECT_EQ(code_of(append(1, 1)), Errc::kStale);
  ASSERT_OK(append(0, 1));
  EXPECT_EQ(code_of(append(0, 1)), Errc::kStale);
  EXPECT_EQ(code_of(chunk(0)), Errc::kNotFound);
  ASSERT_OK(append(1, 2));
  EXPECT_EQ(code_of(append(2, 3)), Errc::kStale);
  EXPECT_EQ(chunk(0).value(), crypto::Bytes(65552, 1));
  EXPECT_EQ(chunk(1).value(), crypto::Bytes(65552, 2));
  EXPECT_EQ(code_of(chunk(2)), Errc::kNotFound);
  auto const file = read([](Stores const& stores) { return stores.files.find(kFile); });
  ASSERT_OK(file);
  EXPECT_EQ(file->stored, 2U);
  EXPECT_EQ(file->size_bytes, 2 * 65552);
}

TEST_F(FilesOf, file_that_was_never_finished_is_forgotten_with_its_chunks) {
  ASSERT_OK(append(0, 1));
  EXPECT_EQ(write([](Stores& stores) { return stores.files.purge_unfinished(1000); }).value(), 0);
  EXPECT_EQ(write([](Stores& stores) { return stores.files.purge_unfinished(1001); }).value(), 1);
  EXPECT_EQ(code_of(read([](Stores const& stores) { return stores.files.find(kFile); })), Errc::kNotFound);
  auto reads = Connection::open(files().store, test_keys().store, Access::kReadOnly);
  ASSERT_OK(reads);
  EXPECT_EQ(reads->value<std::int64_t>("SELECT count(*) FROM file_chunk").value(), 0);
}

TEST_F(FilesOf, finished_file_stays) {
  ASSERT_OK(append(0, 1));
  ASSERT_OK(append(1, 2));
  EXPECT_EQ(write([](Stores& stores) { return stores.files.purge_unfinished(5000); }).value(), 0);
  EXPECT_OK(chunk(0));
}

}  // namespace
}  // namespace beraad::db
