// SPDX-License-Identifier: EUPL-1.2
// A room's log, entry by entry, and every way in which an entry is not the next one.
#include <gtest/gtest.h>

#include "crypto/encoding.hpp"
#include "fixture_room.hpp"

namespace beraad::crypto {
namespace {

using test::Change;
using test::id_of;
using test::kNow;
using test::Person;
using test::Region;
using test::RoomWriter;
using test::Written;

class Log : public ::testing::Test {
 protected:
  Region region_;
  Person anouk_ = region_.member(region_.school, "Anouk", "zorgcoordinator");
  Person bram_ = region_.member(region_.gemeente, "Bram", "aandachtsfunctionaris");
  Person chris_ = region_.member(region_.school, "Chris", "medewerker");
  RoomWriter room_{region_.trust(), "log"};

  [[nodiscard]] Written first(std::function<void(LogEntry&)> const& bend = {}) const {
    return room_.write(anouk_, {{OpKind::kCreate}, {OpKind::kAdd, &anouk_}, {OpKind::kAdd, &bram_}}, BasisEvent::kConsultOpened, bend);
  }
  [[nodiscard]] Written add_chris(std::function<void(LogEntry&)> const& bend = {}) const {
    return room_.write(bram_, {{OpKind::kAdd, &chris_}}, BasisEvent::kMemberAdded, bend);
  }
  [[nodiscard]] Errc refusal(test::SentEntry const& written) const {
    auto const verified = room_.verify(written);
    EXPECT_FALSE(verified);
    return verified ? Errc::kInternal : verified.error().code;
  }
};

TEST_F(Log, entry_comes_back_as_it_was_written) {
  auto const written = first();
  auto const decoded = decode_log_entry(written.entry.b).value();
  EXPECT_EQ(encode(decoded), written.entry.b);
  EXPECT_EQ(decoded.room, room_.room);
  EXPECT_EQ(decoded.ops.size(), 3U);
}

TEST_F(Log, grows_from_creation_over_adding_replacing_and_removing_to_closing) {
  auto const created = first();
  auto const opened = room_.verify(created).value();
  EXPECT_EQ(opened.author.id, anouk_.leaf());
  EXPECT_EQ(opened.joined.size(), 2U);
  room_.take(created);
  room_.take(add_chris());
  ASSERT_EQ(room_.state().roster.size(), 3U);
  EXPECT_EQ(room_.state().roster[2].id, chris_.leaf());

  auto renewed = region_.member(region_.gemeente, "Bram", "aandachtsfunctionaris");
  auto certificate = std::get<MemberCertificate>(renewed.certificate);
  certificate.head.serial = id_of<Serial>("renewed");
  renewed.certificate = certificate;
  renewed.as_signed = issue(renewed.certificate, region_.gemeente.key);
  room_.take(room_.write(bram_, {{OpKind::kReplace, &renewed}}, BasisEvent::kCertificateReplaced));
  EXPECT_EQ(room_.state().roster[1].who.cert_hash, renewed.cert_hash()) << "a replacement keeps its place";

  room_.take(room_.write(anouk_, {{OpKind::kRemove, &chris_}}, BasisEvent::kMemberRemoved));
  EXPECT_EQ(room_.state().roster.size(), 2U);
  room_.take(room_.write(anouk_, {{OpKind::kRotate}}, BasisEvent::kKeyRotation));
  room_.take(room_.write(anouk_, {{OpKind::kClose}}, BasisEvent::kRoomClosed));
  EXPECT_TRUE(room_.state().closed);
  EXPECT_EQ(room_.state().roster.size(), 2U);
  EXPECT_EQ(refusal(room_.write(anouk_, {{OpKind::kRotate}}, BasisEvent::kKeyRotation)), Errc::kClosed);
}

TEST_F(Log, begins_with_create_and_adds_only) {
  for (auto const& changes :
       {std::vector<Change>{{OpKind::kAdd, &anouk_}}, std::vector<Change>{{OpKind::kCreate}, {OpKind::kCreate}, {OpKind::kAdd, &anouk_}},
        std::vector<Change>{{OpKind::kAdd, &anouk_}, {OpKind::kCreate}},
        std::vector<Change>{{OpKind::kCreate}, {OpKind::kAdd, &anouk_}, {OpKind::kRemove, &bram_}},
        std::vector<Change>{{OpKind::kCreate}, {OpKind::kAdd, &anouk_}, {OpKind::kClose}}})
    EXPECT_EQ(refusal(room_.write(anouk_, changes, BasisEvent::kConsultOpened)), Errc::kMalformed);
  EXPECT_EQ(refusal(room_.write(anouk_, {{OpKind::kCreate}}, BasisEvent::kConsultOpened)), Errc::kCrypto) << "nobody to have signed it";
  room_.take(first());
  EXPECT_EQ(refusal(room_.write(anouk_, {{OpKind::kCreate}}, BasisEvent::kConsultOpened)), Errc::kMalformed);
}

TEST_F(Log, entry_is_refused_when_it_does_not_follow) {
  EXPECT_EQ(refusal(first([](LogEntry& e) { e.n = 1; })), Errc::kStale);
  EXPECT_EQ(refusal(first([](LogEntry& e) { e.prev[0] = 1; })), Errc::kStale);
  auto const created = first();
  room_.take(created);
  EXPECT_EQ(refusal(created), Errc::kStale) << "replayed";
  EXPECT_EQ(refusal(add_chris([](LogEntry& e) { e.n = 2; })), Errc::kStale);
  EXPECT_EQ(refusal(add_chris([](LogEntry& e) { e.prev[0] = static_cast<Byte>(e.prev[0] ^ 1); })), Errc::kStale);
  EXPECT_EQ(refusal(add_chris([](LogEntry& e) { e.room = id_of<RoomId>("other"); })), Errc::kMalformed);
  EXPECT_EQ(refusal(add_chris([](LogEntry& e) { e.case_id = id_of<CaseId>("other"); })), Errc::kMalformed);
  EXPECT_EQ(refusal(add_chris([](LogEntry& e) { e.kind = "melding"; })), Errc::kMalformed);
}

TEST_F(Log, entry_is_signed_by_a_leaf_of_the_roster_before_it) {
  room_.take(first());
  EXPECT_EQ(refusal(room_.write(chris_, {{OpKind::kAdd, &chris_}}, BasisEvent::kMemberAdded)), Errc::kCrypto)
      << "one cannot let oneself in";
  EXPECT_EQ(refusal(add_chris([this](LogEntry& e) { e.by = anouk_.leaf(); })), Errc::kCrypto) << "in another's name";
  auto flipped = add_chris();
  flipped.entry.s[3] = static_cast<Byte>(flipped.entry.s[3] ^ 8);
  EXPECT_EQ(refusal(flipped), Errc::kCrypto);
  EXPECT_TRUE(room_.verify(room_.write(bram_, {{OpKind::kRemove, &bram_}}, BasisEvent::kMemberLeft))) << "one may leave";
}

TEST_F(Log, entry_carries_exactly_the_certificates_of_its_ops) {
  room_.take(first());
  auto without = add_chris();
  without.certificates.clear();
  EXPECT_EQ(refusal(without), Errc::kMalformed);
  auto twice = add_chris();
  twice.certificates.push_back(chris_.as_signed);
  EXPECT_EQ(refusal(twice), Errc::kMalformed);
  auto another = add_chris();
  another.certificates[0] = anouk_.as_signed;
  EXPECT_EQ(refusal(another), Errc::kMalformed);
  auto expired = add_chris([](LogEntry& e) { e.at = kNow + 300 * kDayMs; });
  EXPECT_EQ(refusal(expired), Errc::kCrypto);
}

TEST_F(Log, roster_hash_must_be_that_of_the_ops) {
  room_.take(first());
  EXPECT_EQ(refusal(add_chris([](LogEntry& e) { e.roster[0] = static_cast<Byte>(e.roster[0] ^ 1); })), Errc::kMalformed);
  EXPECT_EQ(refusal(room_.write(anouk_, {{OpKind::kAdd, &bram_}}, BasisEvent::kMemberAdded)), Errc::kMalformed) << "added twice";
  EXPECT_EQ(refusal(room_.write(anouk_, {{OpKind::kRemove, &chris_}}, BasisEvent::kMemberRemoved)), Errc::kMalformed) << "was never there";
  EXPECT_EQ(refusal(room_.write(anouk_, {{OpKind::kReplace, &chris_}}, BasisEvent::kCertificateReplaced)), Errc::kMalformed);
}

TEST_F(Log, takes_pseudonyms_of_this_room_and_guests_of_this_case_only) {
  room_.take(first());
  auto const add = [this](Person const& who) { return room_.write(anouk_, {{OpKind::kAdd, &who}}, BasisEvent::kMemberAdded); };
  EXPECT_TRUE(room_.verify(add(region_.pseudonym("Dana", room_.room))));
  EXPECT_EQ(refusal(add(region_.pseudonym("Dana", id_of<RoomId>("other")))), Errc::kCrypto);
  EXPECT_TRUE(room_.verify(add(region_.guest(region_.school, "Rian", GuestClass::kOuder, room_.case_id))));
  EXPECT_EQ(refusal(add(region_.guest(region_.school, "Rian", GuestClass::kOuder, id_of<CaseId>("other")))), Errc::kCrypto);
}

TEST_F(Log, holds_64_leaves_and_no_more) {
  std::vector<Person> people;
  for (int i = 0; i < 65; ++i) people.push_back(region_.member(region_.school, "Person " + std::to_string(i), "medewerker"));
  std::vector<Change> changes = {{OpKind::kCreate}};
  for (int i = 0; i < 63; ++i) changes.push_back({OpKind::kAdd, &people[static_cast<std::size_t>(i)]});
  room_.take(room_.write(people[0], changes, BasisEvent::kConsultOpened));
  EXPECT_EQ(refusal(room_.write(people[0], {{OpKind::kAdd, &people[63]}, {OpKind::kAdd, &people[64]}}, BasisEvent::kMemberAdded)),
            Errc::kMalformed);
  room_.take(room_.write(people[0], {{OpKind::kAdd, &people[63]}}, BasisEvent::kMemberAdded));
  EXPECT_EQ(room_.state().roster.size(), 64U);
}

TEST_F(Log, names_the_leaves_to_whom_nothing_may_be_sealed_any_more) {
  room_.take(first());
  EXPECT_TRUE(unusable_leaves(room_.state(), room_.trust, kNow).empty());
  auto const serial = head_of(bram_.certificate).serial;
  room_.trust.set_status(issue(region_.status(1, {serial}), region_.service.key), kNow).value();
  EXPECT_EQ(unusable_leaves(room_.state(), room_.trust, kNow), std::vector<LeafId>{bram_.leaf()});
  EXPECT_TRUE(room_.verify(add_chris())) << "what a revoked person signed is for the policy and the server to judge";
}

TEST_F(Log, entry_has_exactly_its_fields) {
  auto const good = decode_json(text_of(first().entry.b)).value();
  auto const decodes = [](Json const& body) { return decode_log_entry(view_of(encode_json(body))).has_value(); };
  ASSERT_TRUE(decodes(good));
  for (auto const& field : good.items()) {
    auto without = good;
    without.erase(field.key());
    EXPECT_FALSE(decodes(without)) << field.key();
  }
  struct Row {
    char const* pointer;
    Json value;
  };
  Row const rows[] = {{"/extra", 1U},
                      {"/v", 2U},
                      {"/suite", 2U},
                      {"/phase", "named"},
                      {"/basis/event", "other"},
                      {"/basis/extra", 1U},
                      {"/ops", Json::array()},
                      {"/ops/0/op", "open"},
                      {"/ops/0/leaf", text_of_id(anouk_.leaf())},
                      {"/ops/1/leaf", ""},
                      {"/ops/1/cert", ""},
                      {"/kind", ""},
                      {"/kc", ""}};
  for (auto const& row : rows) {
    auto changed = good;
    changed[Json::json_pointer(row.pointer)] = row.value;
    EXPECT_FALSE(decodes(changed)) << row.pointer;
  }
  auto many = good;
  for (int i = 0; i < 65; ++i) many["ops"].push_back({{"op", "rotate"}, {"leaf", ""}, {"cert", ""}});
  EXPECT_FALSE(decodes(many));
}

}  // namespace
}  // namespace beraad::crypto
