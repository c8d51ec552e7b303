// SPDX-License-Identifier: EUPL-1.2
// Ways around the rules of the step plan, sent by a client that does as it likes: what is recorded, by whom, where and when; closing at
// school; a report to the gemeente.
#include <map>

#include "tests/integration/records_attack.hpp"

namespace beraad::test {
namespace {

TEST_F(RecordsAttack, whoever_is_not_in_the_school_team_records_nothing_in_it) {
  auto& s = stage();
  auto const opened = s.open_case("mentor");
  auto const consult = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  s.invite_parent("recording parent", opened.id);
  for (auto const* who : {"beuk", "zoco", "gert", "gemma", "agent", "beheer eik", "beheer noord", "recording parent"}) {
    auto const item = by_an_outsider(*opened.schoolteam, who, talk(Step::k3));
    EXPECT_EQ(append(opened.schoolteam->id(), item, who).reason, "not_found") << who;
  }
  auto const in_a_members_line = append(opened.schoolteam->id(), by_an_outsider(*opened.schoolteam, "beuk", talk(Step::k3)), "mentor");
  expect_refused(in_a_members_line, "not_a_member");
  EXPECT_EQ(records_in(opened.schoolteam->id(), "mentor"), 0U);
}

TEST_F(RecordsAttack, whoever_was_removed_from_the_school_team_records_nothing_more) {
  auto& s = stage();
  auto const opened = s.open_case("mentor", {"zoco"});
  auto const at_zoco = s.copy_of(opened.schoolteam->id(), "zoco");
  must_put(*at_zoco, talk(Step::k1), "zoco");
  auto const prepared = at_zoco->next_record(move(Step::k1, "2"));
  opened.schoolteam->sync(line("mentor"));
  auto const removal = opened.schoolteam->next_entry(line("mentor"), BasisEvent::kMemberRemoved, {remove(s["zoco"].person.leaf())});
  ASSERT_TRUE(append(*opened.schoolteam, removal, "mentor").ok());
  EXPECT_EQ(append(at_zoco->id(), prepared, "zoco").reason, "not_found");
  EXPECT_FALSE(append(at_zoco->id(), prepared, "mentor").ok()) << "a colleague sends it for them";
  EXPECT_EQ(step_of(opened.id), "1");
}

TEST_F(RecordsAttack, a_record_goes_into_the_case_for_which_it_was_made_and_only_once) {
  auto& s = stage();
  auto const one = s.open_case("mentor");
  auto const other = s.open_case("mentor");
  auto const item = one.schoolteam->next_record(move(Step::k1, "2"));
  EXPECT_EQ(append(other.schoolteam->id(), item, "mentor").reason, "bad_request") << "sent as if it were of the other case";
  EXPECT_EQ(step_of(other.id), "1");
  auto const first = append(one.schoolteam->id(), item, "mentor");
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(append(other.schoolteam->id(), item, "mentor").reason, "bad_request") << "a replay";
  EXPECT_EQ(append(one.schoolteam->id(), item, "mentor").result, first.result) << "the same bytes get the same answer";
  one.schoolteam->sync(line("mentor"));
  must_put(*one.schoolteam, move(Step::k2, "3"), "mentor");
  EXPECT_EQ(append(one.schoolteam->id(), item, "mentor").result, first.result);
  EXPECT_EQ(step_of(one.id), "3") << "and move nothing again";
  EXPECT_EQ(step_of(other.id), "1");
  EXPECT_EQ(records_in(one.schoolteam->id(), "mentor"), 2U);
}

TEST_F(RecordsAttack, a_record_that_says_another_step_than_the_cases_is_refused) {
  auto const opened = signalled();
  for (auto const step : {Step::k1, Step::k3, Step::k4, Step::k5, Step::kMonitored, Step::kClosedAtSchool, Step::kClosed}) {
    expect_refused(put(*opened.schoolteam, talk(step), "mentor"), "step_not_allowed", std::string(word_of(step)));
    expect_refused(put(*opened.schoolteam, move(step, "4"), "mentor"), "step_not_allowed", std::string(word_of(step)));
  }
  for (auto const* to : {"1", "2", "6", "7", "8", "monitored", "closed", "0", "", "elsewhere"})
    expect_refused(put(*opened.schoolteam, move(Step::k2, to), "mentor"), "step_not_allowed", to);
  expect_refused(put(*opened.schoolteam, move(Step::k2, "5"), "mentor"), "item_type_not_allowed", "the gemeente's, in its own room");
  EXPECT_EQ(step_of(opened.id), "2");
}

TEST_F(RecordsAttack, a_record_whose_header_does_not_fit_is_refused) {
  auto const opened = signalled();
  auto const& team = *opened.schoolteam;
  auto const expect_bad = [&](char const* what, auto change) {
    EXPECT_EQ(append(team.id(), spoiled(team, talk(Step::k2), change), "mentor").reason, "bad_request") << what;
  };
  expect_bad("another thread", [](auto& header) { header.thread = crypto::random_id<ThreadId>(); });
  expect_bad("a text with a record", [](auto& header) { header.type = "text"; });
  expect_bad("an edit with a record", [](auto& header) { header.type = "edit"; });
  expect_bad("a record without one", [](auto& header) { header.record = ""; });
  expect_bad("no JSON", [](auto& header) { header.record = "pupil_talk"; });
  expect_bad("a key too many", [](auto& header) { header.record.insert(1, R"("also":1,)"); });
  expect_bad("a key twice", [](auto& header) { header.record.insert(1, R"("step":"2",)"); });
  expect_bad("a word behind it", [](auto& header) { header.record += '1'; });
  expect_bad("a field of another type", [](auto& header) { header.record = R"({"fields":{"to":4},"record":"step","step":"2"})"; });
  expect_bad("too long", [](auto& header) {
    header.record = R"({"fields":{"on":")" + std::string(480, 'x') + R"("},"record":"pupil_talk","step":"2"})";
  });
  EXPECT_EQ(records_in(team.id(), "mentor"), 1U);
  EXPECT_EQ(step_of(opened.id), "2");
}

TEST_F(RecordsAttack, what_refers_to_a_record_changes_nothing_of_it) {
  auto const opened = signalled();
  auto& team = *opened.schoolteam;
  auto const record = std::find_if(team.items().begin(), team.items().end(), [](auto const& each) { return each.header.type == "record"; });
  ASSERT_NE(record, team.items().end());
  auto const ref = id_text(record->header.id);
  ThreadId const thread{team.id().bytes};
  auto const before = *record;
  team.say(line("mentor"), thread, "edit", {{"ref", ref}, {"text", "iets anders"}});
  team.say(line("mentor"), thread, "reaction", {{"ref", ref}, {"emoji", "👍"}, {"on", true}});
  EXPECT_EQ(step_of(opened.id), "2");
  EXPECT_EQ(records_in(team.id(), "mentor"), 1U);
  auto const again = stage().copy_of(team.id(), "mentor");
  auto const kept = std::find_if(again->items().begin(), again->items().end(), [&](auto const& each) { return each.seq == before.seq; });
  ASSERT_NE(kept, again->items().end());
  EXPECT_EQ(kept->header.record, before.header.record);
  EXPECT_EQ(kept->payload, before.payload);
}

TEST_F(RecordsAttack, of_two_moves_that_race_one_is_made_and_the_other_is_told_so) {
  auto& s = stage();
  for (int round = 0; round < 8; ++round) {
    auto const opened = s.open_case("mentor", {"zoco"});
    auto const at_zoco = s.copy_of(opened.schoolteam->id(), "zoco");
    auto const send = [&](Room& room, Record const& record, char const* by) {
      return line(by).send("item.append", {{"room", id_text(room.id())}, {"item", item_json(room.next_record(record))}});
    };
    auto const one = send(*opened.schoolteam, move(Step::k1, "2"), "mentor");
    auto const other = send(*at_zoco, move(Step::k1, "closed_at_school"), "zoco");
    auto const answers = std::pair{line("mentor").answer_to(one), line("zoco").answer_to(other)};
    ASSERT_NE(answers.first.ok(), answers.second.ok());
    EXPECT_EQ(step_of(opened.id), answers.first.ok() ? "2" : "closed_at_school");
    auto const& refused = answers.first.ok() ? answers.second : answers.first;
    EXPECT_TRUE(refused.reason == "refused" || refused.reason == "closed") << refused.message;
    EXPECT_EQ(records_in(opened.schoolteam->id(), "zoco"), 1U);
  }
}

TEST_F(RecordsAttack, a_room_does_not_begin_with_a_record) {
  auto& s = stage();
  auto const record_in = [](NewRoomDraft const& draft, Record const& record) {
    auto const root = crypto::epoch_root(draft.entry.share.view(), draft.entry.secrets.es);
    ItemDraft const item{draft.room, 0, ThreadId{draft.room.bytes}, "record", 1, 0, {}, crypto::encode_record(record)};
    return write_item(header_of(item, draft.own.leaf), root, draft.own.sign, {{"text", ""}, {"texts", Json::object()}});
  };
  auto const of_case = crypto::random_id<CaseId>();
  auto team = s.draft_room("schoolteam", BasisEvent::kCaseOpened, of_case, 1, crypto::random_id<RoomId>(), s["mentor"].own(), {});
  team.items.push_back(record_in(team, move(Step::k1, "4")));
  Json const opening{{"case", id_text(of_case)},
                     {"age_band", "12-15"},
                     {"lead", id_text(s["mentor"].person.account)},
                     {"room", team.json("schoolteam")},
                     {"continues", ""}};
  expect_refused(line("mentor").call("case.open", opening), "item_type_not_allowed");
  EXPECT_EQ(step_of(of_case), "not in the list");

  auto const opened = signalled();
  auto report = s.draft_room("melding", BasisEvent::kReportOpened, {}, 2, crypto::random_id<RoomId>(), s["mentor"].own(), {s["gert"].cert});
  report.items.push_back(record_in(report, move(Step::k2, "5")));
  expect_refused(line("mentor").call("room.create", {{"case", id_text(opened.id)}, {"room", report.json("melding")}}),
                 "item_type_not_allowed");
  EXPECT_EQ(step_of(opened.id), "2");
}

TEST_F(RecordsAttack, no_room_begins_identified) {
  auto& s = stage();
  auto const opened = signalled();
  auto const begin = [&](std::string const& kind, BasisEvent event, std::vector<crypto::Signed> const& others) {
    EntryDraft draft;
    draft.room = crypto::random_id<RoomId>();
    draft.kind = kind;
    draft.phase = crypto::Phase::kIdentified;
    draft.event = event;
    draft.changes = {add(s["mentor"].cert)};
    for (auto const& each : others) draft.changes.push_back(add(each));
    bool const a_case = kind == "schoolteam";
    auto const of_case = a_case ? crypto::random_id<CaseId>() : opened.id;
    draft.case_id = a_case ? of_case : CaseId{};
    draft.step = a_case ? 1 : 2;
    auto own = s["mentor"].own();
    auto entry = write_entry(draft, own, nullptr, nullptr);
    NewRoomDraft const room{draft.room, std::move(own), std::move(entry), {}};
    Json params{{"case", id_text(of_case)}, {"room", room.json(kind)}};
    if (a_case) params.update({{"age_band", "12-15"}, {"lead", id_text(s["mentor"].person.account)}, {"continues", ""}});
    return line("mentor").call(a_case ? "case.open" : "room.create", params);
  };
  expect_refused(begin("schoolteam", BasisEvent::kCaseOpened, {}), "phase_not_allowed");
  expect_refused(begin("consult", BasisEvent::kConsultOpened, {s["gert"].cert}), "phase_not_allowed");
  EXPECT_FALSE(begin("melding", BasisEvent::kReportOpened, {s["gert"].cert, s["agent"].cert}).ok()) << "with the police in it";
  EXPECT_FALSE(begin("melding", BasisEvent::kReportOpened, {s["gert"].cert}).ok());
  for (auto const* kind : {"oudergesprek", "weegtafel", "uitvraag", "opvolging", "overdracht"}) {
    if (!domain::of_word<domain::RoomKind>(kind)) continue;
    EXPECT_FALSE(begin(kind, BasisEvent::kReportOpened, {s["gert"].cert}).ok()) << kind;
  }
}

TEST_F(RecordsAttack, nothing_changes_in_any_room_of_a_case_that_was_closed_at_school) {
  auto& s = stage();
  auto const opened = s.open_case("mentor", {"zoco"});
  auto& team = *opened.schoolteam;
  auto const consult = s.open_consult("mentor", opened.id, 1, false, {"gert"});
  auto const report = s.open_report("mentor", opened.id, 3, true, {"gert", "gerda"});
  // As a client would not that closes the others first.
  must_put(team, move(Step::k3, "closed_at_school"), "mentor");
  EXPECT_EQ(step_of(opened.id), "closed_at_school");
  auto const thread = crypto::random_id<ThreadId>();
  std::map<std::string, std::pair<RoomId, std::string>> const places{
      {"team", {team.id(), "zoco"}}, {"consult", {consult->id(), "gert"}}, {"report", {report->id(), "gerda"}}};
  for (auto const& [name, place] : places) {
    auto const& [room, who] = place;
    auto const copy = s.copy_of(room, who);
    EXPECT_EQ(append(room, copy->next_item(thread, "text", text_payload("toch nog")), who).reason, "closed") << name;
    EXPECT_EQ(append(room, copy->next_item(thread, "reaction", {{"ref", id_text(thread)}, {"emoji", "👍"}, {"on", true}}), who).reason,
              "closed")
        << name;
    // Of a consultation it is said first that records do not belong there at all.
    auto const refusal = name == "consult" ? "refused" : "closed";
    EXPECT_EQ(append(room, copy->next_record(move(Step::kClosedAtSchool, "4")), who).reason, refusal) << name;
    EXPECT_EQ(append(room, copy->next_record(move(Step::k3, "5")), who).reason, refusal) << name;
    EXPECT_EQ(line(who).call("room.pick_up", {{"room", id_text(room)}}).reason, "closed") << name;
    for (auto const& [event, change] : {std::pair{BasisEvent::kKeyRotation, Change{crypto::OpKind::kRotate, {}, {}}},
                                        {BasisEvent::kRoomClosed, Change{crypto::OpKind::kClose, {}, {}}},
                                        {BasisEvent::kMemberAdded, add(s[name == "team" ? "beuk" : "wanda"].cert)},
                                        {BasisEvent::kMemberRemoved, remove(s["mentor"].person.leaf())},
                                        {BasisEvent::kMemberLeft, remove(copy->own().leaf)}}) {
      EXPECT_EQ(append(*copy, copy->next_entry(line(who), event, {change}), who).reason, "closed")
          << name << " " << static_cast<int>(event);
    }
    EXPECT_TRUE(line(who).call("item.since", {{"room", id_text(room)}, {"after", 0}, {"limit", 10}}).ok()) << name << " can be read";
    EXPECT_TRUE(line(who).call("cursor.delivered", {{"room", id_text(room)}, {"seq", 0}}).ok()) << name;
  }
  auto const open = [&](std::string const& kind, BasisEvent event, std::uint64_t step) {
    auto const draft = s.draft_room(kind, event, {}, step, crypto::random_id<RoomId>(), s["mentor"].own(), {s["gert"].cert});
    return line("mentor").call("room.create", {{"case", id_text(opened.id)}, {"room", draft.json(kind)}});
  };
  for (std::uint64_t const step : {3U, 4U}) {
    expect_refused(open("consult", BasisEvent::kConsultOpened, step), "case_closed");
    expect_refused(open("melding", BasisEvent::kReportOpened, step), "case_closed");
  }
  EXPECT_EQ(step_of(opened.id), "closed_at_school");
}

TEST_F(RecordsAttack, nobody_but_an_official_in_the_report_takes_it_or_gives_it_back) {
  auto& s = stage();
  auto const opened = signalled({"zoco"});
  auto const consult = s.open_consult("mentor", opened.id, 2, false, {"gert"});
  auto const under_own_name = s.open_report("mentor", opened.id, 3, false, {"gerda"});
  for (auto const& record : {move(Step::k3, "5"), returned(Step::k3)})
    expect_refused(put(*under_own_name, record, "mentor"), "not_yours_to_move", record.record);
  for (auto const* who : {"gert", "gemma", "wanda", "zoco", "beuk", "agent", "beheer noord"})
    EXPECT_EQ(append(under_own_name->id(), by_an_outsider(*under_own_name, who, move(Step::k3, "5")), who).reason, "not_found") << who;
  auto const at_gert = s.copy_of(consult->id(), "gert");
  for (auto const& record : {move(Step::k3, "5"), returned(Step::k3)})
    expect_refused(put(*at_gert, record, "gert"), "item_type_not_allowed", "in the consultation: " + record.record);
  auto const at_gerda = s.copy_of(under_own_name->id(), "gerda");
  for (auto const& record : {talk(Step::k3), move(Step::k3, "4"), move(Step::k3, "closed_at_school"), move(Step::k3, "2")})
    expect_refused(put(*at_gerda, record, "gerda"), "item_type_not_allowed", "what is the school's: " + record.record);
  EXPECT_EQ(step_of(opened.id), "3");
  ASSERT_TRUE(put(*at_gerda, move(Step::k3, "5"), "gerda").ok());
  EXPECT_EQ(step_of(opened.id), "5");
  expect_refused(put(*at_gerda, move(Step::k3, "5"), "gerda"), "step_not_allowed", "twice");
  expect_refused(put(*at_gerda, returned(Step::k5), "gerda"), "step_not_allowed", "given back after it was taken");
  expect_refused(put(*opened.schoolteam, move(Step::k5, "closed_at_school"), "mentor"), "step_not_allowed");
  EXPECT_EQ(step_of(opened.id), "5");
}

TEST_F(RecordsAttack, a_pseudonym_records_nothing) {
  auto& s = stage();
  auto const opened = signalled();
  auto const report = s.open_report("mentor", opened.id, 2, true, {"gert"});
  expect_refused(put(*report, move(Step::k2, "5"), "mentor"), "not_yours_to_move");
  expect_refused(put(*report, returned(Step::k2), "mentor"), "not_yours_to_move");
  expect_refused(put(*report, talk(Step::k2), "mentor"), "item_type_not_allowed");
  expect_refused(put(*report, move(Step::k2, "4"), "mentor"), "item_type_not_allowed");
  EXPECT_EQ(step_of(opened.id), "2");
}

TEST_F(RecordsAttack, another_gemeente_or_two_reports_at_once_are_refused) {
  auto& s = stage();
  auto const opened = signalled();
  auto const report_to = [&](std::vector<std::string> const& names, std::string const& by = "mentor") {
    std::vector<crypto::Signed> others;
    for (auto const& each : names) others.push_back(s[each].cert);
    auto const draft = s.draft_room("melding", BasisEvent::kReportOpened, {}, 2, crypto::random_id<RoomId>(), s[by].own(), others);
    return line(by).call("room.create", {{"case", id_text(opened.id)}, {"room", draft.json("melding")}});
  };
  EXPECT_EQ(report_to({"gemma"}).rule, "rooms");
  EXPECT_EQ(report_to({"gert", "gemma"}).reason, "refused");
  EXPECT_EQ(report_to({"wanda"}).message, words_of("functie_not_in_room"));
  EXPECT_EQ(report_to({"gert", "agent"}).message, words_of("phase_not_allowed"));
  EXPECT_EQ(report_to({"mentor"}, "gert").reason, "not_found") << "a case the gemeente does not know";
  ASSERT_TRUE(report_to({"gert"}).ok());
  EXPECT_EQ(report_to({"gerda"}).reason, "conflict");
}

TEST_F(RecordsAttack, of_two_officials_who_take_a_report_at_once_one_does) {
  auto& s = stage();
  for (int round = 0; round < 8; ++round) {
    auto const opened = signalled();
    auto const report = s.open_report("mentor", opened.id, 2, true);
    auto const at_gert = s.copy_of(report->id(), "gert");
    auto const at_gerda = s.copy_of(report->id(), "gerda");
    auto const send = [&](Room& room, Record const& record, char const* by) {
      return line(by).send("item.append", {{"room", id_text(room.id())}, {"item", item_json(room.next_record(record))}});
    };
    auto const one = send(*at_gert, move(Step::k2, "5"), "gert");
    auto const other = send(*at_gerda, round % 2 == 0 ? move(Step::k2, "5") : returned(Step::k2), "gerda");
    auto const school = send(*opened.schoolteam, move(Step::k2, "closed_at_school"), "mentor");
    auto const first = line("gert").answer_to(one);
    auto const second = line("gerda").answer_to(other);
    auto const third = line("mentor").answer_to(school);
    EXPECT_LE(static_cast<int>(first.ok()) + static_cast<int>(third.ok()), 1);
    EXPECT_LE(static_cast<int>(first.ok()) + static_cast<int>(second.ok()), 1) << "taken twice, or taken and given back";
    auto const step = step_of(opened.id);
    if (step == "5") {
      EXPECT_TRUE(first.ok() || (round % 2 == 0 && second.ok()));
    } else {
      EXPECT_EQ(step, "closed_at_school");
      EXPECT_TRUE(third.ok());
    }
  }
}

TEST_F(RecordsAttack, a_report_that_was_given_back_is_not_taken_after_all) {
  auto& s = stage();
  auto const opened = signalled();
  auto const report = s.open_report("mentor", opened.id, 2, true);
  auto const at_gert = s.copy_of(report->id(), "gert");
  auto const at_gerda = s.copy_of(report->id(), "gerda");
  must_put(*at_gert, returned(Step::k2), "gert");
  // The client closes the room in the same act; a modified one does not.
  EXPECT_EQ(put(*at_gert, move(Step::k2, "5"), "gert").reason, "closed");
  EXPECT_EQ(put(*at_gerda, move(Step::k2, "5"), "gerda").reason, "closed");
  EXPECT_EQ(put(*at_gerda, returned(Step::k2), "gerda").reason, "closed") << "nor given back twice";
  EXPECT_EQ(step_of(opened.id), "2");
  ASSERT_TRUE(close(*at_gert, "gert").ok()) << "it can still be closed";
  EXPECT_EQ(put(*at_gerda, move(Step::k2, "5"), "gerda").reason, "closed");
  auto const again = s.open_report("mentor", opened.id, 2, true, {"gerda"});
  auto const taking = s.copy_of(again->id(), "gerda");
  EXPECT_TRUE(put(*taking, move(Step::k2, "5"), "gerda").ok()) << "the next one is another report";
}

TEST_F(RecordsAttack, a_kill_in_the_middle_keeps_the_step_and_the_record_together) {
  constexpr std::size_t kMoves = 300;
  constexpr std::size_t kBefore = 8;
  auto& s = stage();
  auto const opened = signalled();
  auto const& team = *opened.schoolteam;
  std::vector<PreparedCall> calls;
  for (std::size_t i = 0; i < kMoves; ++i) {
    auto const record = i % 2 == 0 ? move(Step::k2, "3") : move(Step::k3, "2");
    ItemDraft const draft{team.id(), 0, ThreadId{team.id().bytes}, "record", 100U + i, 0, {}, crypto::encode_record(record)};
    auto const item =
        write_item(header_of(draft, team.own().leaf), team.root(0), team.own().sign, {{"text", ""}, {"texts", Json::object()}});
    calls.push_back(line("mentor").prepare("item.append", {{"room", id_text(team.id())}, {"item", item_json(item)}}));
  }
  for (auto const& call : calls) line("mentor").send(call);
  std::size_t acknowledged = 0;
  try {
    for (auto const& call : calls) {
      if (!line("mentor").answer_to(call.id).ok()) continue;
      if (++acknowledged == kBefore) s.server().kill_hard();
    }
  } catch (std::runtime_error const&) {  // the line ended, as it must
  }
  s.server().start_again();
  s.reconnect();
  EXPECT_GE(acknowledged, kBefore);
  auto const after = s.copy_of(team.id(), "mentor");
  ASSERT_EQ(after->broken(), "");
  std::string step = "1";
  std::size_t kept = 0;
  for (auto const& each : after->items()) {
    if (each.header.type != "record") continue;
    auto const record = crypto::decode_record(each.header.record).value();
    EXPECT_EQ(word_of(record.step), step) << "of each move the case was where the one before it had brought it";
    step = record.fields.at("to");
    ++kept;
  }
  EXPECT_GT(kept, acknowledged) << "those that were answered, and the one before";
  EXPECT_EQ(step_of(opened.id), step);
  auto const rooms = line("mentor").must("room.list", Json::object()).at("rooms");
  auto const room = std::find_if(rooms.begin(), rooms.end(), [&](Json const& each) { return each.at("room") == id_text(team.id()); });
  ASSERT_NE(room, rooms.end());
  EXPECT_EQ(std::to_string(room->at("step").get<std::uint64_t>()), step);
}

}  // namespace
}  // namespace beraad::test
