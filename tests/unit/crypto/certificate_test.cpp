// SPDX-License-Identifier: EUPL-1.2
// Certificates and the chain they hang from.
#include <gtest/gtest.h>

#include "crypto/encoding.hpp"
#include "fixture_region.hpp"

namespace beraad::crypto {
namespace {

using test::id_of;
using test::kNow;
using test::Region;

class Certificates : public ::testing::Test {
 protected:
  Region region_;
  Trust trust_ = region_.trust();
  RoomId room_ = id_of<RoomId>("room");
  CaseId case_ = id_of<CaseId>("case");

  [[nodiscard]] MemberCertificate member() const {
    return std::get<MemberCertificate>(region_.member(region_.school, "Anouk", "zorgcoordinator").certificate);
  }
};

TEST_F(Certificates, of_every_kind_come_back_as_they_were_written) {
  EXPECT_EQ(decode_root(region_.root_signed.b).value(), region_.root);
  EXPECT_EQ(decode_organisation(region_.school.as_signed.b).value(), region_.school.certificate);
  EXPECT_EQ(decode_organisation(region_.service.as_signed.b).value(), region_.service.certificate);
  auto const status = region_.status(4, {id_of<Serial>("a"), id_of<Serial>("b")});
  EXPECT_EQ(decode_status(encode(status)).value(), status);
  test::Person const people[] = {region_.member(region_.school, "Anouk", "medewerker"),
                                 region_.guest(region_.school, "Rian", GuestClass::kOuder, case_), region_.pseudonym("Anouk", room_)};
  for (auto const& person : people) EXPECT_EQ(decode_leaf_certificate(person.as_signed.b).value(), person.certificate);
}

TEST_F(Certificates, are_verified_up_to_the_pinned_root) {
  EXPECT_FALSE(Trust::begin(region_.root_signed, SigningKey::from_seed(test::seed_of("other root")).verify_key()));
  auto const person = region_.member(region_.school, "Anouk", "zorgcoordinator");
  auto const verified = trust_.verify_leaf(person.as_signed, kNow);
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->issuer, region_.school.certificate);
  EXPECT_EQ(functie_of(verified->certificate), "zorgcoordinator");
  EXPECT_EQ(leaf_of(verified->certificate).bytes, member().account.bytes);

  auto const foreign = issue(region_.school.certificate, SigningKey::from_seed(test::seed_of("other root")));
  EXPECT_FALSE(trust_.add_organisation(foreign));
}

TEST_F(Certificates, are_refused_outside_any_window_of_their_chain) {
  auto const person = region_.member(region_.school, "Anouk", "zorgcoordinator");
  auto const head = member().head;
  EXPECT_TRUE(trust_.verify_leaf(person.as_signed, head.from));
  EXPECT_FALSE(trust_.verify_leaf(person.as_signed, head.from - 1));
  EXPECT_TRUE(trust_.verify_leaf(person.as_signed, head.to - 1));
  EXPECT_FALSE(trust_.verify_leaf(person.as_signed, head.to));

  auto longer = member();
  longer.head.from = kNow + 200 * kDayMs;
  longer.head.to = kNow + 500 * kDayMs;
  auto const outlives = issue(LeafCertificate(longer), region_.school.key);
  EXPECT_TRUE(trust_.verify_leaf(outlives, kNow + 399 * kDayMs));
  EXPECT_FALSE(trust_.verify_leaf(outlives, kNow + 400 * kDayMs)) << "the school's own certificate has ended";
}

TEST_F(Certificates, last_at_most_396_days_and_a_status_one) {
  auto certificate = member();
  certificate.head.to = certificate.head.from + kMaxLeafCertificateMs;
  EXPECT_TRUE(decode_leaf_certificate(encode(certificate)));
  certificate.head.to += 1;
  EXPECT_FALSE(decode_leaf_certificate(encode(certificate)));

  auto status = region_.status(1, {});
  EXPECT_TRUE(decode_status(encode(status)));
  status.head.to += 1;
  EXPECT_FALSE(decode_status(encode(status)));
  status = region_.status(1, {});
  status.at += 1;
  EXPECT_FALSE(decode_status(encode(status))) << "at is from";
}

TEST_F(Certificates, are_refused_from_an_organisation_that_may_not_issue_them) {
  auto const by_gemeente = region_.guest(region_.gemeente, "Rian", GuestClass::kOuder, case_);
  EXPECT_FALSE(trust_.verify_leaf(by_gemeente.as_signed, kNow)) << "a gemeente has no guests";
  auto const other_key = issue(LeafCertificate(member()), region_.gemeente.key);
  EXPECT_FALSE(trust_.verify_leaf(other_key, kNow)) << "a gemeente signs for a school";
  auto const pseudonym = region_.pseudonym("Anouk", room_);
  EXPECT_TRUE(trust_.verify_leaf(pseudonym.as_signed, kNow));
  EXPECT_FALSE(trust_.verify_leaf(issue(pseudonym.certificate, region_.school.key), kNow)) << "a school makes no pseudonyms";
  auto const as_guest = sign_object(region_.school.key, SignedKind::kGuest, encode(member()));
  EXPECT_FALSE(trust_.verify_leaf(as_guest, kNow)) << "signed as another kind";
}

TEST_F(Certificates, of_classes_that_do_not_belong_to_the_type_are_refused) {
  struct Row {
    std::string_view type;
    CertificateClass klass;
    bool allowed;
  };
  constexpr Row kRows[] = {{"school", CertificateClass::kGuest, true},     {"gemeente", CertificateClass::kGuest, false},
                           {"region", CertificateClass::kPseudonym, true}, {"school", CertificateClass::kPseudonym, false},
                           {"region", CertificateClass::kStatus, true},    {"gemeente", CertificateClass::kStatus, false},
                           {"politie", CertificateClass::kMember, true},   {"region", CertificateClass::kGuest, false}};
  for (auto const& row : kRows)
    EXPECT_EQ(trust_.add_organisation(region_.organisation(row.type, {row.klass}).as_signed).has_value(), row.allowed)
        << row.type << " " << word_of(row.klass);
}

TEST_F(Certificates, once_revoked_are_refused_now_but_not_in_the_past) {
  auto const person = region_.member(region_.school, "Anouk", "zorgcoordinator");
  auto const leaf = trust_.verify_leaf(person.as_signed, kNow).value();
  EXPECT_EQ(trust_.usable(leaf, kNow).error().code, Errc::kStale) << "no status yet";
  ASSERT_TRUE(trust_.set_status(issue(region_.status(1, {}), region_.service.key), kNow));
  EXPECT_TRUE(trust_.usable(leaf, kNow));
  EXPECT_EQ(trust_.usable(leaf, kNow + kDayMs).error().code, Errc::kStale) << "the status has ended";

  ASSERT_TRUE(trust_.set_status(issue(region_.status(2, {member().head.serial}), region_.service.key), kNow));
  EXPECT_FALSE(trust_.verify_leaf(person.as_signed, kNow));
  EXPECT_FALSE(trust_.usable(leaf, kNow));
  EXPECT_TRUE(trust_.verify_leaf_at(person.as_signed, kNow));

  ASSERT_TRUE(trust_.set_status(issue(region_.status(3, {region_.school.certificate.head.serial}), region_.service.key), kNow));
  EXPECT_FALSE(trust_.verify_leaf(person.as_signed, kNow)) << "the school itself was revoked";
  EXPECT_EQ(trust_.organisation(region_.school.certificate.org, kNow).error().code, Errc::kNotFound);
}

TEST_F(Certificates, of_a_status_must_be_the_regions_valid_and_not_older) {
  EXPECT_FALSE(trust_.set_status(issue(region_.status(1, {}), region_.school.key), kNow));
  EXPECT_FALSE(trust_.set_status(issue(region_.status(1, {}, kNow - 2 * kDayMs), region_.service.key), kNow));
  ASSERT_TRUE(trust_.set_status(issue(region_.status(5, {}), region_.service.key), kNow));
  EXPECT_EQ(trust_.set_status(issue(region_.status(4, {}), region_.service.key), kNow).error().code, Errc::kStale);
}

TEST_F(Certificates, with_a_signing_key_of_small_order_are_refused) {
  auto certificate = member();
  certificate.sign = VerifyKey{};
  EXPECT_FALSE(trust_.verify_leaf(issue(LeafCertificate(certificate), region_.school.key), kNow));
}

TEST_F(Certificates, with_any_other_fields_are_refused) {
  auto const good = decode_json(text_of(encode(member()))).value();
  auto const sign = [&](Json const& body) {
    return sign_object(region_.school.key, SignedKind::kMember, copy_of(view_of(encode_json(body))));
  };
  ASSERT_TRUE(trust_.verify_leaf(sign(good), kNow));
  for (auto const& field : good.items()) {
    auto without = good;
    without.erase(field.key());
    EXPECT_FALSE(trust_.verify_leaf(sign(without), kNow)) << field.key();
  }
  auto more = good;
  more["extra"] = "";
  EXPECT_FALSE(trust_.verify_leaf(sign(more), kNow));
}

TEST_F(Certificates, with_any_flipped_bit_are_refused) {
  auto const person = region_.member(region_.school, "Anouk", "zorgcoordinator");
  for (std::size_t i = 0; i < person.as_signed.b.size(); ++i) {
    auto changed = person.as_signed;
    changed.b[i] = static_cast<Byte>(changed.b[i] ^ 1);
    EXPECT_FALSE(trust_.verify_leaf(changed, kNow)) << i;
  }
  auto changed = person.as_signed;
  changed.s[0] = static_cast<Byte>(changed.s[0] ^ 1);
  EXPECT_FALSE(trust_.verify_leaf(changed, kNow));
}

}  // namespace
}  // namespace beraad::crypto
