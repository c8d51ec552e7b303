// SPDX-License-Identifier: EUPL-1.2
// Organisations, accounts from invitation to blocking, and the people who may be asked into a room.
#include "db/accounts.hpp"

#include <algorithm>

#include "tests/unit/db/people.hpp"
#include "tests/unit/db/temporary_store.hpp"

namespace beraad::db {
namespace {

class People : public StoreTest {
 protected:
  void SetUp() override {
    open();
    ASSERT_OK(write([](Stores& stores) { return add_people(stores); }));
  }
};

AccountId const kNew = id_of<AccountId>(40);

Result<void> invite(Stores& stores) {
  auto account = account_of(kNew, "nieuw", kSchool, "zorgcoordinator");
  account.invitation = Invitation{hash_of(77), 9000};
  return stores.accounts.add(account);
}

TEST_F(People, account_goes_from_invited_to_pending_to_active_to_blocked) {
  ASSERT_OK(write(invite));
  auto account = read([](Stores const& stores) { return stores.accounts.find_invitation(hash_of(77)); });
  ASSERT_OK(account);
  EXPECT_EQ(account->id, kNew);
  EXPECT_EQ(account->state, AccountState::kInvited);
  EXPECT_EQ(account->invitation->expires_at, 9000);
  EXPECT_FALSE(account->sign || account->seal || account->certificate);
  EXPECT_EQ(code_of(write([](Stores& stores) { return stores.accounts.certify(kNew, {signed_of("c"), {}}); })), Errc::kConflict);

  ASSERT_OK(write([](Stores& stores) { return stores.accounts.enrol(kNew, hash_of(1), hash_of(2)); }));
  account = read([](Stores const& stores) { return stores.accounts.find(kNew); });
  ASSERT_OK(account);
  EXPECT_EQ(account->state, AccountState::kPending);
  EXPECT_EQ(account->sign, hash_of(1));
  EXPECT_EQ(account->seal, hash_of(2));
  EXPECT_FALSE(account->invitation);
  EXPECT_EQ(code_of(read([](Stores const& stores) { return stores.accounts.find_invitation(hash_of(77)); })), Errc::kNotFound);
  EXPECT_EQ(code_of(write([](Stores& stores) { return stores.accounts.enrol(kNew, hash_of(3), hash_of(4)); })), Errc::kConflict);

  ASSERT_OK(write([](Stores& stores) { return stores.accounts.certify(kNew, {signed_of("c"), id_of<Serial>(3)}); }));
  account = read([](Stores const& stores) { return stores.accounts.find_login("nieuw"); });
  ASSERT_OK(account);
  EXPECT_EQ(account->state, AccountState::kActive);
  EXPECT_EQ(account->certificate->cert, signed_of("c"));
  EXPECT_EQ(account->certificate->serial, id_of<Serial>(3));

  ASSERT_OK(write([](Stores& stores) { return stores.accounts.block(kNew); }));
  EXPECT_EQ(read([](Stores const& stores) { return stores.accounts.find(kNew); })->state, AccountState::kBlocked);
  EXPECT_EQ(code_of(write([](Stores& stores) { return stores.accounts.certify(kNew, {signed_of("c"), {}}); })), Errc::kConflict);
  EXPECT_EQ(code_of(write([](Stores& stores) { return stores.accounts.invite_again(kNew, {hash_of(5), 1}); })), Errc::kConflict);
}

TEST_F(People, login_is_used_once_and_organisation_must_exist) {
  EXPECT_EQ(code_of(write([](Stores& stores) { return stores.accounts.add(account_of(kNew, "mentor", kGemeente, "weegtafel")); })),
            Errc::kConflict);
  EXPECT_EQ(
      code_of(write([](Stores& stores) { return stores.accounts.add(account_of(kNew, "nieuw", id_of<OrganisationId>(99), "weegtafel")); })),
      Errc::kNotFound);
}

TEST_F(People, second_invitation_replaces_the_first) {
  ASSERT_OK(write(invite));
  ASSERT_OK(write([](Stores& stores) { return stores.accounts.invite_again(kNew, {hash_of(78), 9999}); }));
  EXPECT_EQ(code_of(read([](Stores const& stores) { return stores.accounts.find_invitation(hash_of(77)); })), Errc::kNotFound);
  EXPECT_OK(read([](Stores const& stores) { return stores.accounts.find_invitation(hash_of(78)); }));
}

TEST_F(People, only_active_people_with_a_certificate_can_be_asked) {
  ASSERT_OK(write(invite));
  auto people = read([](Stores const& stores) { return stores.accounts.people_of_organisation(kSchool, "medewerker"); });
  ASSERT_OK(people);
  ASSERT_EQ(people->size(), 2U);
  EXPECT_EQ(people->at(0).account, kColleague);
  EXPECT_EQ(people->at(0).org_name, "De Eik");
  EXPECT_EQ(people->at(1).account, kMentor);
  EXPECT_EQ(people->at(1).cert, signed_of("mentor"));

  ASSERT_OK(write([](Stores& stores) { return stores.accounts.block(kMentor); }));
  people = read([](Stores const& stores) { return stores.accounts.people_of_organisation(kSchool, "medewerker"); });
  EXPECT_EQ(people->size(), 1U);
  EXPECT_EQ(code_of(read([](Stores const& stores) { return stores.accounts.person(kMentor); })), Errc::kNotFound);
  EXPECT_EQ(code_of(read([](Stores const& stores) { return stores.accounts.person(kNew); })), Errc::kNotFound);
  auto const contacts = read([](Stores const& stores) { return stores.accounts.people_of_type("gemeente", "aandachtsfunctionaris"); });
  ASSERT_OK(contacts);
  ASSERT_EQ(contacts->size(), 1U);
  EXPECT_EQ(contacts->front().account, kContact);
  EXPECT_TRUE(read([](Stores const& stores) { return stores.accounts.people_of_type("gemeente", "weegtafel"); })->empty());
}

TEST_F(People, one_time_code_is_accepted_once) {
  ASSERT_OK(write([](Stores& stores) { return stores.accounts.put_totp(kMentor, crypto::SecretArray<20>(crypto::Array<20>{1, 2, 3})); }));
  ASSERT_OK(write([](Stores& stores) { return stores.accounts.use_totp_step(kMentor, 500); }));
  EXPECT_EQ(code_of(write([](Stores& stores) { return stores.accounts.use_totp_step(kMentor, 500); })), Errc::kConflict);
  EXPECT_EQ(code_of(write([](Stores& stores) { return stores.accounts.use_totp_step(kMentor, 499); })), Errc::kConflict);
  ASSERT_OK(write([](Stores& stores) { return stores.accounts.use_totp_step(kMentor, 501); }));
  auto const totp = read([](Stores const& stores) { return stores.accounts.totp(kMentor); });
  ASSERT_OK(totp);
  EXPECT_EQ(totp->last_step, 501);
  EXPECT_EQ(totp->secret.view()[2], 3);
}

TEST_F(People, organisation_is_added_and_renewed) {
  auto school = read([](Stores const& stores) { return stores.organisations.find(kSchool); });
  ASSERT_OK(school);
  EXPECT_EQ(school->gemeente, kGemeente);
  school->cert = signed_of("renewed");
  ASSERT_OK(write([&](Stores& stores) { return stores.organisations.put(*school); }));
  EXPECT_EQ(read([](Stores const& stores) { return stores.organisations.find(kSchool); })->cert, signed_of("renewed"));
  EXPECT_EQ(read([](Stores const& stores) { return stores.organisations.all(); })->size(), 2U);
  EXPECT_EQ(read([](Stores const& stores) { return stores.organisations.of_type("school"); })->size(), 1U);
  EXPECT_EQ(read([](Stores const& stores) { return stores.accounts.of_organisation(kSchool); })->size(), 2U);
}

TEST_F(People, region_certificates_are_replaced_and_revocations_stay) {
  EXPECT_EQ(code_of(read([](Stores const& stores) { return stores.organisations.region(RegionCertificate::kRoot); })), Errc::kNotFound);
  for (auto const* text : {"one", "two"})
    ASSERT_OK(write([&](Stores& stores) { return stores.organisations.put_region(RegionCertificate::kStatus, signed_of(text)); }));
  EXPECT_EQ(read([](Stores const& stores) { return stores.organisations.region(RegionCertificate::kStatus); }).value(), signed_of("two"));
  for (unsigned number : {9U, 3U, 9U})
    ASSERT_OK(write([&](Stores& stores) { return stores.organisations.revoke(id_of<Serial>(number), 1); }));
  auto const revoked = read([](Stores const& stores) { return stores.organisations.revoked(); });
  ASSERT_OK(revoked);
  EXPECT_EQ(*revoked, (std::vector{id_of<Serial>(3), id_of<Serial>(9)}));
  EXPECT_TRUE(read([](Stores const& stores) { return stores.organisations.is_revoked(id_of<Serial>(3)); }).value());
  EXPECT_FALSE(read([](Stores const& stores) { return stores.organisations.is_revoked(id_of<Serial>(4)); }).value());
}

}  // namespace
}  // namespace beraad::db
