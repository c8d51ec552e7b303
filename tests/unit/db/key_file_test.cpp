// SPDX-License-Identifier: EUPL-1.2
// What makes a key file acceptable.
#include "db/key_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "tests/unit/db/temporary_store.hpp"

namespace beraad::db {
namespace {

class KeyFile : public testing::Test {
 protected:
  TemporaryDirectory directory_;
  std::filesystem::path const file_ = directory_.path() / "store.key";

  void write(std::size_t bytes, mode_t mode) const {
    std::ofstream(file_, std::ios::binary) << std::string(bytes, 'k');
    ::chmod(file_.c_str(), mode);
  }
};

TEST_F(KeyFile, new_key_is_read_back_and_only_its_owner_may_read_it) {
  auto const made = create_key_file(file_);
  ASSERT_OK(made);
  auto const found = read_key_file(file_);
  ASSERT_OK(found);
  EXPECT_TRUE(std::ranges::equal(made->view(), found->view()));
  struct stat status {};
  ASSERT_EQ(::stat(file_.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 07777, 0600U);
}

TEST_F(KeyFile, new_keys_differ) {
  auto const one = create_key_file(file_);
  auto const other = create_key_file(directory_.path() / "other.key");
  ASSERT_OK(one);
  ASSERT_OK(other);
  EXPECT_FALSE(std::ranges::equal(one->view(), other->view()));
}

TEST_F(KeyFile, existing_key_is_never_replaced) {
  write(32, 0600);
  EXPECT_EQ(code_of(create_key_file(file_)), Errc::kConflict);
  EXPECT_OK(read_key_file(file_));
}

TEST_F(KeyFile, mode_that_anybody_else_can_use_is_refused) {
  write(32, 0600);
  for (mode_t const mode : {0640U, 0604U, 0644U, 0660U, 0601U, 0700U, 0666U, 04600U}) {
    ASSERT_EQ(::chmod(file_.c_str(), mode), 0);
    EXPECT_EQ(code_of(read_key_file(file_)), Errc::kPermissions) << std::oct << mode;
  }
  for (mode_t const mode : {0600U, 0400U}) {
    ASSERT_EQ(::chmod(file_.c_str(), mode), 0);
    EXPECT_OK(read_key_file(file_)) << std::oct << mode;
  }
}

TEST_F(KeyFile, file_of_another_user_is_refused) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root can give a file away";
  write(32, 0600);
  ASSERT_EQ(::chown(file_.c_str(), 65534, 65534), 0);
  EXPECT_EQ(code_of(read_key_file(file_)), Errc::kPermissions);
}

TEST_F(KeyFile, any_other_length_is_refused) {
  for (std::size_t const bytes : {0U, 31U, 33U, 64U}) {
    write(bytes, 0600);
    EXPECT_EQ(code_of(read_key_file(file_)), Errc::kMalformed) << bytes;
  }
}

TEST_F(KeyFile, missing_file_link_and_pipe_are_refused) {
  EXPECT_EQ(code_of(read_key_file(file_)), Errc::kNotFound);
  write(32, 0600);
  auto const link = directory_.path() / "link.key";
  std::filesystem::create_symlink(file_, link);
  EXPECT_EQ(code_of(read_key_file(link)), Errc::kPermissions);
  auto const pipe = directory_.path() / "pipe.key";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_EQ(code_of(read_key_file(pipe)), Errc::kPermissions);
}

}  // namespace
}  // namespace beraad::db
