// SPDX-License-Identifier: EUPL-1.2
// What attacks on a case in which the pupil is known have in common: making the pupil known, declaring, inviting and joining.
#pragma once
#include "crypto/declaration.hpp"
#include "tests/integration/records_attack.hpp"

namespace beraad::test {

using crypto::OpKind;
using crypto::Phase;

// A server of its own: here somebody's sessions are ended for good.
inline Stage& region() {
  static Stage stage;
  return stage;
}

class Relations : public testing::Test {
 protected:
  void SetUp() override { region().reconnect(); }

  static Connection& line(std::string const& who) { return region().line(who); }

  static Answer put(Room& room, Record const& record, std::string const& by) {
    room.sync(line(by));
    return line(by).call("item.append", {{"room", id_text(room.id())}, {"item", item_json(room.next_record(record, "woorden"))}});
  }
  static void must_put(Room& room, Record const& record, std::string const& by) {
    auto const answer = put(room, record, by);
    ASSERT_TRUE(answer.ok()) << record.record << ": " << answer.message;
    room.sync(line(by));
  }

  static crypto::Signed declaration(std::string const& who, RoomId const& room, CaseId const& of_case, bool relation) {
    auto const own = region()[who].own();
    crypto::Declaration const said{room, of_case, region()[who].person.account, relation, now_ms()};
    return crypto::sign_object(own.sign, crypto::SignedKind::kDeclaration, encode(said));
  }
  static Answer declare(std::string const& who, RoomId const& room, CaseId const& of_case, bool relation) {
    return line(who).call("relation.declare",
                          {{"room", id_text(room)}, {"declaration", crypto::json_of(declaration(who, room, of_case, relation))}});
  }
  static Answer invite(std::string const& by, RoomId const& room, std::string const& who, crypto::Term const& term = {}) {
    return line(by).call("room.invite", {{"room", id_text(room)},
                                         {"account", id_text(region()[who].person.account)},
                                         {"enc", to_b64u(crypto::Bytes(32, 1))},
                                         {"ct", to_b64u(crypto::Bytes(80, 2))},
                                         {"until", term.until},
                                         {"for", term.stands_in_for.is_zero() ? std::string{} : id_text(term.stands_in_for)}});
  }
  static Answer answer(std::string const& who, RoomId const& room, crypto::Signed const& said) {
    return line(who).call("invitation.answer", {{"room", id_text(room)}, {"declaration", crypto::json_of(said)}});
  }
  static Answer add(Room& room, std::string const& by, std::string const& who) {
    room.sync(line(by));
    auto const entry = room.next_entry(line(by), BasisEvent::kMemberAdded, {{OpKind::kAdd, region()[who].cert, {}}});
    return line(by).call("room.append", {{"room", id_text(room.id())}, {"entry", entry.json()}});
  }
  static Answer let_stand_in(Room& room, std::string const& by, std::string const& who, crypto::Term const& term) {
    room.sync(line(by));
    auto const entry = room.next_entry(line(by), BasisEvent::kStandInAdded, {test::add(region()[who].cert, term)});
    return line(by).call("room.append", {{"room", id_text(room.id())}, {"entry", entry.json()}});
  }
  static Answer make(std::string const& kind, BasisEvent event, std::uint64_t step, RoomId const& room, CaseId const& of_case,
                     std::string const& by, std::vector<std::string> const& others) {
    std::vector<crypto::Signed> certs;
    for (auto const& each : others) certs.push_back(region()[each].cert);
    auto const named = kind == "melding" ? CaseId{} : of_case;
    auto const draft = region().draft_room(kind, event, named, step, room, region()[by].own(), certs, Phase::kIdentified);
    return line(by).call("room.create", {{"case", id_text(of_case)}, {"room", draft.json(kind)}});
  }
  // The case as somebody sees it; null when it is not in their list.
  static Json seen_by(std::string const& who, CaseId const& of_case) {
    auto const listed = line(who).must("case.list", Json::object());
    for (auto const& each : listed.at("cases"))
      if (each.at("case") == id_text(of_case)) return each;
    return {};
  }
  static void expect_refused(Answer const& answer, std::string const& code) {
    EXPECT_EQ(answer.reason, "refused");
    EXPECT_EQ(answer.message, words_of(code));
  }

  // A case whose report the gemeente took.
  static OpenedCase reported(std::string const& parent = "") {
    auto opened = region().open_case("mentor");
    if (!parent.empty()) region().invite_parent(parent, opened.id);
    must_put(*opened.schoolteam, move(Step::k1, "2"), "mentor");
    auto const report = region().open_report("mentor", opened.id, 2, false);
    auto const copy = region().copy_of(report->id(), "gert");
    must_put(*copy, move(Step::k2, "5"), "gert");
    return opened;
  }
  static void give_ground(OpenedCase const& opened) {
    must_put(*opened.schoolteam, {"ground_consent", Step::k5, {{"on", "2026-02-03"}, {"whom", "parents"}}}, "mentor");
  }

  // A case at step 6 with a room for the follow-up in it, opened by the gemeente.
  struct Known {
    CaseId id;
    std::unique_ptr<Room> follow_up;  // gert's copy
  };
  static Known known(std::string const& parent = "") {
    auto const opened = reported(parent);
    give_ground(opened);
    auto const report = crypto::random_id<RoomId>();
    EXPECT_TRUE(make("melding", BasisEvent::kReportOpened, 5, report, opened.id, "mentor", {"gert"}).ok());
    auto const copy = region().copy_of(report, "gert");
    must_put(*copy, move(Step::k5, "6"), "gert");
    auto const room = crypto::random_id<RoomId>();
    EXPECT_TRUE(declare("gert", room, opened.id, false).ok());
    EXPECT_TRUE(make("opvolging", BasisEvent::kRoomOpened, 6, room, opened.id, "gert", {}).ok());
    return {opened.id, region().copy_of(room, "gert")};
  }
};

}  // namespace beraad::test
