// SPDX-License-Identifier: EUPL-1.2
// kill -9 in the middle loses nothing that was acknowledged; an orderly stop and a full disk neither; and what lies on the disk is
// unreadable.
#include "tests/integration/stage_test.hpp"

#include <thread>

#include "crypto/random.hpp"
#include "tests/support/folder.hpp"

namespace beraad::test {
namespace {

constexpr std::size_t kMany = 400;
constexpr std::size_t kBefore = 8;

// Sends many items at once; as soon as a few of them are acknowledged and the others are under way, `end` happens to the server. All that
// were acknowledged, before it or after it, until the line ended: which ones is known only here.
template <class End>
std::vector<ItemId> acknowledged_around(Room const& consult, ThreadId const& thread, End end) {
  auto& line = stage().line("mentor");
  std::vector<std::pair<PreparedCall, ItemId>> calls;
  for (std::size_t i = 0; i < kMany; ++i) {
    ItemDraft const draft{consult.id(), 0, thread, "text", 100U + i, 0, {}};
    auto const header = header_of(draft, consult.own().leaf);
    auto const item = write_item(header, consult.root(0), consult.own().sign, text_payload("tijdens de val"));
    calls.emplace_back(line.prepare("item.append", {{"room", id_text(consult.id())}, {"item", item_json(item)}}), header.id);
  }
  for (auto const& [call, id] : calls) line.send(call);
  std::vector<ItemId> acknowledged;
  try {
    for (auto const& [call, id] : calls) {
      if (!line.answer_to(call.id).ok()) continue;
      acknowledged.push_back(id);
      if (acknowledged.size() == kBefore) end();
    }
  } catch (std::runtime_error const&) {  // the line ended, as it must
  }
  return acknowledged;
}

void expect_kept(Room const& after, std::vector<ItemId> const& acknowledged) {
  ASSERT_EQ(after.broken(), "");
  EXPECT_GE(acknowledged.size(), kBefore);
  for (auto const& id : acknowledged) {
    bool const kept = std::any_of(after.items().begin(), after.items().end(), [&](ReadItem const& each) { return each.header.id == id; });
    EXPECT_TRUE(kept) << text_of_id(id);
  }
}

TEST(durability, a_kill_in_the_middle_of_writing_loses_no_acknowledged_item) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  auto const thread = crypto::random_id<ThreadId>();
  consult->say(s.line("mentor"), thread, "voor de val");

  auto const acknowledged = acknowledged_around(*consult, thread, [&] { s.server().kill_hard(); });
  s.server().start_again();
  s.reconnect();

  auto const after = s.copy_of(consult->id(), "mentor");
  expect_kept(*after, acknowledged);
  EXPECT_EQ(after->items().front().payload.at("text"), "voor de val");
  auto const at_gert = s.copy_of(consult->id(), "gert");
  EXPECT_EQ(at_gert->head(), after->head());
  EXPECT_GT(after->say(s.line("mentor"), thread, "erna"), acknowledged.size());
}

TEST(durability, a_stop_in_the_middle_of_writing_keeps_what_it_answered_and_closes_in_order) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  int exit_code = -1;
  auto const acknowledged = acknowledged_around(*consult, crypto::random_id<ThreadId>(), [&] { exit_code = s.server().stop(); });
  EXPECT_EQ(exit_code, 0);
  auto& line = s.line("mentor");
  EXPECT_EQ(line.close_code() == 0 ? line.wait_for_close() : line.close_code(), 1012U);
  EXPECT_EQ(s.line("gert").wait_for_close(), 1012U);
  s.server().start_again();
  s.reconnect();
  auto const after = s.copy_of(consult->id(), "gert");
  expect_kept(*after, acknowledged);
  EXPECT_EQ(after->items().size(), acknowledged.size()) << "what was not answered was not stored either";
}

TEST(durability, a_full_disk_is_told_in_words_loses_nothing_and_is_over_when_there_is_room) {
  auto& s = stage();
  auto& line = s.line("mentor");
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  auto const thread = crypto::random_id<ThreadId>();
  consult->say(line, thread, "voor de volle schijf");
  Json const item{{"room", id_text(consult->id())}, {"item", item_json(consult->next_item(thread, "text", text_payload("erna")))}};
  auto const entry = consult->next_entry(line, crypto::BasisEvent::kKeyRotation, {{crypto::OpKind::kRotate, {}, {}}});
  Json const rotation{{"room", id_text(consult->id())}, {"entry", entry.json()}};
  auto newcomer = invite_and_enrol(s.server().port(), s.line("beheer eik"), "volle.schijf@eik", "medewerker");
  auto const auth = newcomer.auth_of(s.server().port(), newcomer.passphrase);
  auto const code = newcomer.next_code();

  s.server().limit_files(4096);
  for (auto const& refused : {line.call("item.append", item), line.call("room.append", rotation), line.call("item.append", item)}) {
    EXPECT_EQ(refused.reason, "busy");
    EXPECT_NE(refused.message.find("geen ruimte meer"), std::string::npos) << refused.message;
  }
  auto const signed_in = newcomer.try_sign_in(s.server().port(), auth, code);
  EXPECT_EQ(signed_in.status, 503U);
  EXPECT_EQ(signed_in.reason(), "busy");
  auto const reading = s.copy_of(consult->id(), "gert");
  EXPECT_EQ(reading->head(), consult->head()) << "reading goes on";

  s.server().limit_files(0);
  EXPECT_TRUE(line.call("item.append", item).ok()) << "the same item, once there is room";
  EXPECT_TRUE(line.call("room.append", rotation).ok());
  EXPECT_TRUE(newcomer.try_sign_in(s.server().port(), auth, code).ok());
  s.server().kill_hard();
  s.server().start_again();
  s.reconnect();
  auto const after = s.copy_of(consult->id(), "gert");
  EXPECT_EQ(after->broken(), "");
  ASSERT_EQ(after->items().size(), 2U);
  EXPECT_EQ(after->items()[0].payload.at("text"), "voor de volle schijf");
  EXPECT_EQ(after->items()[1].payload.at("text"), "erna");
  EXPECT_EQ(after->epoch(), 1U);
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
