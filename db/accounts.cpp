// SPDX-License-Identifier: EUPL-1.2
// Tables account and totp.
#include "db/accounts.hpp"

#include "db/outcome.hpp"

namespace beraad::db {
namespace {

Account read_account(Row& row) {
  Account a;
  std::optional<Serial> serial;
  std::optional<crypto::Bytes> cert_b;
  std::optional<crypto::Signature> cert_s;
  std::optional<crypto::Array<32>> code_hash;
  std::optional<TimeMs> code_expires_at;
  row.into(a.id, a.login, a.name, a.org, a.functie, a.account_class, a.state, a.sign, a.seal, serial, cert_b, cert_s, code_hash,
           code_expires_at, a.of_case);
  if (serial && cert_b && cert_s) a.certificate = Certificate{{std::move(*cert_b), *cert_s}, *serial};
  if (code_hash && code_expires_at) a.invitation = Invitation{*code_hash, *code_expires_at};
  return a;
}

Person read_person(Row& row) {
  Person p;
  row.into(p.account, p.name, p.functie, p.org, p.org_name, p.cert.b, p.cert.s);
  return p;
}

Totp read_totp(Row& row) {
  Totp totp;
  row.into(totp.secret, totp.last_step);
  return totp;
}

}  // namespace

Result<Account> Accounts::find(AccountId const& id) const {
  return store_.one(
      "SELECT id, login, name, org, functie, class, state, sign, seal, serial, cert_b, cert_s, code_hash, code_expires_at, of_case "
      "FROM account WHERE id = ?1",
      read_account, id);
}

Result<Account> Accounts::find_login(std::string_view login) const {
  return store_.one(
      "SELECT id, login, name, org, functie, class, state, sign, seal, serial, cert_b, cert_s, code_hash, code_expires_at, of_case "
      "FROM account WHERE login = ?1",
      read_account, login);
}

Result<Account> Accounts::find_invitation(crypto::Array<32> const& code_hash) const {
  return store_.one(
      "SELECT id, login, name, org, functie, class, state, sign, seal, serial, cert_b, cert_s, code_hash, code_expires_at, of_case "
      "FROM account WHERE code_hash = ?1",
      read_account, code_hash);
}

Result<std::vector<Account>> Accounts::of_organisation(OrganisationId const& org) const {
  return store_.all(
      "SELECT id, login, name, org, functie, class, state, sign, seal, serial, cert_b, cert_s, code_hash, code_expires_at, of_case "
      "FROM account WHERE org = ?1 ORDER BY login",
      read_account, org);
}

Result<std::vector<Account>> Accounts::guests_of(CaseId const& of_case) const {
  return store_.all(
      "SELECT id, login, name, org, functie, class, state, sign, seal, serial, cert_b, cert_s, code_hash, code_expires_at, of_case "
      "FROM account WHERE of_case = ?1 ORDER BY rowid",
      read_account, of_case);
}

Result<std::vector<Person>> Accounts::people_of_organisation(OrganisationId const& org, std::string_view functie) const {
  return store_.all(
      "SELECT a.id, a.name, a.functie, a.org, o.name, a.cert_b, a.cert_s FROM account a JOIN organisation o ON o.id = a.org "
      "WHERE a.org = ?1 AND a.functie = ?2 AND a.state = ?3 AND a.cert_b IS NOT NULL ORDER BY a.name",
      read_person, org, functie, AccountState::kActive);
}

Result<std::vector<Person>> Accounts::people_of_type(std::string_view org_type, std::string_view functie) const {
  return store_.all(
      "SELECT a.id, a.name, a.functie, a.org, o.name, a.cert_b, a.cert_s FROM organisation o CROSS JOIN account a ON a.org = o.id "
      "WHERE o.type = ?1 AND a.functie = ?2 AND a.state = ?3 AND a.cert_b IS NOT NULL ORDER BY a.name",
      read_person, org_type, functie, AccountState::kActive);
}

Result<Person> Accounts::person(AccountId const& id) const {
  return store_.one(
      "SELECT a.id, a.name, a.functie, a.org, o.name, a.cert_b, a.cert_s FROM account a JOIN organisation o ON o.id = a.org "
      "WHERE a.id = ?1 AND a.state = ?2 AND a.cert_b IS NOT NULL",
      read_person, id, AccountState::kActive);
}

Result<void> Accounts::add(Account const& a) {
  std::optional<Serial> serial;
  std::optional<crypto::View> cert_b;
  std::optional<crypto::Signature> cert_s;
  std::optional<crypto::Array<32>> code_hash;
  std::optional<TimeMs> code_expires_at;
  if (a.certificate) {
    serial = a.certificate->serial;
    cert_b = a.certificate->cert.b;
    cert_s = a.certificate->cert.s;
  }
  if (a.invitation) {
    code_hash = a.invitation->code_hash;
    code_expires_at = a.invitation->expires_at;
  }
  return done(
      store_.run("INSERT INTO account(id, login, name, org, functie, class, state, sign, seal, serial, cert_b, cert_s, code_hash, "
                 "code_expires_at, of_case) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
                 a.id, a.login, a.name, a.org, a.functie, a.account_class, a.state, a.sign, a.seal, serial, cert_b, cert_s, code_hash,
                 code_expires_at, a.of_case));
}

Result<void> Accounts::invite_again(AccountId const& id, Invitation const& invitation) {
  return changed_one(store_.run("UPDATE account SET code_hash = ?2, code_expires_at = ?3 WHERE id = ?1 AND state = ?4", id,
                                invitation.code_hash, invitation.expires_at, AccountState::kInvited),
                     Errc::kConflict, "this account is not waiting for its owner");
}

Result<void> Accounts::enrol(AccountId const& id, crypto::Array<32> const& sign, crypto::Array<32> const& seal) {
  return changed_one(store_.run("UPDATE account SET sign = ?2, seal = ?3, state = ?4, code_hash = NULL, code_expires_at = NULL "
                                "WHERE id = ?1 AND state = ?5",
                                id, sign, seal, AccountState::kPending, AccountState::kInvited),
                     Errc::kConflict, "this account is not waiting for its owner");
}

Result<void> Accounts::certify(AccountId const& id, Certificate const& certificate) {
  return changed_one(
      store_.run("UPDATE account SET serial = ?2, cert_b = ?3, cert_s = ?4, state = ?5 WHERE id = ?1 AND state IN (?5, ?6)", id,
                 certificate.serial, certificate.cert.b, certificate.cert.s, AccountState::kActive, AccountState::kPending),
      Errc::kConflict, "this account has no keys to certify");
}

Result<void> Accounts::block(AccountId const& id) {
  return changed_one(
      store_.run("UPDATE account SET state = ?2, code_hash = NULL, code_expires_at = NULL WHERE id = ?1", id, AccountState::kBlocked),
      Errc::kNotFound, "no such account");
}

Result<Totp> Accounts::totp(AccountId const& id) const {
  return store_.one("SELECT secret, last_step FROM totp WHERE account = ?1", read_totp, id);
}

Result<void> Accounts::put_totp(AccountId const& id, crypto::SecretArray<20> const& secret) {
  return done(
      store_.run("INSERT INTO totp(account, secret, last_step) VALUES (?1, ?2, 0) "
                 "ON CONFLICT(account) DO UPDATE SET secret = ?2, last_step = 0",
                 id, secret));
}

Result<void> Accounts::use_totp_step(AccountId const& id, std::int64_t step) {
  return changed_one(store_.run("UPDATE totp SET last_step = ?2 WHERE account = ?1 AND last_step < ?2", id, step), Errc::kConflict,
                     "this code was used already");
}

}  // namespace beraad::db
