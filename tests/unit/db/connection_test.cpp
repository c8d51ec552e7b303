// SPDX-License-Identifier: EUPL-1.2
// Opening: the right key and settings, and every way in which a file can be unfit.
#include "db/connection.hpp"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "tests/unit/db/people.hpp"
#include "tests/unit/db/temporary_store.hpp"

namespace beraad::db {
namespace {

class Opening : public StoreTest {
 protected:
  void overwrite(std::filesystem::path const& file, std::streamoff at, std::size_t bytes) const {
    std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
    stream.seekp(at);
    stream << std::string(bytes, 'X');
  }
  // The code with which opening ends for somebody who may read everything and write nothing.
  [[nodiscard]] Errc code_without_rights() const {
    pid_t const child = ::fork();
    if (child == 0) {
      if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) ::_exit(255);
      ::_exit(static_cast<int>(code_of(try_open())) & 0xff);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return static_cast<Errc>(WEXITSTATUS(status));
  }
};

std::string contents(std::filesystem::path const& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST_F(Opening, settings_are_those_that_were_decided) {
  open();
  close();
  auto writes = Connection::open(files().store, test_keys().store, Access::kReadWrite);
  ASSERT_OK(writes);
  EXPECT_EQ(writes->value<std::string>("PRAGMA journal_mode").value(), "wal");
  EXPECT_EQ(writes->value<std::int64_t>("PRAGMA synchronous").value(), 2);
  EXPECT_EQ(writes->value<std::int64_t>("PRAGMA secure_delete").value(), 1);
  EXPECT_EQ(writes->value<std::int64_t>("PRAGMA temp_store").value(), 2);
  EXPECT_EQ(writes->value<std::int64_t>("PRAGMA trusted_schema").value(), 0);
  EXPECT_EQ(writes->value<std::int64_t>("PRAGMA foreign_keys").value(), 1);
  EXPECT_EQ(
      writes
          ->value<std::int64_t>(
              "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%' AND strict = 0")
          .value(),
      0);
  EXPECT_EQ(writes->value<std::string>("SELECT sqlite_version()").value(), "3.51.3");
}

TEST_F(Opening, reading_connection_cannot_write) {
  open();
  auto reads = Connection::open(files().store, test_keys().store, Access::kReadOnly);
  ASSERT_OK(reads);
  EXPECT_EQ(code_of(reads->run("DELETE FROM account")), Errc::kPermissions);
}

TEST_F(Opening, wrong_key_is_named_and_changes_nothing) {
  open();
  ASSERT_OK(write([](Stores& stores) { return add_people(stores); }));
  close();
  auto const before = contents(files().store);
  EXPECT_EQ(code_of(Database::open(files(), {key_of(9), key_of(2)}, {})), Errc::kWrongKey);
  EXPECT_EQ(code_of(Database::open(files(), {key_of(1), key_of(9)}, {})), Errc::kWrongKey);
  EXPECT_EQ(contents(files().store), before);
  open();
  EXPECT_OK(read([](Stores const& stores) { return stores.accounts.find(kMentor); }));
}

TEST_F(Opening, plain_sqlite_file_and_any_other_file_are_refused) {
  std::ofstream(files().store) << "SQLite format 3" << std::string(5000, '\0');
  std::ofstream(files().share_store) << std::string(5000, 'x');
  EXPECT_EQ(code_of(try_open()), Errc::kWrongKey);
}

TEST_F(Opening, damaged_page_is_noticed_when_it_is_read_and_by_verify) {
  open();
  ASSERT_OK(write([](Stores& stores) -> Result<void> {
    if (auto added = add_people(stores); !added) return added;
    for (unsigned i = 10; i < 1000; ++i)
      if (auto added = stores.accounts.add(account_of(id_of<AccountId>(i), "p" + std::to_string(i), kSchool, "medewerker")); !added)
        return added;
    return {};
  }));
  close();
  auto const size = static_cast<std::streamoff>(std::filesystem::file_size(files().store));
  for (std::streamoff page = 80; page * 4096 < size; ++page) overwrite(files().store, page * 4096 + 100, 8);

  open();
  EXPECT_EQ(code_of(read([](Stores const& stores) { return stores.accounts.of_organisation(kSchool); })), Errc::kDamaged);
  close();
  auto connection = Connection::open(files().store, test_keys().store, Access::kReadOnly);
  ASSERT_OK(connection);
  EXPECT_EQ(code_of(connection->verify()), Errc::kDamaged);
}

TEST_F(Opening, whole_store_verifies) {
  open();
  ASSERT_OK(write([](Stores& stores) { return add_people(stores); }));
  close();
  auto connection = Connection::open(files().store, test_keys().store, Access::kReadOnly);
  ASSERT_OK(connection);
  EXPECT_OK(connection->verify());
}

TEST_F(Opening, directory_that_cannot_be_written_is_named_and_stays_empty) {
  std::filesystem::permissions(directory(), std::filesystem::perms(0555));
  EXPECT_EQ(code_without_rights(), Errc::kPermissions);
  EXPECT_TRUE(std::filesystem::is_empty(directory()));
}

TEST_F(Opening, file_that_cannot_be_written_is_named) {
  open();
  close();
  for (auto const& entry : std::filesystem::directory_iterator(directory()))
    std::filesystem::permissions(entry.path(), std::filesystem::perms(0444));
  std::filesystem::permissions(directory(), std::filesystem::perms(0555));
  EXPECT_EQ(code_without_rights(), Errc::kPermissions);
}

TEST_F(Opening, directory_that_does_not_exist_is_an_error) {
  EXPECT_EQ(code_of(Database::open(files_in(directory() / "nowhere"), test_keys(), {})), Errc::kIo);
}

TEST_F(Opening, second_process_is_refused_while_the_first_has_it_open) {
  open();
  EXPECT_EQ(code_of(try_open()), Errc::kBusy);
  close();
  EXPECT_OK(try_open());
}

TEST_F(Opening, files_are_readable_by_their_owner_only) {
  open();
  ASSERT_OK(write([](Stores& stores) { return add_people(stores); }));
  for (auto const& entry : std::filesystem::directory_iterator(directory()))
    EXPECT_EQ(entry.status().permissions(), std::filesystem::perms(0600)) << entry.path();
}

}  // namespace
}  // namespace beraad::db
