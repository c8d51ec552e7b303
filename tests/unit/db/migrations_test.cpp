// SPDX-License-Identifier: EUPL-1.2
// From nothing to this version and no further; what a newer program wrote stays untouched.
#include "db/migrations.hpp"

#include <array>

#include "db/items.hpp"
#include "db/rooms.hpp"
#include "tests/unit/db/temporary_store.hpp"

namespace beraad::db {
namespace {

class Migrations : public testing::Test {
 protected:
  TemporaryDirectory directory_;
  [[nodiscard]] Connection fresh(std::string_view name) const {
    return std::move(Connection::open(directory_.path() / name, key_of(1), Access::kReadWrite).value());
  }
};

TEST_F(Migrations, versions_go_up_by_ten) {
  for (Schema const& schema : {store_schema(), share_schema()}) {
    std::int64_t expected = 10;
    for (Migration const& migration : schema.migrations) {
      EXPECT_EQ(migration.version, expected);
      expected += 10;
    }
  }
}

TEST_F(Migrations, each_version_is_reached_from_the_one_before) {
  for (Schema const& schema : {store_schema(), share_schema()}) {
    auto connection = fresh(std::to_string(schema.application_id));
    for (std::size_t steps = 1; steps <= schema.migrations.size(); ++steps) {
      Schema const until{schema.application_id, schema.migrations.first(steps)};
      ASSERT_OK(migrate(connection, until));
      EXPECT_EQ(connection.value<std::int64_t>("PRAGMA user_version").value(), until.migrations.back().version);
      EXPECT_EQ(connection.value<std::int64_t>("PRAGMA application_id").value(), schema.application_id);
      EXPECT_OK(connection.verify());
    }
  }
}

constexpr std::array kGrowing{
    Migration{10, "CREATE TABLE a(x INTEGER) STRICT; INSERT INTO a VALUES (1); PRAGMA application_id = 7; PRAGMA user_version = 10"},
    Migration{20, "ALTER TABLE a ADD COLUMN y INTEGER NOT NULL DEFAULT 2; PRAGMA user_version = 20"}};
constexpr std::array kBroken{kGrowing[0],
                             Migration{20, "ALTER TABLE a ADD COLUMN y INTEGER; SELECT no_such_column FROM a; PRAGMA user_version = 20"}};
constexpr std::array kSilent{kGrowing[0], Migration{20, "CREATE TABLE b(x INTEGER) STRICT"}};

TEST_F(Migrations, older_file_keeps_its_rows) {
  auto connection = fresh("a.db");
  ASSERT_OK(migrate(connection, {7, std::span(kGrowing).first(1)}));
  ASSERT_OK(migrate(connection, {7, kGrowing}));
  EXPECT_EQ(connection.value<std::int64_t>("SELECT x + y FROM a").value(), 3);
  EXPECT_OK(migrate(connection, {7, kGrowing}));
}

TEST_F(Migrations, step_that_fails_leaves_the_version_before_it) {
  auto connection = fresh("a.db");
  EXPECT_TRUE(migrate(connection, {7, kBroken}).has_error());
  EXPECT_EQ(connection.value<std::int64_t>("PRAGMA user_version").value(), 10);
  EXPECT_EQ(connection.value<std::int64_t>("SELECT count(*) FROM pragma_table_info('a')").value(), 1);
  EXPECT_EQ(code_of(migrate(connection, {7, kSilent})), Errc::kInternal);
  EXPECT_EQ(connection.value<std::int64_t>("SELECT count(*) FROM sqlite_schema").value(), 1);
}

TEST_F(Migrations, chains_and_counters_are_kept_when_they_move_to_tables_of_their_own) {
  auto const schema = store_schema();
  auto connection = fresh("a.db");
  ASSERT_OK(migrate(connection, {schema.application_id, schema.migrations.first(7)}));
  ASSERT_OK(connection.script(
      "PRAGMA foreign_keys = OFF;"
      "INSERT INTO room VALUES (3, zeroblob(16), zeroblob(16), zeroblob(16), 'K7QM-4XW', 'schoolteam', 'known', 2, 0, zeroblob(32), "
      "zeroblob(32), NULL, zeroblob(16), 5, 41, CAST(x'aa' || zeroblob(31) AS BLOB), 0);"
      "INSERT INTO leaf VALUES (9, 3, zeroblob(16), zeroblob(16), zeroblob(16), 'member', 'mentor', 0, NULL, 0, 17, zeroblob(16), x'01', "
      "zeroblob(64), 0);"));
  ASSERT_OK(migrate(connection, schema));
  auto const room = Rooms(connection).find(RoomNo{3});
  ASSERT_TRUE(room);
  EXPECT_EQ(room->last_seq, 41U);
  EXPECT_EQ(room->head[0], 0xaa);
  auto const leaf = Rooms(connection).leaf(RoomNo{3}, LeafId{});
  ASSERT_TRUE(leaf);
  EXPECT_EQ(leaf->last_ctr, 17U);
  EXPECT_OK(connection.verify());
}

TEST_F(Migrations, items_from_before_there_were_fresh_ones_go_on_where_they_were) {
  auto const schema = store_schema();
  auto connection = fresh("a.db");
  ASSERT_OK(migrate(connection, {schema.application_id, schema.migrations.first(8)}));
  ASSERT_OK(connection.script(
      "PRAGMA foreign_keys = OFF;"
      "INSERT INTO room VALUES (3, zeroblob(16), zeroblob(16), zeroblob(16), 'K7QM-4XW', 'schoolteam', 'known', 2, 0, zeroblob(32), "
      "zeroblob(32), NULL, zeroblob(16), 5, 0);"
      "INSERT INTO chain VALUES (3, 1, CAST(x'aa' || zeroblob(31) AS BLOB));"
      "INSERT INTO leaf VALUES (9, 3, zeroblob(16), zeroblob(16), zeroblob(16), 'member', 'mentor', 0, NULL, 0, zeroblob(16), x'01', "
      "zeroblob(64), 0);"
      "INSERT INTO counter VALUES (9, 1);"
      "INSERT INTO item VALUES (3 << 32 | 1, 3, CAST(x'01' || zeroblob(15) AS BLOB), zeroblob(16), zeroblob(16), 'text', 1, 1, 7, x'02', "
      "zeroblob(32), x'03', zeroblob(64), CAST(x'aa' || zeroblob(31) AS BLOB), 0, NULL);"));
  ASSERT_OK(migrate(connection, schema));
  Items items(connection);
  Item next;
  next.seq = 2;
  next.id.bytes[0] = 1;
  next.type = "text";
  next.counts = true;
  next.ctr = 2;
  next.at = 8;
  next.head[0] = 0xbb;
  EXPECT_EQ(code_of(items.append(RoomNo{3}, LeafNo{9}, next)), Errc::kConflict) << "the id of an item from before";
  ASSERT_OK(connection.script("UPDATE chain SET last_seq = 1; UPDATE counter SET last_ctr = 1"));
  next.id.bytes[0] = 2;
  ASSERT_OK(items.append(RoomNo{3}, LeafNo{9}, next));
  auto const all = items.before(RoomNo{3}, 0, 10);
  ASSERT_OK(all);
  ASSERT_EQ(all->size(), 2U);
  EXPECT_EQ(all->front().c, crypto::Bytes{3});
  EXPECT_EQ(all->front().at, 7);
  EXPECT_EQ(all->back().head, next.head);
  EXPECT_OK(connection.verify());
}

TEST_F(Migrations, newer_file_is_refused) {
  auto connection = fresh("a.db");
  ASSERT_OK(migrate(connection, {7, kGrowing}));
  EXPECT_EQ(code_of(migrate(connection, {7, std::span(kGrowing).first(1)})), Errc::kNewerSchema);
}

TEST_F(Migrations, file_of_another_program_is_refused) {
  auto connection = fresh("a.db");
  ASSERT_OK(migrate(connection, {7, kGrowing}));
  EXPECT_EQ(code_of(migrate(connection, {8, kGrowing})), Errc::kDamaged);
}

TEST_F(Migrations, newer_store_is_not_opened) {
  auto const files = files_in(directory_.path());
  ASSERT_OK(Database::open(files, test_keys(), {}));
  {
    auto connection = Connection::open(files.store, test_keys().store, Access::kReadWrite);
    ASSERT_OK(connection);
    ASSERT_OK(connection->script("PRAGMA user_version = 990"));
  }
  EXPECT_EQ(code_of(Database::open(files, test_keys(), {})), Errc::kNewerSchema);
}

TEST_F(Migrations, two_stores_are_not_mistaken_for_each_other) {
  auto const files = files_in(directory_.path());
  ASSERT_OK(Database::open(files, {key_of(1), key_of(1)}, {}));
  EXPECT_EQ(code_of(Database::open({files.share_store, files.store}, {key_of(1), key_of(1)}, {})), Errc::kDamaged);
}

}  // namespace
}  // namespace beraad::db
