// SPDX-License-Identifier: EUPL-1.2
// A thousand marked words through the whole plan, in everything that people write and in everything that is refused: none of them is in the
// server's folder as it lies there, in what it logged or counts, nor in the store when it is opened with its keys.
#include "crypto/encoding.hpp"
#include "tests/integration/copied_store.hpp"
#include "tests/integration/net_client.hpp"
#include "tests/integration/relations_attack.hpp"

namespace beraad::test {
namespace {

class Canary : public Relations {
 protected:
  std::vector<std::string> words;

  // One that occurs nowhere else.
  std::string word() {
    auto const id = crypto::to_hex(crypto::random_array<8>());
    words.push_back("kanarie" + id);
    return words.back();
  }
  void say(Room& room, std::string const& by, int times) {
    room.sync(line(by));
    auto const thread = crypto::random_id<ThreadId>();
    for (int i = 0; i < times; ++i) room.say(line(by), thread, word());
  }
  void record(Room& room, Record const& record, std::string const& by) {
    room.sync(line(by));
    auto const answer = line(by).call("item.append", {{"room", id_text(room.id())}, {"item", item_json(room.next_record(record, word()))}});
    ASSERT_TRUE(answer.ok()) << record.record << ": " << answer.message;
    room.sync(line(by));
  }

  // What the school and the gemeente write until the pupil is known, and then everybody to the end.
  void write() {
    auto const opened = region().open_case("mentor");
    auto& team = *opened.schoolteam;
    auto const thread = crypto::random_id<ThreadId>();
    team.say(line("mentor"), thread, "signal", {{"behaviour", word()}, {"context", word()}, {"source", word()}, {"kind", "zorg"}});
    team.say(line("mentor"), thread, "identity",
             {{"given_name", word()}, {"family_name", word()}, {"birth_date", ""}, {"contact", word()}, {"aliases", {word()}}});
    say(team, "mentor", 150);
    auto const asked = region().open_consult("mentor", opened.id, 1, true, {"gert"});
    say(*asked, "mentor", 100);
    say(*region().copy_of(asked->id(), "gert"), "gert", 50);
    record(team, {"pupil_talk", Step::k3, {{"on", "2026-02-03"}, {"known_to_care", "no"}}}, "mentor");
    auto const report = region().open_report("mentor", opened.id, 3, true, {"gert"});
    say(*report, "mentor", 100);
    record(*region().copy_of(report->id(), "gert"), {"report_returned", Step::k3, {}}, "gert");

    auto const found = known();
    say(*found.follow_up, "gert", 100);
    auto const room = crypto::random_id<RoomId>();
    EXPECT_TRUE(declare("gert", room, found.id, false).ok());
    EXPECT_TRUE(make("weegtafel", BasisEvent::kRoomOpened, 6, room, found.id, "gert", {}).ok());
    auto const table = region().copy_of(room, "gert");
    say(*table, "gert", 100);
    record(*table, {"sitting", Step::k6, {{"on", "2026-02-03"}, {"gemeente", "yes"}, {"politie", "yes"}, {"om", "no"}}}, "gert");
    record(*table, {"duiding", Step::k6, {}}, "gert");
  }

  // What is refused, on the socket, over HTTP, and by the guard before either.
  void be_refused() {
    auto const port = region().server().port();
    auto& mentor = line("mentor");
    for (int i = 0; i < 40; ++i) {
      auto const id = 900'000 + i;
      auto const frame = [&](std::string const& method, Json params) {
        return Json{{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(params)}}.dump();
      };
      switch (i % 4) {
        case 0:
          EXPECT_FALSE(mentor.call_raw(id, frame(word(), Json::object())).ok());
          break;
        case 1:
          EXPECT_FALSE(mentor.call_raw(id, frame("case.list", {{word(), word()}})).ok());
          break;
        case 2:
          EXPECT_FALSE(mentor.call_raw(id, frame("item.append", {{"room", word()}, {"item", word()}})).ok());
          break;
        default:
          EXPECT_FALSE(line("beheer eik").call("account.invite", {{"login", word()}, {"name", word()}, {"functie", word()}}).ok());
      }
    }
    auto const auth = to_b64u(crypto::random_array<32>());
    for (int i = 0; i < 10; ++i) {
      EXPECT_NE(post(port, "enrol/start", {{"code", word()}}).reason(), "");
      EXPECT_EQ(post(port, "session", Json::object(), word()).body.at("signed_in"), false);
      // A login that nobody has is answered like any other, until the end.
      EXPECT_TRUE(post(port, "sign-in/start", {{"login", word()}, {"slot", "passphrase"}}).ok());
      EXPECT_NE(post(port, "sign-in/finish", {{"login", word()}, {"slot", "passphrase"}, {"auth", auth}, {"code", word()}}).reason(), "");
    }
    while (words.size() < 1000) {
      NetClient client(port);
      ASSERT_TRUE(client.handshake());
      auto const path = word();
      client.send("GET /" + path + ".js?" + word() + " HTTP/1.1\r\nHost: beraad.test\r\nUser-Agent: " + word() + "\r\nReferer: " + word() +
                  "\r\nCookie: __Host-beraad=" + word() + "\r\nX-" + word() + ": " + word() + "\r\n\r\n");
      auto const answer = client.read_response();
      ASSERT_TRUE(answer.has_value());
      EXPECT_EQ(answer->status, 404U);
    }
  }

  void expect_none_in(std::string const& text, std::string const& where) {
    for (auto const& each : words) ASSERT_EQ(text.find(each), std::string::npos) << each << " is in " << where;
  }
};

TEST_F(Canary, none_of_a_thousand_words_is_kept_where_the_operator_can_read_it) {
  write();
  be_refused();
  ASSERT_GE(words.size(), 1000U);

  auto const folder = region().server().folder();
  std::size_t files = 0;
  bool log_has_lines = false;
  for (auto const& each : std::filesystem::recursive_directory_iterator(folder)) {
    if (!each.is_regular_file()) continue;
    ++files;
    auto const content = bytes_of(each.path());
    expect_none_in(content, each.path().filename());
    log_has_lines = log_has_lines || (each.path().extension() == ".log" && !content.empty());
  }
  EXPECT_GE(files, 8U);
  EXPECT_TRUE(log_has_lines);
  NetClient metrics(region().server().metrics_port());
  metrics.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
  expect_none_in(metrics.read_response().value().body, "the metrics");

  auto const store = CopiedStore(folder, "store", "beraad.db").plain();
  EXPECT_NE(store.find("mentor@eik"), std::string::npos) << "this is the store, and it is open";
  expect_none_in(store, "the opened store");
  auto const shares = CopiedStore(folder, "shares", "shares.db").plain();
  EXPECT_NE(shares.find("CREATE TABLE"), std::string::npos);
  expect_none_in(shares, "the opened store of shares");
}

}  // namespace
}  // namespace beraad::test
