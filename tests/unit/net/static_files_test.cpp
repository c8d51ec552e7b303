// SPDX-License-Identifier: EUPL-1.2
#include "server/net/static_files.hpp"

#include <gtest/gtest.h>

#include "tests/support/folder.hpp"

namespace beraad::net {
namespace {

std::string_view load_error(test::Folder const& folder) {
  auto const files = StaticFiles::load(folder.path());
  return files ? "" : files.error().where;
}

TEST(static_files, pages_fall_back_to_the_index_and_files_do_not) {
  test::Folder folder;
  folder.write("index.html", "index");
  folder.write("assets/a.js", "a");
  auto const files = StaticFiles::load(folder.path());
  ASSERT_TRUE(files);
  for (auto const* page : {"/", "/zaken", "/zaken/abc-1_2", "/index.html"}) EXPECT_EQ(*files->find(page)->plain, "index") << page;
  EXPECT_EQ(*files->find("/assets/a.js")->plain, "a");
  for (auto const* absent : {"/b.js", "/api", "/api/x", "/ws", "//", "/a//b", "/a%20b", "/.git"})
    EXPECT_EQ(files->find(absent), nullptr) << absent;
}

TEST(static_files, encodings_are_siblings_and_not_files) {
  test::Folder folder;
  folder.write("index.html", "index");
  folder.write("index.html.br", "br");
  folder.write("index.html.gz", "gz");
  auto const files = StaticFiles::load(folder.path());
  ASSERT_TRUE(files);
  EXPECT_EQ(files->count(), 1u);
  EXPECT_EQ(*files->find("/")->brotli, "br");
  EXPECT_EQ(*files->find("/")->gzip, "gz");
  EXPECT_EQ(files->find("/index.html.br"), nullptr);
}

TEST(static_files, hidden_files_are_not_served_and_well_known_is) {
  test::Folder folder;
  folder.write("index.html", "index");
  folder.write(".stamp", "1");
  folder.write(".git/config", "2");
  folder.write(".well-known/security.txt", "3");
  auto const files = StaticFiles::load(folder.path());
  ASSERT_TRUE(files);
  EXPECT_EQ(files->count(), 2u);
  EXPECT_EQ(files->find("/.stamp"), nullptr);
  EXPECT_EQ(*files->find("/.well-known/security.txt")->plain, "3");
}

TEST(static_files, empty_file_is_a_file) {
  test::Folder folder;
  folder.write("index.html", "");
  EXPECT_EQ(load_error(folder), "");
}

TEST(static_files, folder_that_cannot_be_served_is_refused_with_the_reason) {
  test::Folder folder;
  EXPECT_EQ(load_error(folder), "web root: no index.html");
  folder.write("index.html", "index");
  std::filesystem::create_symlink("/etc/hostname", folder.path() / "link.txt");
  EXPECT_EQ(load_error(folder), "web root: only plain files are served");
  std::filesystem::remove(folder.path() / "link.txt");
  folder.write("a b.txt", "");
  EXPECT_EQ(load_error(folder), "web root: a file name with other characters than letters, digits, - _ .");
  std::filesystem::remove(folder.path() / "a b.txt");
  folder.write("program.exe", "");
  EXPECT_EQ(load_error(folder), "web root: a file of a type that is not served");
  EXPECT_EQ(StaticFiles::load(folder.path() / "absent").error().where, "web root: the folder cannot be read");
}

}  // namespace
}  // namespace beraad::net
