// SPDX-License-Identifier: EUPL-1.2
// A person with a passphrase, a second factor and a vault, as a client on one of their devices has them.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "crypto/slot.hpp"
#include "crypto/vault.hpp"
#include "tests/support/connection.hpp"
#include "tests/support/region.hpp"

namespace beraad::test {

class Person {
 public:
  // With an invitation's code. `organisation_key`: a beheerder's vault keeps it.
  [[nodiscard]] static Person enrol(std::uint16_t port, std::string const& code, crypto::SigningKey const* organisation_key = nullptr);

  std::string login, name, functie;
  AccountId account;
  OrganisationId organisation;
  std::string passphrase = "vier korte woorden samen";

  [[nodiscard]] crypto::Vault const& vault() const noexcept { return *vault_; }
  [[nodiscard]] LeafId leaf() const noexcept { return LeafId{account.bytes}; }
  [[nodiscard]] std::string cookie() const { return cookie_; }

  // The whole sign-in of a new, empty device: everything but passphrase and second factor is forgotten first. Throws when refused.
  void sign_in(std::uint16_t port);
  // The two halves, for whoever wants to see the refusals. `auth` of another passphrase may be tried.
  [[nodiscard]] crypto::Secret32 auth_of(std::uint16_t port, std::string const& tried_passphrase,
                                         crypto::SlotParameters* slot = nullptr) const;
  [[nodiscard]] HttpAnswer try_sign_in(std::uint16_t port, crypto::Secret32 const& auth, std::string const& code) const;
  // A code that was not used yet, within the window the server accepts.
  [[nodiscard]] std::string next_code();
  // Whether there is one.
  [[nodiscard]] bool has_code() const;

  // A line of this session.
  [[nodiscard]] std::unique_ptr<Connection> connect(std::uint16_t port) const { return std::make_unique<Connection>(port, cookie_); }

  // What one keeps after enrolment: the vault, without signing in.
  [[nodiscard]] std::string const& recovery_code() const noexcept { return recovery_code_; }

 private:
  [[nodiscard]] std::uint64_t next_step() const;

  crypto::Bytes totp_secret_;
  std::uint64_t last_step_ = 0;
  std::string recovery_code_;
  std::string cookie_;
  std::shared_ptr<crypto::Vault> vault_;
};

// What a beheerder does for somebody of the own organisation: invites, lets them enrol, vouches for them. `line` is the beheerder's.
[[nodiscard]] Person invite_and_enrol(std::uint16_t port, Connection& line, std::string const& login, std::string const& functie);
// Issues the certificate with the organisation's key from the beheerder's vault; `guest_of`: the case of a parent or pupil.
crypto::Signed certify(Connection& line, TestOrganisation const& organisation, Person const& person, std::optional<CaseId> guest_of = {});

}  // namespace beraad::test
