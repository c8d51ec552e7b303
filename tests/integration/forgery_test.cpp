// SPDX-License-Identifier: EUPL-1.2
// Replays, wrong epochs, wrong senders, forged certificates and races, sent by a client that does as it likes.
#include "tests/integration/stage_test.hpp"

#include "crypto/random.hpp"

namespace beraad::test {
namespace {

class Forgery : public testing::Test {
 protected:
  Forgery() : opened(stage().open_case("mentor")), consult(stage().open_consult("mentor", opened.id, 1, false, {"gert"})) {
    consult->say(line(), thread, "het begin");
  }
  Connection& line() { return stage().line("mentor"); }
  Answer append(crypto::Item const& item, std::string const& by = "mentor") {
    return stage().line(by).call("item.append", {{"room", id_text(consult->id())}, {"item", item_json(item)}});
  }
  Answer append(WrittenEntry const& entry, std::string const& by = "mentor") {
    return stage().line(by).call("room.append", {{"room", id_text(consult->id())}, {"entry", entry.json()}});
  }
  // A right item but for what `change` does to its header.
  template <class F>
  crypto::Item item_with(F change) {
    ItemDraft const draft{consult->id(), consult->epoch(), thread, "text", 50, 0, {}};
    auto header = header_of(draft, consult->own().leaf);
    change(header);
    return write_item(header, consult->root(0), consult->own().sign, text_payload("vals"));
  }
  void expect_nothing_was_added() {
    consult->sync(line());
    EXPECT_EQ(consult->items().size(), 1U);
    EXPECT_EQ(consult->broken(), "");
  }

  ThreadId thread = crypto::random_id<ThreadId>();
  OpenedCase opened;
  std::unique_ptr<Room> consult;
};

TEST_F(Forgery, item_of_another_room_epoch_or_sender_is_refused) {
  EXPECT_FALSE(append(item_with([](auto& header) { header.room = crypto::random_id<RoomId>(); })).ok());
  EXPECT_EQ(append(item_with([](auto& header) { header.epoch = 1; })).reason, "stale_epoch");
  EXPECT_FALSE(append(item_with([](auto& header) { header.from = stage()["gert"].person.leaf(); })).ok());
  EXPECT_FALSE(append(item_with([](auto& header) { header.from = stage()["zoco"].person.leaf(); })).ok());
  EXPECT_EQ(append(consult->next_item(thread, "signal", first_signal())).rule, "9");
  EXPECT_FALSE(append(item_with([](auto&) {}), "gert").ok()) << "another member sends it as their own";
  expect_nothing_was_added();
}

TEST_F(Forgery, item_that_contradicts_the_chain_or_reuses_a_counter_is_refused) {
  EXPECT_FALSE(append(item_with([](auto& header) { header.ctr = 1; })).ok()) << "the counter of the first item";
  EXPECT_FALSE(append(item_with([](auto& header) { header.seen_seq = 1; })).ok()) << "another head than the room's";
  EXPECT_FALSE(append(item_with([](auto& header) { header.seen_seq = 9; })).ok()) << "a sequence that is not there yet";
  expect_nothing_was_added();
}

TEST_F(Forgery, item_whose_id_was_used_with_other_bytes_is_refused) {
  auto const id = consult->items()[0].header.id;
  EXPECT_EQ(append(item_with([&](auto& header) { header.id = id; })).reason, "conflict");
  expect_nothing_was_added();
}

TEST_F(Forgery, replay_is_answered_as_the_first_time_and_adds_nothing) {
  auto const item = consult->next_item(thread, "text", text_payload("tweemaal gestuurd"));
  auto const first = append(item);
  auto const second = append(item);
  ASSERT_TRUE(first.ok());
  EXPECT_EQ(first.result, second.result);
  consult->sync(line());
  EXPECT_EQ(consult->items().size(), 2U);
}

TEST_F(Forgery, item_changed_anywhere_after_signing_is_refused) {
  auto const good = item_with([](auto&) {});
  for (int part = 0; part < 4; ++part) {
    auto bad = good;
    (part == 0 ? bad.h[bad.h.size() / 2] : part == 1 ? bad.k[0] : part == 2 ? bad.c[0] : bad.s[0]) ^= 1;
    EXPECT_FALSE(append(bad).ok()) << part;
  }
  expect_nothing_was_added();
}

TEST_F(Forgery, entry_signed_by_somebody_else_or_sealed_differently_is_refused) {
  auto const& gerda = stage()["gerda"].cert;
  auto const good = consult->next_entry(line(), crypto::BasisEvent::kMemberAdded, {add(gerda)});
  auto json = good.json();
  auto const refused = [&](Json const& entry) { return line().call("room.append", {{"room", id_text(consult->id())}, {"entry", entry}}); };

  auto signed_by_gert = json;
  signed_by_gert["entry"] =
      crypto::json_of(crypto::sign_object(stage()["gert"].own().sign, crypto::SignedKind::kLog, crypto::encode(good.body)));
  EXPECT_FALSE(refused(signed_by_gert).ok());

  auto swapped = json;
  std::swap(swapped["boxes"][0]["ct"], swapped["boxes"][1]["ct"]);
  EXPECT_FALSE(refused(swapped).ok());

  auto without_a_box = json;
  without_a_box["boxes"].erase(2);
  EXPECT_FALSE(refused(without_a_box).ok());

  auto other_share = json;
  other_share["share"] = to_b64u(crypto::random_secret<32>().view());
  EXPECT_FALSE(refused(other_share).ok());

  auto other_certificate = json;
  other_certificate["certs"][0] = crypto::json_of(stage()["wanda"].cert);
  EXPECT_FALSE(refused(other_certificate).ok());
  consult->sync(line());
  EXPECT_EQ(consult->epoch(), 0U);
}

TEST_F(Forgery, certificates_nobody_may_have_issued_are_refused) {
  auto& s = stage();
  auto const gerda = crypto::decode_leaf_certificate(s["gerda"].cert.b);
  ASSERT_TRUE(gerda);
  auto const attempt = [&](crypto::LeafCertificate const& certificate, crypto::SigningKey const& by) {
    return append(consult->next_entry(line(), crypto::BasisEvent::kMemberAdded, {add(crypto::issue(certificate, by))}));
  };
  EXPECT_FALSE(attempt(*gerda, crypto::SigningKey::generate()).ok()) << "signed by nobody";
  EXPECT_FALSE(attempt(*gerda, s.region().organisation("zuid").key).ok()) << "signed by another organisation";

  auto expired = std::get<crypto::MemberCertificate>(*gerda);
  expired.head.from -= 2 * crypto::kMaxLeafCertificateMs;
  expired.head.to -= 2 * crypto::kMaxLeafCertificateMs;
  EXPECT_FALSE(attempt(expired, s.region().organisation("noord").key).ok()) << "expired";

  auto own_keys = std::get<crypto::MemberCertificate>(*gerda);
  own_keys.sign = crypto::SigningKey::generate().verify_key();
  EXPECT_FALSE(attempt(own_keys, s.region().organisation("noord").key).ok()) << "another person's keys under her name";

  crypto::PseudonymCertificate invented;
  invented.head = expired.head;
  invented.head.from = now_ms() - 60'000;
  invented.head.to = now_ms() + kDayMs;
  invented.leaf = crypto::random_id<LeafId>();
  invented.room = consult->id();
  invented.sign = crypto::SigningKey::generate().verify_key();
  invented.seal = crypto::OpeningKey::generate().seal_key();
  EXPECT_FALSE(attempt(invented, s.region().organisation("eik").key).ok()) << "a pseudonym by a school";
  EXPECT_FALSE(attempt(invented, s.region().service_key()).ok()) << "a pseudonym that stands for nobody the server knows";
  consult->sync(line());
  EXPECT_EQ(consult->epoch(), 0U);
}

TEST_F(Forgery, of_two_entries_on_the_same_predecessor_one_wins) {
  auto const at_gert = stage().copy_of(consult->id(), "gert");
  auto const mine = consult->next_entry(line(), crypto::BasisEvent::kKeyRotation, {{crypto::OpKind::kRotate, {}, {}}});
  auto const theirs = at_gert->next_entry(stage().line("gert"), crypto::BasisEvent::kKeyRotation, {{crypto::OpKind::kRotate, {}, {}}});
  auto const room = id_text(consult->id());
  auto const first = line().send("room.append", {{"room", room}, {"entry", mine.json()}});
  auto const second = stage().line("gert").send("room.append", {{"room", room}, {"entry", theirs.json()}});
  auto const a = line().answer_to(first);
  auto const b = stage().line("gert").answer_to(second);
  EXPECT_NE(a.ok(), b.ok());
  EXPECT_EQ(a.ok() ? b.reason : a.reason, "stale_entry");
  consult->sync(line());
  at_gert->sync(stage().line("gert"));
  EXPECT_EQ(consult->epoch(), 1U);
  EXPECT_EQ(consult->state().head, at_gert->state().head);
}

TEST_F(Forgery, item_of_an_old_epoch_is_refused_after_a_rotation) {
  auto const late = consult->next_item(thread, "text", text_payload("te laat"));
  ASSERT_TRUE(append(consult->next_entry(line(), crypto::BasisEvent::kKeyRotation, {{crypto::OpKind::kRotate, {}, {}}})).ok());
  EXPECT_EQ(append(late).reason, "stale_epoch");
}

TEST_F(Forgery, client_that_is_shown_a_forked_or_cut_history_notices) {
  consult->say(line(), thread, "twee");
  auto page = line().must("item.since", {{"room", id_text(consult->id())}, {"after", 0}, {"limit", 10}});
  auto const log = line().must("room.log", {{"room", id_text(consult->id())}, {"from", 0}});
  Room cut(consult->id(), stage()["mentor"].own(), stage().trust());
  cut.take_log(log);
  auto without_first = page;
  without_first["items"].erase(0);
  cut.take_items(without_first);
  EXPECT_NE(cut.broken(), "");
}

}  // namespace
}  // namespace beraad::test
