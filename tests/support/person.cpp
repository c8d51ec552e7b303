// SPDX-License-Identifier: EUPL-1.2
// Follows protocol.md, sections 2 and 9, from the client's side.
#include "tests/support/person.hpp"

#include <algorithm>
#include <stdexcept>

#include "crypto/random.hpp"
#include "crypto/recovery_code.hpp"
#include "crypto/totp.hpp"
#include "tests/support/base32.hpp"

namespace beraad::test {
namespace {

template <class T>
T must(Result<T> result, std::string_view doing) {
  if (!result) throw std::runtime_error(std::string(doing) + ": " + std::string(result.error().where));
  return std::move(*result);
}

std::string text(Json const& object, char const* field) {
  return object.at(field).get<std::string>();
}

Json slot_json(crypto::SlotParameters const& slot, crypto::Secret32 const& master, crypto::Secret32 const& vault_key,
               std::string const& login) {
  return {{"kind", crypto::word_of(slot.kind)},
          {"salt", to_b64u(slot.salt)},
          {"m_kib", slot.cost.m_kib},
          {"t", slot.cost.t},
          {"p", slot.cost.p},
          {"wrapped", to_b64u(crypto::wrap_vault_key(vault_key, master, slot, login))},
          {"auth", to_b64u(crypto::slot_auth(master, login).view())}};
}

crypto::SlotParameters slot_of(Json const& json) {
  crypto::SlotParameters slot;
  auto const salt = must(from_b64u(text(json, "salt")), "salt");
  std::copy(salt.begin(), salt.end(), slot.salt.begin());
  slot.cost = {json.at("m_kib").get<std::uint32_t>(), json.at("t").get<std::uint32_t>(), json.at("p").get<std::uint32_t>()};
  return slot;
}

void must_be_done(HttpAnswer const& answer, std::string_view doing) {
  if (!answer.ok()) throw std::runtime_error(std::string(doing) + ": " + answer.raw);
}

}  // namespace

Person Person::enrol(std::uint16_t port, std::string const& code, crypto::SigningKey const* organisation_key) {
  auto const invited = post(port, "enrol/start", {{"code", code}});
  must_be_done(invited, "enrol/start");
  Person person;
  person.login = text(invited.body, "login");
  person.name = text(invited.body, "name");
  person.functie = text(invited.body, "functie");
  person.account = must(id_of_text<AccountId>(text(invited.body, "account")), "account");
  person.organisation = must(id_of_text<OrganisationId>(text(invited.body, "org")), "org");
  person.totp_secret_ = from_base32(text(invited.body, "totp_secret"));

  auto vault = crypto::new_vault();
  if (organisation_key != nullptr) vault.organisation = organisation_key->clone();
  auto const vault_key = crypto::random_secret<32>();
  auto const recovery = crypto::random_secret<16>();
  person.recovery_code_ = crypto::recovery_code_of(recovery);
  crypto::SlotParameters const known{crypto::SlotKind::kPassphrase, crypto::random_array<16>(), crypto::kStandardCost};
  crypto::SlotParameters const printed{crypto::SlotKind::kRecovery, crypto::random_array<16>(), {}};
  auto const known_master = must(crypto::slot_master(known, crypto::view_of(person.passphrase)), "slot");
  auto const printed_master = must(crypto::slot_master(printed, recovery.view()), "slot");
  Json const body{
      {"code", code},
      {"totp", person.next_code()},
      {"sign", to_b64u(vault.sign.verify_key().bytes)},
      {"seal", to_b64u(vault.seal.seal_key().bytes)},
      {"blob", to_b64u(crypto::seal_vault(vault, vault_key, person.login, 1))},
      {"slots", {slot_json(known, known_master, vault_key, person.login), slot_json(printed, printed_master, vault_key, person.login)}}};
  must_be_done(post(port, "enrol/finish", body), "enrol/finish");
  person.vault_ = std::make_shared<crypto::Vault>(std::move(vault));
  return person;
}

std::uint64_t Person::next_step() const {
  constexpr TimeMs kOnItsWayMs = 3000;  // a code must not grow too old between here and the server
  return std::max(last_step_ + 1, crypto::totp_step(now_ms() + kOnItsWayMs) - 1);
}

bool Person::has_code() const {
  return next_step() <= crypto::totp_step(now_ms()) + 1;
}

std::string Person::next_code() {
  if (!has_code()) throw std::runtime_error(login + " signs in too often for one-time codes");
  last_step_ = next_step();
  return crypto::totp_code(totp_secret_, last_step_);
}

crypto::Secret32 Person::auth_of(std::uint16_t port, std::string const& tried_passphrase, crypto::SlotParameters* slot) const {
  auto const started = post(port, "sign-in/start", {{"login", login}, {"slot", "passphrase"}});
  must_be_done(started, "sign-in/start");
  auto const parameters = slot_of(started.body);
  if (slot != nullptr) *slot = parameters;
  return crypto::slot_auth(must(crypto::slot_master(parameters, crypto::view_of(tried_passphrase)), "slot"), login);
}

HttpAnswer Person::try_sign_in(std::uint16_t port, crypto::Secret32 const& auth, std::string const& code) const {
  return post(port, "sign-in/finish", {{"login", login}, {"slot", "passphrase"}, {"auth", to_b64u(auth.view())}, {"code", code}});
}

void Person::sign_in(std::uint16_t port) {
  vault_.reset();
  auto const started = post(port, "sign-in/start", {{"login", login}, {"slot", "passphrase"}});
  must_be_done(started, "sign-in/start");
  auto const parameters = slot_of(started.body);
  auto const master = must(crypto::slot_master(parameters, crypto::view_of(passphrase)), "slot");
  auto const answer = try_sign_in(port, crypto::slot_auth(master, login), next_code());
  must_be_done(answer, "sign-in/finish");
  cookie_ = answer.cookie;
  for (auto const& slot : answer.body.at("slots")) {
    if (text(slot, "kind") != "passphrase") continue;
    auto const key = must(crypto::unwrap_vault_key(must(from_b64u(text(slot, "wrapped")), "slot"), master, parameters, login), "slot");
    auto const blob = must(from_b64u(text(answer.body, "blob")), "vault");
    vault_ = std::make_shared<crypto::Vault>(
        must(crypto::open_vault(blob, key, login, answer.body.at("version").get<std::uint64_t>()), "vault"));
  }
  if (!vault_) throw std::runtime_error("no passphrase slot came back");
}

Person invite_and_enrol(std::uint16_t port, Connection& line, std::string const& login, std::string const& functie) {
  auto const invited = line.must("account.invite", {{"login", login}, {"name", "Persoon " + login}, {"functie", functie}});
  return Person::enrol(port, text(invited, "code"));
}

crypto::Signed certify(Connection& line, TestOrganisation const& organisation, Person const& person, std::optional<CaseId> guest_of) {
  auto const from = now_ms() - 60'000;
  crypto::CertificateHead const head{crypto::random_id<Serial>(), from, from + crypto::kMaxLeafCertificateMs};
  auto const& sign = person.vault().sign.verify_key();
  auto const& seal = person.vault().seal.seal_key();
  crypto::LeafCertificate certificate =
      crypto::MemberCertificate{head, person.account, person.organisation, person.functie, person.name, sign, seal};
  if (guest_of) {
    auto const klass = person.functie == "ouder" ? crypto::GuestClass::kOuder : crypto::GuestClass::kLeerling;
    certificate = crypto::GuestCertificate{head, person.account, person.organisation, klass, *guest_of, person.name, sign, seal};
  }
  auto const issued = crypto::issue(certificate, organisation.key);
  line.must("account.certify", {{"account", text_of_id(person.account)}, {"cert", crypto::json_of(issued)}});
  return issued;
}

}  // namespace beraad::test
