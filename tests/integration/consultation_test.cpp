// SPDX-License-Identifier: EUPL-1.2
// The consultation that runs: a school asks, the gemeente picks up and answers, and both see the same.
#include "tests/integration/stage_test.hpp"

#include "crypto/random.hpp"

namespace beraad::test {
namespace {

ThreadId new_thread() {
  return crypto::random_id<ThreadId>();
}

std::uint64_t unread_in(Json const& rooms, RoomId const& room) {
  std::uint64_t count = 0;
  for (auto const& each : rooms.at("rooms"))
    if (each.at("room") == id_text(room))
      for (auto const& thread : each.at("unread")) count += thread.at("count").get<std::uint64_t>();
  return count;
}

Json summary_in(Json const& rooms, RoomId const& room) {
  for (auto const& each : rooms.at("rooms"))
    if (each.at("room") == id_text(room)) return each;
  return nullptr;
}

TEST(consultation, a_school_asks_and_the_gemeente_answers) {
  auto& s = stage();
  auto const opened = s.open_case("mentor", {"zoco"});
  ASSERT_EQ(opened.schoolteam->broken(), "");
  ASSERT_EQ(opened.schoolteam->items().size(), 2U);
  EXPECT_EQ(opened.schoolteam->items()[1].payload, pupils_card());

  auto const consult = s.open_consult("mentor", opened.id, 1, false);
  ASSERT_EQ(consult->broken(), "");

  // It appears at the gemeente without asking, not yet picked up, and without the case it is about.
  auto const news = s.line("gert").next_news("room.new", consult->id()).at("room");
  EXPECT_EQ(news.at("room"), id_text(consult->id()));
  EXPECT_EQ(news.at("owner"), "");
  EXPECT_EQ(news.at("case"), "");
  EXPECT_EQ(news.at("kind"), "consult");
  EXPECT_EQ(news.at("phase"), "anonymous");
  EXPECT_EQ(news.at("step"), 3) << "opening a consultation brings the case from step 1 to 3";

  auto const thread = new_thread();
  auto const asked =
      consult->say(s.line("mentor"), thread, "text", text_payload("Een leerling trekt zich terug. Wat kan ik doen?", "Eerste vraag"));
  EXPECT_EQ(s.line("gert").next_news("item.new", consult->id()).at("item").at("seq"), asked);

  auto const picked = s.line("gert").must("room.pick_up", {{"room", id_text(consult->id())}});
  EXPECT_EQ(picked.at("room").at("owner"), id_text(s["gert"].person.leaf()));
  EXPECT_EQ(s.line("gerda").call("room.pick_up", {{"room", id_text(consult->id())}}).reason, "already_picked_up");

  auto const at_gert = s.copy_of(consult->id(), "gert");
  ASSERT_EQ(at_gert->broken(), "");
  ASSERT_EQ(at_gert->items().size(), 1U);
  EXPECT_EQ(at_gert->items()[0].payload.at("title"), "Eerste vraag");
  at_gert->say(s.line("gert"), thread, "Begin met een open gesprek.");
  at_gert->say(s.line("gert"), new_thread(), "text", text_payload("Is er al zorg ingezet?", "Tweede onderwerp"));

  EXPECT_EQ(unread_in(s.line("mentor").must("room.list", Json::object()), consult->id()), 2U);
  consult->sync(s.line("mentor"));
  ASSERT_EQ(consult->items().size(), 3U);
  EXPECT_EQ(consult->head(), at_gert->head());
  auto const summary = summary_in(s.line("mentor").must("room.list", Json::object()), consult->id());
  EXPECT_EQ(summary.at("head"), to_b64u(consult->head()));
}

TEST(consultation, delivery_and_reading_are_seen_by_the_other_side_and_survive_a_second_device) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false);
  auto const thread = new_thread();
  auto const seq = consult->say(s.line("mentor"), thread, "Een vraag");
  auto const room = id_text(consult->id());

  s.line("gert").must("cursor.delivered", {{"room", room}, {"seq", seq}});
  s.line("gert").must("cursor.read", {{"room", room}, {"thread", id_text(thread)}, {"seq", seq}});
  while (s.line("mentor").next_news("cursor.moved", consult->id()).at("thread") != id_text(thread)) {
  }

  auto const cursors = s.line("mentor").must("cursor.list", {{"room", room}}).at("cursors");
  bool read = false, delivered = false;
  for (auto const& each : cursors) {
    if (each.at("leaf") != id_text(s["gert"].person.leaf()) || each.at("seq") != seq) continue;
    read = read || each.at("thread") == id_text(thread);
    delivered = delivered || each.at("thread") == "";
  }
  EXPECT_TRUE(read);
  EXPECT_TRUE(delivered);

  auto const second_device = s["gert"].person.connect(s.server().port());
  EXPECT_EQ(unread_in(second_device->must("room.list", Json::object()), consult->id()), 0U);
  EXPECT_EQ(unread_in(s.line("gerda").must("room.list", Json::object()), consult->id()), 1U);
}

TEST(consultation, edits_and_reactions_are_items_of_the_chain) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false);
  auto const thread = new_thread();
  consult->say(s.line("mentor"), thread, "Een vrag");
  auto const first = id_text(consult->items()[0].header.id);
  consult->say(s.line("mentor"), thread, "edit", {{"ref", first}, {"text", "Een vraag"}});
  auto const at_gert = s.copy_of(consult->id(), "gert");
  at_gert->say(s.line("gert"), thread, "reaction", {{"ref", first}, {"emoji", "👍"}, {"on", true}});
  consult->sync(s.line("mentor"));
  ASSERT_EQ(consult->items().size(), 3U);
  EXPECT_EQ(consult->items()[1].payload.at("text"), "Een vraag");
  EXPECT_EQ(consult->items()[2].payload.at("emoji"), "👍");
}

TEST(consultation, long_history_is_paged_both_ways_and_the_pages_join) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false);
  auto const thread = new_thread();
  constexpr std::uint64_t kMany = 130;
  for (std::uint64_t i = 0; i < kMany; ++i) consult->say(s.line("mentor"), thread, "bericht " + std::to_string(i));
  auto const room = id_text(consult->id());

  std::uint64_t before = 0, seen = 0;
  std::string next_prev;
  do {
    auto const page = s.line("gert").must("item.page", {{"room", room}, {"before", before}, {"limit", 50}});
    ASSERT_EQ(page.at("last_seq"), kMany);
    crypto::Hash head{};
    auto const prev = from_b64u(page.at("prev_head").get<std::string>());
    ASSERT_TRUE(prev);
    std::copy(prev->begin(), prev->end(), head.begin());
    for (auto const& each : page.at("items")) head = crypto::next_head(head, item_of_json(each));
    EXPECT_EQ(to_b64u(head), before == 0 ? to_b64u(consult->head()) : next_prev);
    seen += page.at("items").size();
    before = page.at("items").front().at("seq").get<std::uint64_t>();
    next_prev = page.at("prev_head").get<std::string>();
  } while (before > 1);
  EXPECT_EQ(seen, kMany);

  auto const at_gert = s.copy_of(consult->id(), "gert");
  EXPECT_EQ(at_gert->broken(), "");
  EXPECT_EQ(at_gert->items().size(), kMany);
  EXPECT_EQ(at_gert->head(), consult->head());
}

TEST(consultation, a_dropped_line_is_resumed_without_loss_or_doubles) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false);
  auto const thread = new_thread();
  consult->say(s.line("mentor"), thread, "een");
  auto const at_gert = s.copy_of(consult->id(), "gert");

  auto const unsure = consult->next_item(thread, "text", text_payload("twee"));
  Json const params{{"room", id_text(consult->id())}, {"item", item_json(unsure)}};
  {
    auto const dying = s["mentor"].person.connect(s.server().port());
    dying->send("item.append", params);  // whether it arrived is not known to whoever sent it
  }
  auto const again = s.line("mentor").must("item.append", params);
  EXPECT_EQ(again, s.line("mentor").must("item.append", params)) << "the same id with the same bytes is answered alike";
  consult->sync(s.line("mentor"));
  at_gert->sync(s.line("gert"));
  EXPECT_EQ(consult->items().size(), 2U);
  EXPECT_EQ(at_gert->items().size(), 2U);
  EXPECT_EQ(at_gert->head(), consult->head());
}

TEST(consultation, a_colleague_who_is_added_reads_from_joining_on) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  auto const thread = new_thread();
  consult->say(s.line("mentor"), thread, "voor haar tijd");
  auto const at_gert = s.copy_of(consult->id(), "gert");
  auto const entry = at_gert->next_entry(s.line("gert"), crypto::BasisEvent::kMemberAdded, {add(s["gerda"].cert)});
  s.line("gert").must("room.append", {{"room", id_text(consult->id())}, {"entry", entry.json()}});
  consult->sync(s.line("mentor"));
  ASSERT_EQ(consult->broken(), "");
  EXPECT_EQ(consult->epoch(), 1U);
  consult->say(s.line("mentor"), thread, "welkom");

  auto const at_gerda = s.copy_of(consult->id(), "gerda");
  ASSERT_EQ(at_gerda->broken(), "");
  EXPECT_FALSE(at_gerda->has_key_of(0));
  ASSERT_EQ(at_gerda->items().size(), 1U);
  EXPECT_EQ(at_gerda->items()[0].payload.at("text"), "welkom");
  EXPECT_EQ(at_gerda->head(), consult->head());
}

TEST(consultation, whoever_is_let_in_again_writes_again_from_a_new_device_too) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  auto const at_gert = s.copy_of(consult->id(), "gert");
  auto const change = [&](crypto::BasisEvent event, Change const& one) {
    at_gert->sync(s.line("gert"));
    auto const entry = at_gert->next_entry(s.line("gert"), event, {one});
    s.line("gert").must("room.append", {{"room", id_text(consult->id())}, {"entry", entry.json()}});
  };
  change(crypto::BasisEvent::kMemberAdded, add(s["gerda"].cert));
  s.copy_of(consult->id(), "gerda")->say(s.line("gerda"), new_thread(), "de eerste keer");
  change(crypto::BasisEvent::kMemberRemoved, remove(s["gerda"].person.leaf()));
  change(crypto::BasisEvent::kMemberAdded, add(s["gerda"].cert));
  auto const again = s.copy_of(consult->id(), "gerda");
  EXPECT_TRUE(again->items().empty()) << "what was written before is not shown";
  EXPECT_NO_THROW(again->say(s.line("gerda"), new_thread(), "de tweede keer"));
}

TEST(consultation, whoever_leaves_reads_nothing_more) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false);
  auto const at_gerda = s.copy_of(consult->id(), "gerda");
  auto const left = at_gerda->next_entry(s.line("gerda"), crypto::BasisEvent::kMemberLeft, {remove(at_gerda->own().leaf)});
  s.line("gerda").must("room.append", {{"room", id_text(consult->id())}, {"entry", left.json()}});
  EXPECT_EQ(s.line("gerda").call("item.since", {{"room", id_text(consult->id())}, {"after", 0}, {"limit", 10}}).reason, "not_found");
  consult->sync(s.line("mentor"));
  auto const rotated = consult->next_entry(s.line("mentor"), crypto::BasisEvent::kKeyRotation, {{crypto::OpKind::kRotate, {}, {}}});
  s.line("mentor").must("room.append", {{"room", id_text(consult->id())}, {"entry", rotated.json()}});
  consult->sync(s.line("mentor"));
  EXPECT_EQ(consult->say(s.line("mentor"), new_thread(), "zonder haar"), 1U);
  EXPECT_EQ(consult->epoch(), 2U);
  EXPECT_EQ(consult->state().roster.size(), 2U);
}

}  // namespace
}  // namespace beraad::test
