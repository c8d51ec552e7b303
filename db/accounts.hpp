// SPDX-License-Identifier: EUPL-1.2
// Accounts: who may sign in, for which organisation and functie, with which public keys and certificate.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "crypto/ids.hpp"
#include "crypto/secret.hpp"
#include "crypto/time_ms.hpp"
#include "db/connection.hpp"
#include "db/signed.hpp"

namespace beraad::db {

enum class AccountState { kInvited = 1, kPending = 2, kActive = 3, kBlocked = 4 };

struct Certificate {
  Signed cert;
  Serial serial;
};

struct Invitation {
  crypto::Array<32> code_hash{};
  TimeMs expires_at = 0;
};

struct Account {
  AccountId id;
  std::string login;
  std::string name;
  OrganisationId org;
  std::string functie;
  std::string account_class;  // "member", "ouder" or "leerling"
  AccountState state = AccountState::kInvited;
  std::optional<crypto::Array<32>> sign;  // nothing until enrolment
  std::optional<crypto::Array<32>> seal;
  std::optional<Certificate> certificate;
  std::optional<Invitation> invitation;
  std::optional<CaseId> of_case;  // of a guest: the one case it is for
};

// One who can be added to a room: an active account with a certificate, and its organisation's name.
struct Person {
  AccountId account;
  std::string name;
  std::string functie;
  OrganisationId org;
  std::string org_name;
  Signed cert;
};

struct Totp {
  crypto::SecretArray<20> secret;
  std::int64_t last_step = 0;  // the newest time step that was accepted; 0 before the first
};

class Accounts {
 public:
  explicit Accounts(Connection& store) noexcept : store_(store) {}

  [[nodiscard]] Result<Account> find(AccountId const& id) const;
  [[nodiscard]] Result<Account> find_login(std::string_view login) const;
  [[nodiscard]] Result<Account> find_invitation(crypto::Array<32> const& code_hash) const;
  // By login.
  [[nodiscard]] Result<std::vector<Account>> of_organisation(OrganisationId const& org) const;
  // Guests, in order of inviting.
  [[nodiscard]] Result<std::vector<Account>> guests_of(CaseId const& of_case) const;
  // By name.
  [[nodiscard]] Result<std::vector<Person>> people_of_organisation(OrganisationId const& org, std::string_view functie) const;
  [[nodiscard]] Result<std::vector<Person>> people_of_type(std::string_view org_type, std::string_view functie) const;
  [[nodiscard]] Result<Person> person(AccountId const& id) const;

  // kConflict when the login or id exists.
  [[nodiscard]] Result<void> add(Account const& account);
  // A new code for an account that is still invited; kConflict when it is not.
  [[nodiscard]] Result<void> invite_again(AccountId const& id, Invitation const& invitation);
  // invited → pending, with the keys of its owner; the invitation is used up. kConflict when it is not invited.
  [[nodiscard]] Result<void> enrol(AccountId const& id, crypto::Array<32> const& sign, crypto::Array<32> const& seal);
  // pending or active → active. kConflict otherwise.
  [[nodiscard]] Result<void> certify(AccountId const& id, Certificate const& certificate);
  [[nodiscard]] Result<void> block(AccountId const& id);

  [[nodiscard]] Result<Totp> totp(AccountId const& id) const;
  [[nodiscard]] Result<void> put_totp(AccountId const& id, crypto::SecretArray<20> const& secret);
  // kConflict when this step or a later one was used already.
  [[nodiscard]] Result<void> use_totp_step(AccountId const& id, std::int64_t step);

 private:
  Connection& store_;
};

}  // namespace beraad::db
