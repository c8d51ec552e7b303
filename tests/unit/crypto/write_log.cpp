// SPDX-License-Identifier: EUPL-1.2
// log.json and epochs.json: one room of three entries (created, somebody added, somebody removed) and what must not pass for it.
#include "vector_writer.hpp"
#include "vector_writer_json.hpp"

namespace beraad::crypto::test {
namespace {

struct Cast {
  Region region{};
  Person anouk = region.member(region.school, "Anouk", "zorgcoordinator");
  Person bram = region.member(region.gemeente, "Bram", "aandachtsfunctionaris");
  Person dana = region.pseudonym("Dana", id_of<RoomId>("shared room"));
  RoomWriter room{region.trust(), "shared"};
};

void logs(VectorFile& file, Cast& cast) {
  auto& room = cast.room;
  Json const trust = trust_json(cast.region);
  Json entries = Json::array();
  auto const log = [&](SentEntry const& last) {
    auto all = entries;
    all.push_back(entry_json(last));
    return with(trust, {{"entries", std::move(all)}});
  };
  std::vector<Change> const creation = {{OpKind::kCreate}, {OpKind::kAdd, &cast.anouk}, {OpKind::kAdd, &cast.bram}};
  auto const first = room.write(cast.anouk, creation, BasisEvent::kConsultOpened);
  file.add("a created room", "log", log(first));
  file.add("an entry's hash", "entry_hash", {{"entry", signed_json(first.entry)}});
  file.add("a roster's hash", "roster_hash",
           {{"leaves",
             {{{"leaf", to_hex(cast.anouk.leaf().view())}, {"cert_hash", to_hex(cast.anouk.cert_hash())}},
              {{"leaf", to_hex(cast.bram.leaf().view())}, {"cert_hash", to_hex(cast.bram.cert_hash())}}}}});
  file.add("an empty roster's hash", "roster_hash", {{"leaves", Json::array()}});
  file.refuse("a room that does not begin at 0", "log",
              log(room.write(cast.anouk, creation, BasisEvent::kConsultOpened, [](LogEntry& e) { e.n = 1; })));
  file.refuse("a room that begins without create", "log",
              log(room.write(cast.anouk, {{OpKind::kAdd, &cast.anouk}}, BasisEvent::kConsultOpened)));
  file.refuse("a room created by somebody outside it", "log", log(room.write(cast.dana, creation, BasisEvent::kConsultOpened)));
  file.refuse("a room of another suite", "log", [&] {
    SentEntry other = first;
    auto body = decode_json(text_of(other.entry.b)).value();
    body["suite"] = 2;
    other.entry = sign_object(cast.anouk.sign, SignedKind::kLog, copy_of(view_of(encode_json(body))));
    return log(other);
  }());
  room.take(first);
  entries.push_back(entry_json(first));

  std::vector<Change> const adding = {{OpKind::kAdd, &cast.dana}};
  auto const add = [&](std::function<void(LogEntry&)> const& bend = {}) {
    return room.write(cast.bram, adding, BasisEvent::kMemberAdded, bend);
  };
  auto const second = add();
  file.add("a room with somebody added", "log", log(second));
  file.refuse("an entry replayed", "log", log(first));
  file.refuse("an entry with another prev", "log", log(add([](LogEntry& e) { e.prev[0] = static_cast<Byte>(e.prev[0] ^ 1); })));
  file.refuse("an entry with a skipped number", "log", log(add([](LogEntry& e) { e.n = 2; })));
  file.refuse("an entry of another room", "log", log(add([](LogEntry& e) { e.room = id_of<RoomId>("other"); })));
  file.refuse("an entry of another case", "log", log(add([](LogEntry& e) { e.case_id = id_of<CaseId>("other"); })));
  file.refuse("an entry of another kind of room", "log", log(add([](LogEntry& e) { e.kind = "schoolteam"; })));
  file.refuse("an entry with another roster", "log", log(add([](LogEntry& e) { e.roster[0] = static_cast<Byte>(e.roster[0] ^ 1); })));
  file.refuse("an entry in another's name", "log", log(add([&](LogEntry& e) { e.by = cast.anouk.leaf(); })));
  file.refuse("an entry after its certificates' time", "log", log(add([](LogEntry& e) { e.at = kNow + 350 * kDayMs; })));
  file.refuse("an entry by whoever it adds", "log", log(room.write(cast.dana, adding, BasisEvent::kMemberAdded)));
  SentEntry spoiled = second;
  spoiled.entry.s[5] = static_cast<Byte>(spoiled.entry.s[5] ^ 1);
  file.refuse("an entry with a flipped bit", "log", log(spoiled));
  spoiled = second;
  spoiled.certificates.clear();
  file.refuse("an entry without its certificate", "log", log(spoiled));
  spoiled.certificates = {cast.bram.as_signed};
  file.refuse("an entry with another certificate", "log", log(spoiled));
  spoiled.certificates = {cast.dana.as_signed, cast.dana.as_signed};
  file.refuse("an entry with a certificate too many", "log", log(spoiled));
  auto const stranger = cast.region.pseudonym("Dana", id_of<RoomId>("other room"));
  file.refuse("a pseudonym of another room", "log", log(room.write(cast.anouk, {{OpKind::kAdd, &stranger}}, BasisEvent::kMemberAdded)));
  auto const guest = cast.region.guest(cast.region.school, "Rian", GuestClass::kOuder, id_of<CaseId>("other"));
  file.refuse("a guest of another case", "log", log(room.write(cast.anouk, {{OpKind::kAdd, &guest}}, BasisEvent::kMemberAdded)));
  file.refuse("somebody added twice", "log", log(room.write(cast.anouk, {{OpKind::kAdd, &cast.bram}}, BasisEvent::kMemberAdded)));
  file.refuse("somebody removed who is not there", "log",
              log(room.write(cast.anouk, {{OpKind::kRemove, &cast.dana}}, BasisEvent::kMemberRemoved)));
  file.refuse("a second create", "log", log(room.write(cast.anouk, {{OpKind::kCreate}}, BasisEvent::kConsultOpened)));
  file.add("somebody added in the place of another until a day", "log", log(add([&](LogEntry& e) {
             e.ops[0].term = {kNow + kDayMs, cast.bram.leaf()};
           })));
  file.refuse("a removal that ends", "log",
              log(room.write(cast.anouk, {{OpKind::kRemove, &cast.bram}}, BasisEvent::kMemberRemoved,
                             [](LogEntry& e) { e.ops[0].term.until = kNow + kDayMs; })));
  room.take(second);
  entries.push_back(entry_json(second));

  auto const third = room.write(cast.anouk, {{OpKind::kRemove, &cast.bram}}, BasisEvent::kMemberRemoved);
  file.add("a room with somebody removed", "log", log(third));
  room.take(third);
  entries.push_back(entry_json(third));
  file.refuse("an entry by whoever was removed", "log", log(room.write(cast.bram, {{OpKind::kRotate}}, BasisEvent::kKeyRotation)));
  file.add("a room with its keys rotated", "log", log(room.write(cast.anouk, {{OpKind::kRotate}}, BasisEvent::kKeyRotation)));
  auto const closing = room.write(cast.anouk, {{OpKind::kClose}}, BasisEvent::kRoomClosed);
  file.add("a closed room", "log", log(closing));
  room.take(closing);
  entries.push_back(entry_json(closing));
  file.refuse("an entry after the close", "log", log(room.write(cast.anouk, {{OpKind::kRotate}}, BasisEvent::kKeyRotation)));
}

void epochs(VectorFile& file, Cast const& cast) {
  RoomWriter const room(cast.region.trust(), "epochs");
  auto const written =
      room.write(cast.anouk, {{OpKind::kCreate}, {OpKind::kAdd, &cast.anouk}, {OpKind::kAdd, &cast.bram}}, BasisEvent::kConsultOpened);
  auto const entry = decode_log_entry(written.entry.b).value();
  file.add("a context", "epoch_context",
           {{"room", to_hex(entry.room.view())},
            {"n", 7},
            {"prev", to_hex(bytes_of("prev"))},
            {"roster", to_hex(entry.roster)},
            {"policy", to_hex(entry.policy)}});
  Json const start = {{"init_before", ""}, {"random", to_hex(bytes_of("random"))}, {"ctx", to_hex(written.context)}};
  file.add("the first epoch", "epoch_start", start);
  file.add("an epoch after another", "epoch_start", with(start, {{"init_before", to_hex(bytes_of("init"))}}));

  Json const good = with(box_json(written.boxes[0]), {{"private", to_hex(cast.anouk.seal.private_key().view())},
                                                      {"cert_hash", to_hex(cast.anouk.cert_hash())},
                                                      {"ctx", to_hex(written.context)},
                                                      {"kc", to_hex(entry.kc)}});
  file.add("a box", "box_open", good);
  file.refuse("another's box", "box_open", with(good, box_json(written.boxes[1])));
  file.refuse("a box with another's ciphertext", "box_open", with(good, {{"ct", to_hex(written.boxes[1].ct)}}));
  file.refuse("a box under another leaf", "box_open", with(good, {{"leaf", to_hex(cast.bram.leaf().view())}}));
  file.refuse("a box for another certificate", "box_open", with(good, {{"cert_hash", to_hex(cast.bram.cert_hash())}}));
  file.refuse("a box with another key confirmation", "box_open", with(good, {{"kc", flipped(good.at("kc"))}}));
  file.refuse("a box of another context", "box_open", with(good, {{"ctx", flipped(good.at("ctx"))}}));
  file.refuse("a box with a low order enc", "box_open", with(good, {{"enc", std::string(64, '0')}}));

  file.add("two boxes' hash", "boxes_hash", {{"boxes", {box_json(written.boxes[0]), box_json(written.boxes[1])}}});
  file.add("two boxes' hash the other way round", "boxes_hash", {{"boxes", {box_json(written.boxes[1]), box_json(written.boxes[0])}}});
  file.add("a share's hash", "share_hash", {{"share", to_hex(written.share)}});
}

}  // namespace

void write_log() {
  Cast cast;
  VectorFile log("log");
  logs(log, cast);
  log.write();
  VectorFile epoch("epochs");
  epochs(epoch, cast);
  epoch.write();
}

}  // namespace beraad::crypto::test
