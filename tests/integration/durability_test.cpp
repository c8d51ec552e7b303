// SPDX-License-Identifier: EUPL-1.2
// kill -9 in the middle loses nothing that was acknowledged; an orderly stop neither; and what lies on the disk is unreadable.
#include "tests/integration/stage_test.hpp"

#include <fstream>
#include <sstream>
#include <thread>

#include "crypto/random.hpp"

namespace beraad::test {
namespace {

std::string bytes_of(std::filesystem::path const& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

TEST(durability, a_kill_in_the_middle_of_writing_loses_no_acknowledged_item) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  auto const thread = crypto::random_id<ThreadId>();
  consult->say(s.line("mentor"), thread, "voor de val");

  // Many are under way when the server dies; which of them were acknowledged is known only here.
  constexpr int kMany = 200;
  std::vector<std::pair<int, ItemId>> sent;
  for (int i = 0; i < kMany; ++i) {
    ItemDraft const draft{consult->id(), 0, thread, "text", 100U + static_cast<unsigned>(i), 0, {}};
    auto const header = header_of(draft, consult->own().leaf);
    auto const item = write_item(header, consult->root(0), consult->own().sign, text_payload("tijdens de val"));
    sent.emplace_back(s.line("mentor").send("item.append", {{"room", id_text(consult->id())}, {"item", item_json(item)}}), header.id);
  }
  std::vector<ItemId> acknowledged;
  try {
    for (auto const& [call, id] : sent) {
      if (!s.line("mentor").answer_to(call).ok()) continue;
      acknowledged.push_back(id);
      if (acknowledged.size() == kMany / 4) s.server().kill_hard();
    }
  } catch (std::runtime_error const&) {  // the line ended, as it must
  }
  ASSERT_GE(acknowledged.size(), static_cast<std::size_t>(kMany / 4));
  s.server().start_again();
  s.reconnect();

  auto const after = s.copy_of(consult->id(), "mentor");
  ASSERT_EQ(after->broken(), "");
  EXPECT_EQ(after->items().front().payload.at("text"), "voor de val");
  for (auto const& id : acknowledged) {
    bool const kept = std::any_of(after->items().begin(), after->items().end(), [&](ReadItem const& each) { return each.header.id == id; });
    EXPECT_TRUE(kept) << text_of_id(id);
  }
  auto const at_gert = s.copy_of(consult->id(), "gert");
  EXPECT_EQ(at_gert->head(), after->head());
  EXPECT_GT(after->say(s.line("mentor"), thread, "erna"), acknowledged.size());
}

TEST(durability, an_orderly_stop_ends_with_1012_and_keeps_sessions_and_history) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  consult->say(s.line("mentor"), crypto::random_id<ThreadId>(), "voor de herstart");
  unsigned close_code = 0;
  std::thread reader([&] { close_code = s.line("gert").wait_for_close(); });
  auto const exit_code = s.server().stop();
  reader.join();
  EXPECT_EQ(exit_code, 0);
  EXPECT_EQ(close_code, 1012U);
  s.server().start_again();
  s.reconnect();
  auto const again = s.copy_of(consult->id(), "gert");
  EXPECT_EQ(again->head(), consult->head());
}

TEST(durability, no_word_of_anybody_is_readable_in_the_servers_folder) {
  auto& s = stage();
  auto const opened = s.open_case("mentor", {"zoco"});
  auto const consult = s.open_consult("mentor", opened.id, 1, true);
  consult->say(s.line("mentor"), crypto::random_id<ThreadId>(), "Kanarietekst over hoe het gesprek liep");
  std::vector<std::string> const words{"Kanarietekst",
                                       "Zandbergen",
                                       "Wessel",
                                       "trekt zich terug",
                                       "herfstvakantie",
                                       "mentor@eik",
                                       "Persoon",
                                       "accounts",
                                       "CREATE TABLE",
                                       "schoolteam",
                                       "consult",
                                       s["mentor"].person.passphrase,
                                       id_text(consult->id()),
                                       std::string(crypto::text_of(consult->id().view())),
                                       "SQLite format 3"};
  std::size_t files = 0;
  for (auto const& each : std::filesystem::recursive_directory_iterator(s.server().folder())) {
    auto const path = each.path();
    bool const configuration =
        path.extension() == ".json" || path.extension() == ".html" || path.extension() == ".pem" || path.extension() == ".key";
    if (!each.is_regular_file() || configuration) continue;
    ++files;
    auto const content = bytes_of(path);
    for (auto const& word : words) EXPECT_EQ(content.find(word), std::string::npos) << path << " contains " << word;
  }
  EXPECT_GE(files, 3U) << "store, share store and log";
}

}  // namespace
}  // namespace beraad::test
