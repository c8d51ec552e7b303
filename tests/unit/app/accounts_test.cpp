// SPDX-License-Identifier: EUPL-1.2
// From invitation to certificate to block: who may do what to whose account, and what a certificate must say.
#include <gtest/gtest.h>

#include "region_under_test.hpp"
#include "server/app/authority.hpp"

namespace beraad::app::testing {
namespace {

class AccountsTest : public ::testing::Test {
 protected:
  Somebody newcomer(std::string const& functie = "medewerker", std::string const& login = "nieuw@school-a") {
    Somebody who;
    who.org = &region.org("school-a");
    auto const invited = region.ask(beheer, Invite{login, "Nieuw Iemand", functie});
    EXPECT_TRUE(invited) << invited.error().reason;
    EXPECT_TRUE(region.enrol(who, invited->code));
    return who;
  }
  std::string_view certify_reason(Somebody const& who, crypto::LeafCertificate const& certificate, crypto::SigningKey const& key) {
    auto const done = region.ask(beheer, Certify{who.account, crypto::issue(certificate, key)});
    return done ? "" : done.error().reason;
  }
  RegionUnderTest region;
  Somebody& beheer = region.beheerder("school-a");
};

TEST_F(AccountsTest, an_invitation_is_used_once) {
  auto const invited = region.ask(beheer, Invite{"nieuw@school-a", "Nieuw Iemand", "medewerker"});
  ASSERT_TRUE(invited);
  Somebody first, second;
  EXPECT_TRUE(region.enrol(first, invited->code));
  auto const again = region.enrol(second, invited->code);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().reason, "bad_invitation");
}

TEST_F(AccountsTest, an_invitation_ends) {
  auto const invited = region.ask(beheer, Invite{"nieuw@school-a", "Nieuw Iemand", "medewerker"});
  ASSERT_TRUE(invited);
  region.wait(invited->expires_at - region.now());
  Somebody who;
  EXPECT_EQ(region.enrol(who, invited->code).error().reason, "bad_invitation");
  EXPECT_EQ(region.post("", EnrolStart{"zomaar iets", "192.0.2.1"}).error().reason, "bad_invitation");
}

TEST_F(AccountsTest, a_lost_invitation_is_replaced_with_another_second_factor) {
  auto const lost = region.ask(beheer, Invite{"nieuw@school-a", "Nieuw Iemand", "medewerker"});
  auto const seen = region.post("", EnrolStart{lost->code, "192.0.2.1"});
  auto const fresh = region.ask(beheer, Invite{"nieuw@school-a", "Nieuw Iemand", "medewerker"});
  ASSERT_TRUE(lost && seen && fresh);
  EXPECT_EQ(fresh->account, lost->account);
  EXPECT_EQ(region.post("", EnrolStart{lost->code, "192.0.2.1"}).error().reason, "bad_invitation");
  auto const begun = region.post("", EnrolStart{fresh->code, "192.0.2.1"});
  ASSERT_TRUE(begun);
  EXPECT_NE(begun->totp_secret, seen->totp_secret);
  EXPECT_EQ(region.post("", EnrolStart{fresh->code, "192.0.2.1"})->totp_secret, begun->totp_secret);
}

TEST_F(AccountsTest, the_second_factor_must_work_before_it_counts) {
  auto const invited = region.ask(beheer, Invite{"nieuw@school-a", "Nieuw Iemand", "medewerker"});
  ASSERT_TRUE(region.post("", EnrolStart{invited->code, "192.0.2.1"}));
  EnrolFinish finish;
  finish.code = invited->code;
  finish.totp = "000000";
  finish.blob = Bytes(10, 1);
  finish.sign = crypto::SigningKey::generate().verify_key();
  finish.seal = crypto::OpeningKey::generate().seal_key();
  EXPECT_EQ(region.post("", std::move(finish)).error().reason, "bad_request") << "without slots";
  Somebody who;
  who.org = &region.org("school-a");
  EXPECT_TRUE(region.enrol(who, invited->code)) << "nothing of the failed attempt was kept";
}

TEST_F(AccountsTest, a_login_is_of_one_person) {
  auto const who = newcomer();
  EXPECT_EQ(region.ask(beheer, Invite{who.login, who.name, who.functie}).error().reason, "conflict");
  EXPECT_EQ(region.ask(region.beheerder("school-b"), Invite{who.login, who.name, who.functie}).error().reason, "conflict");
}

TEST_F(AccountsTest, only_functies_that_the_organisation_knows_are_invited) {
  EXPECT_EQ(region.ask(beheer, Invite{"weeg@school-a", "Weger", "weegtafel"}).error().rule, "rooms");
  for (auto const* guest : {"ouder", "leerling"})
    EXPECT_EQ(region.ask(beheer, Invite{"gast@school-a", "Gast", guest}).error().rule, "rooms")
        << "a guest is a case's, not the organisation's";
  EXPECT_EQ(region.ask(beheer, Invite{"Hoofdletter", "Iemand", "medewerker"}).error().reason, "bad_request");
}

TEST_F(AccountsTest, a_pending_account_signs_in_without_a_certificate) {
  auto who = newcomer();
  ASSERT_TRUE(region.sign_in(who));
  auto const hello = region.ask(who, Hello{});
  ASSERT_TRUE(hello);
  EXPECT_FALSE(hello->cert);
  region.certify(beheer, who);
  EXPECT_TRUE(region.ask(who, Hello{})->cert);
}

TEST_F(AccountsTest, a_certificate_must_say_what_the_account_says) {
  auto const who = newcomer();
  auto const& key = who.org->key;
  auto const right = std::get<crypto::MemberCertificate>(region.certificate_for(who));
  struct Case {
    char const* what;
    std::function<void(crypto::MemberCertificate&)> spoil;
  };
  std::vector<Case> const cases{
      {"account", [](auto& cert) { cert.account = crypto::random_id<AccountId>(); }},
      {"org", [&](auto& cert) { cert.org = region.org("school-b").id; }},
      {"functie", [](auto& cert) { cert.functie = "zorgcoordinator"; }},
      {"unknown functie", [](auto& cert) { cert.functie = "weegtafel"; }},
      {"name", [](auto& cert) { cert.name = "Een Ander"; }},
      {"sign", [](auto& cert) { cert.sign = crypto::SigningKey::generate().verify_key(); }},
      {"seal", [](auto& cert) { cert.seal = crypto::OpeningKey::generate().seal_key(); }},
      {"too long", [](auto& cert) { cert.head.to = cert.head.from + 397 * kDayMs; }},
      {"over", [](auto& cert) { cert.head.from -= 10 * kDayMs, cert.head.to = cert.head.from + kDayMs; }},
  };
  for (auto const& each : cases) {
    auto wrong = right;
    each.spoil(wrong);
    EXPECT_EQ(certify_reason(who, wrong, key), "refused") << each.what;
  }
  EXPECT_EQ(certify_reason(who, right, region.org("school-b").key), "refused") << "another organisation's key";
  EXPECT_EQ(certify_reason(who, right, region.org("regio").key), "refused") << "the server's own key";
  EXPECT_EQ(certify_reason(who, right, key), "");
}

TEST_F(AccountsTest, only_a_beheerder_looks_after_accounts) {
  auto& mentor = region.person("school-a", "medewerker");
  EXPECT_EQ(region.ask(mentor, ListAccounts{}).error().reason, "refused");
  EXPECT_EQ(region.ask(mentor, Invite{"x@school-a", "X", "medewerker"}).error().reason, "refused");
  EXPECT_EQ(region.ask(mentor, Block{beheer.account}).error().reason, "refused");
  EXPECT_EQ(region.ask(mentor, Certify{mentor.account, mentor.cert}).error().reason, "refused");
}

TEST_F(AccountsTest, another_organisations_account_is_as_absent_as_none) {
  auto& other = region.beheerder("school-b");
  auto const who = newcomer();
  auto const there = region.ask(other, Block{who.account});
  auto const nowhere = region.ask(other, Block{crypto::random_id<AccountId>()});
  ASSERT_FALSE(there || nowhere);
  EXPECT_EQ(there.error().reason, "not_found");
  EXPECT_EQ(there.error().words.nl, nowhere.error().words.nl);
  auto const listed = region.ask(other, ListAccounts{});
  ASSERT_TRUE(listed);
  for (auto const& each : listed->accounts) EXPECT_NE(each.account, who.account);
}

TEST_F(AccountsTest, blocking_ends_sessions_and_revokes_the_certificate) {
  auto& mentor = region.person("school-a", "medewerker");
  auto const before = region.ask(beheer, Hello{})->status;
  ASSERT_TRUE(region.ask(beheer, Block{mentor.account}));
  region.settle();
  EXPECT_EQ(region.ask(mentor, Hello{}).error().reason, "not_signed_in");
  EXPECT_EQ(region.ear().of("session.ended").back().reason, "blocked");
  auto const answer = region.sign_in(mentor);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().reason, "bad_credentials");

  auto const after = crypto::decode_status(region.ask(beheer, Hello{})->status.b).value();
  EXPECT_EQ(after.n, crypto::decode_status(before.b)->n + 1);
  auto const serial = crypto::head_of(crypto::decode_leaf_certificate(mentor.cert.b).value()).serial;
  EXPECT_EQ(std::count(after.revoked.begin(), after.revoked.end(), serial), 1);
  EXPECT_EQ(region.ask(beheer, Block{beheer.account}).error().reason, "refused") << "oneself";
}

TEST_F(AccountsTest, the_status_list_is_renewed_before_it_ends) {
  auto const before = crypto::decode_status(region.ask(beheer, Hello{})->status.b).value();
  region.wait(kStatusRenewalMs);
  region.service().tend();
  region.settle();
  ASSERT_TRUE(region.sign_in(beheer));
  auto const after = crypto::decode_status(region.ask(beheer, Hello{})->status.b).value();
  EXPECT_EQ(after.n, before.n + 1);
  region.wait(2 * kDayMs);
  region.restart();
  ASSERT_TRUE(region.sign_in(beheer));
  EXPECT_TRUE(crypto::decode_status(region.ask(beheer, Hello{})->status.b)->head.covers(region.now()));
}

TEST_F(AccountsTest, a_vault_is_replaced_by_compare_and_swap) {
  EXPECT_EQ(region.ask(beheer, PutVault{2, Bytes(100, 1), {}})->version, 2U);
  EXPECT_EQ(region.ask(beheer, PutVault{2, Bytes(100, 2), {}}).error().reason, "conflict");
  EXPECT_EQ(region.ask(beheer, PutVault{4, Bytes(100, 2), {}}).error().reason, "conflict");
}

TEST(RegionFile, what_is_not_exactly_a_region_is_refused) {
  EXPECT_FALSE(decode_region("{}"));
  EXPECT_FALSE(decode_region(R"({"root":{"b":"","s":""},"organisations":[],"bootstrap":[]})"));
  RegionUnderTest region;
  auto forged = region.region();
  forged.organisations[0].s[0] ^= 1;
  EXPECT_FALSE(trust_of(forged));
  auto stranger = region.region();
  stranger.bootstrap[0].org = crypto::random_id<OrganisationId>();
  EXPECT_FALSE(trust_of(stranger));
}

}  // namespace
}  // namespace beraad::app::testing
