// SPDX-License-Identifier: EUPL-1.2
// The operator of the server changes the store behind a case: records, steps, what is closed. What the server then does, and which of it
// other clients notice.
#include <map>

#include "tests/integration/operator.hpp"
#include "tests/integration/records_attack.hpp"

namespace beraad::test {
namespace {

// As the server would have, had it let it through.
Result<void> write_past_the_rules(db::Stores& stores, RoomId const& id, crypto::Item const& item) {
  auto const room = stores.rooms.find(id);
  auto const header = crypto::decode_item_header(item.h);
  if (!room || !header) return fail(Errc::kMalformed, "room or header");
  auto const sender = stores.rooms.leaf(room->no, header->from);
  if (!sender) return sender.error();
  db::Item row;
  row.seq = room->last_seq + 1;
  row.id = header->id;
  row.thread = header->thread;
  row.from = header->from;
  row.type = header->type;
  row.ctr = header->ctr;
  row.at = now_ms();
  row.h = item.h;
  row.k = item.k;
  row.c = item.c;
  row.s = item.s;
  row.head = crypto::next_head(room->head, item);
  return stores.items.append(room->no, sender->no, row);
}

class RecordsOperator : public RecordsAttack {};

TEST_F(RecordsOperator, an_operator_who_changes_the_store_is_refused_by_the_web_client_where_the_records_tell_otherwise) {
  auto& s = stage();
  s.invite_colleague("reader");
  std::map<std::string, OpenedCase> cases;
  std::map<std::string, crypto::Item> forged;
  for (auto const* name :
       {"reopened", "record after closing", "move of the gemeente", "record removed", "step changed", "words of another shape"})
    cases.emplace(name, signalled({"reader"}));
  auto const team = [&](std::string const& name) -> Room& { return *cases.at(name).schoolteam; };
  for (auto const* name : {"reopened", "record after closing"}) must_put(team(name), move(Step::k2, "closed_at_school"), "mentor");
  must_put(team("record removed"), talk(Step::k2), "mentor");
  must_put(team("record removed"), move(Step::k2, "4"), "mentor");
  auto const other_shape = [](Room const& room) {
    ItemDraft const draft{room.id(), 0, ThreadId{room.id().bytes}, "record", 50, 0, {}, crypto::encode_record(talk(Step::k2))};
    auto const header = header_of(draft, room.own().leaf);
    auto const text = text_payload("een bericht").dump();
    return crypto::seal_item(header, crypto::thread_key(room.root(0), header.thread), room.own().sign, crypto::view_of(text)).value();
  };
  auto const spoiling = append(team("words of another shape").id(), other_shape(team("words of another shape")), "mentor");
  EXPECT_TRUE(spoiling.ok()) << "what is sealed the server cannot see";
  auto const& removed = team("record removed").items().at(3).header;
  ASSERT_EQ(crypto::decode_record(removed.record).value().record, "pupil_talk");
  forged.emplace("record after closing", team("record after closing").next_record(talk(Step::kClosedAtSchool)));
  forged.emplace("move of the gemeente", team("move of the gemeente").next_record(move(Step::k2, "5")));
  {
    OpenedStore store;
    for (auto const& [name, item] : forged)
      store.write([&, id = team(name).id()](db::Stores& stores) { return write_past_the_rules(stores, id, item); });
    ASSERT_EQ(store.run("UPDATE cases SET step = '2' WHERE id = ?1", cases.at("reopened").id), 1);
    ASSERT_EQ(store.run("UPDATE room SET closed = 0, step = 2 WHERE id = ?1", team("reopened").id()), 1);
    ASSERT_EQ(store.run("DELETE FROM fresh_item WHERE id = ?1", removed.id), 1);
    ASSERT_EQ(store.run("UPDATE cases SET step = '5' WHERE id = ?1", cases.at("step changed").id), 1);
    ASSERT_EQ(store.run("UPDATE room SET step = 5 WHERE id = ?1", team("step changed").id()), 1);
  }

  // The server believes its store; what follows is the next one's to find.
  team("reopened").say(line("mentor"), crypto::random_id<ThreadId>(), "alsof de casus nog liep");
  EXPECT_EQ(step_of(cases.at("step changed").id), "5");
  expect_refused(put(team("step changed"), move(Step::k2, "closed_at_school"), "mentor"), "step_not_allowed");
  EXPECT_EQ(s.copy_of(team("record removed").id(), "reader")->broken(), "item chain");

  std::vector<RoomId> rooms;
  for (auto const& [name, opened] : cases) rooms.push_back(opened.schoolteam->id());
  auto const text = shown_by_the_web_client("reader", rooms);
  ASSERT_FALSE(text.empty()) << "the packages of the web client are not installed: ./dev test installs them";
  auto const shown = Json::parse(text);
  auto const shown_case = [&](std::string const& name) {
    for (auto const& each : shown.at("cases"))
      if (each.at("id") == id_text(cases.at(name).id)) return each;
    return Json();
  };
  auto const rule_that_broke = [&](std::string const& name) {
    auto const room = room_in(shown, team(name).id());
    return room.contains("broken") ? room.at("broken").at("rule").get<std::string>() : "none";
  };
  EXPECT_EQ(rule_that_broke("record after closing"), "21");
  EXPECT_EQ(rule_that_broke("move of the gemeente"), "9");
  EXPECT_TRUE(room_in(shown, team("record removed").id()).contains("broken"));
  EXPECT_TRUE(room_in(shown, team("words of another shape").id()).contains("broken"));
  EXPECT_TRUE(room_in(shown, team("reopened").id()).at("closed").get<bool>()) << "closed by its records, whatever the store says";
  EXPECT_TRUE(shown_case("reopened").at("closed").get<bool>());
  EXPECT_TRUE(shown_case("reopened").at("moves").empty());
  // Said plainly in docs/threat-model.md: a step that no record made is the server's word alone.
  EXPECT_EQ(shown_case("step changed").at("step"), "5");
  EXPECT_EQ(rule_that_broke("step changed"), "none");
}

}  // namespace
}  // namespace beraad::test
