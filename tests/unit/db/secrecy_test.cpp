// SPDX-License-Identifier: EUPL-1.2
// Whoever has the files without the keys finds no word in them: no table's name, no login, no text, no key, no id.
#include <fstream>
#include <vector>

#include "tests/unit/db/people.hpp"
#include "tests/unit/db/temporary_store.hpp"

namespace beraad::db {
namespace {

class Secrecy : public StoreTest {
 protected:
  // The newest bytes of all files, also of the logs and the memory they share.
  [[nodiscard]] std::string all_bytes(std::size_t* files) const {
    std::string out;
    for (auto const& entry : std::filesystem::directory_iterator(directory())) {
      std::ifstream stream(entry.path(), std::ios::binary);
      out.append(std::istreambuf_iterator<char>(stream), {});
      ++*files;
    }
    return out;
  }
  [[nodiscard]] std::vector<std::string> words() const {
    std::vector<std::string> out{"canary-word", "mentor",     "medewerker", "De Eik",       "Gemeente",
                                 "BERK-1",      "schoolteam", "CREATE",     "SQLite format"};
    auto const text = [](auto const& bytes) { return std::string(bytes.begin(), bytes.end()); };
    out.push_back(text(kMentor.bytes));
    out.push_back(text(hash_of(1)));
    out.push_back(text(key_of(33).view()));
    out.push_back(text(test_keys().store.view()));
    for (auto const& file : {files().store, files().share_store}) {
      auto const names = Connection::open(file, file == files().store ? test_keys().store : test_keys().share_store, Access::kReadOnly)
                             .value()
                             .all<std::string>(
                                 "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'", +[](Row& row) {
                                   std::string name;
                                   row.into(name);
                                   return name;
                                 });
      // Words of three or four letters turn up in random bytes too.
      for (auto const& name : names.value())
        if (name.size() > 4) out.push_back(name);
    }
    return out;
  }
  void expect_no_word(std::size_t expected_files) {
    auto const needles = words();
    EXPECT_GT(needles.size(), 35U);
    std::size_t count = 0;
    auto const haystack = all_bytes(&count);
    EXPECT_GE(count, expected_files);
    EXPECT_GT(haystack.size(), 100'000U);
    for (auto const& needle : needles) EXPECT_EQ(haystack.find(needle), std::string::npos) << needle;
  }
};

TEST_F(Secrecy, files_hold_no_word_while_open_nor_after_closing) {
  open();
  ASSERT_OK(write([](Stores& stores) -> Result<void> {
    if (auto added = add_case(stores); !added) return added;
    auto const room = add_room(stores, 1, "schoolteam", {kMentor});
    if (!room) return room.error();
    for (unsigned i = 1; i <= 200; ++i) {
      auto item = item_of(i, id_of<ThreadId>(1), kMentor, i, i);
      item.c = crypto::copy_of(crypto::view_of("canary-word that would be the ciphertext of somebody who forgot to encrypt"));
      auto const leaf = stores.rooms.leaf_of_account(*room, kMentor);
      if (!leaf) return leaf.error();
      if (auto added = stores.items.append(*room, leaf->no, item); !added) return added;
    }
    stores.shares.put(id_of<RoomId>(1), 0, key_of(33));
    return {};
  }));
  expect_no_word(7);  // two stores with a log and shared memory each, and the lock
  close();
  expect_no_word(3);
}

}  // namespace
}  // namespace beraad::db
