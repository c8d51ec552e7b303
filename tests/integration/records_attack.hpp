// SPDX-License-Identifier: EUPL-1.2
// What attacks on the step plan have in common: cases at some step, records as any client could write them.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "crypto/random.hpp"
#include "tests/integration/stage_test.hpp"

namespace beraad::test {

using crypto::BasisEvent;
using crypto::Record;
using crypto::Step;

inline std::string words_of(std::string const& code) {
  return domain::built_in_policy().deny(domain::of_word<domain::DenialCode>(code).value()).denial().nl;
}

inline Record move(Step from, std::string const& to) {
  return {"step", from, {{"to", to}}};
}
inline Record talk(Step at) {
  return {"pupil_talk", at, {{"on", "2026-02-03"}, {"known_to_care", "no"}}};
}
inline Record returned(Step at) {
  return {"report_returned", at, {}};
}

class RecordsAttack : public testing::Test {
 protected:
  static Connection& line(std::string const& who) { return stage().line(who); }
  static Answer append(RoomId const& room, crypto::Item const& item, std::string const& by) {
    return line(by).call("item.append", {{"room", id_text(room)}, {"item", item_json(item)}});
  }
  static Answer append(Room const& room, WrittenEntry const& entry, std::string const& by) {
    return line(by).call("room.append", {{"room", id_text(room.id())}, {"entry", entry.json()}});
  }
  // By somebody who is in the room, of which this is their copy.
  static Answer put(Room& room, Record const& record, std::string const& by) {
    room.sync(line(by));
    return append(room.id(), room.next_record(record, "de motivering"), by);
  }
  static void must_put(Room& room, Record const& record, std::string const& by) {
    auto const answer = put(room, record, by);
    if (!answer.ok()) throw std::runtime_error("refused: " + answer.message);
    room.sync(line(by));
  }
  static Answer close(Room& room, std::string const& by) {
    room.sync(line(by));
    return append(room, room.next_entry(line(by), BasisEvent::kRoomClosed, {{crypto::OpKind::kClose, {}, {}}}), by);
  }
  static std::string step_of(CaseId const& of_case, std::string const& reader = "mentor") {
    auto const listed = line(reader).must("case.list", Json::object());
    for (auto const& each : listed.at("cases"))
      if (each.at("case") == id_text(of_case)) return each.at("step").get<std::string>();
    return "not in the list";
  }
  static std::size_t records_in(RoomId const& room, std::string const& reader) {
    auto const copy = stage().copy_of(room, reader);
    EXPECT_EQ(copy->broken(), "");
    return static_cast<std::size_t>(
        std::count_if(copy->items().begin(), copy->items().end(), [](ReadItem const& each) { return each.header.type == "record"; }));
  }
  // Whoever has no place in the room signs for themselves, with a key of the room that an insider gave them.
  static crypto::Item by_an_outsider(Room const& room, std::string const& who, Record const& record) {
    auto const own = stage()[who].own();
    ItemDraft const draft{room.id(), room.epoch(), ThreadId{room.id().bytes}, "record", 1, 0, {}, crypto::encode_record(record)};
    return write_item(header_of(draft, own.leaf), room.root(room.epoch()), own.sign, {{"text", "van buiten"}, {"texts", Json::object()}});
  }
  // Right but for what `change` does to the header.
  template <class F>
  static crypto::Item spoiled(Room const& room, Record const& record, F change) {
    ItemDraft const draft{room.id(), room.epoch(), ThreadId{room.id().bytes}, "record", 50, 0, {}, crypto::encode_record(record)};
    auto header = header_of(draft, room.own().leaf);
    change(header);
    auto const text = Json{{"text", "vals"}, {"texts", Json::object()}}.dump();
    return crypto::seal_item(header, crypto::thread_key(room.root(room.epoch()), header.thread), room.own().sign, crypto::view_of(text))
        .value();
  }
  // A case at step 2.
  static OpenedCase signalled(std::vector<std::string> const& colleagues = {}) {
    auto opened = stage().open_case("mentor", colleagues);
    must_put(*opened.schoolteam, move(Step::k1, "2"), "mentor");
    return opened;
  }
  static void expect_refused(Answer const& answer, std::string const& code, std::string const& what = "") {
    EXPECT_EQ(answer.reason, "refused") << what;
    EXPECT_EQ(answer.message, words_of(code)) << what;
  }
};

}  // namespace beraad::test
