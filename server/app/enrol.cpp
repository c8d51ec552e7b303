// SPDX-License-Identifier: EUPL-1.2
// The first use of an invitation: the person gets a second factor, proves it works, and leaves public keys and a vault. Certified by
// others.
#include "crypto/random.hpp"
#include "crypto/sha256.hpp"
#include "crypto/totp.hpp"
#include "server/app/account_keeping.hpp"
#include "server/app/sign_in_limits.hpp"
#include "server/app/slots.hpp"
#include "server/app/use_cases.hpp"

namespace beraad::app {
namespace {

Result<db::Account> find_invited(World const& world, db::Stores const& stores, std::string_view code) {
  auto account = stores.accounts.find_invitation(crypto::sha256(crypto::view_of(code)));
  if (!account) return account.error();
  bool const open = account->state == db::AccountState::kInvited && account->invitation && account->invitation->expires_at > world.now;
  if (!open) return fail(Errc::kNotFound, "invitation");
  return account;
}

template <class Answer>
Outcome<Verdict<Answer>> no_invitation(World const& world, db::Stores& stores, Attempt const& attempt, Error const& error) {
  if (error.code != Errc::kNotFound) return error;
  if (auto const counted = count_failure(world, stores, attempt); !counted) return counted.error();
  return refused<Answer>(Fault::kBadInvitation);
}

// The same one when the page is loaded again: it may be in the person's app already.
Outcome<crypto::SecretArray<20>> totp_secret_of(db::Stores& stores, AccountId const& account) {
  auto present = stores.accounts.totp(account);
  if (present) return std::move(present->secret);
  if (present.error().code != Errc::kNotFound) return present.error();
  auto fresh = crypto::random_secret<20>();
  if (auto const put = stores.accounts.put_totp(account, fresh); !put) return put.error();
  return fresh;
}

// Logins are [a-z0-9._@-]: nothing in them needs escaping but the @, which the format allows.
std::string otpauth_of(std::string_view login, std::string_view secret) {
  return "otpauth://totp/Beraad:" + std::string(login) + "?secret=" + std::string(secret) +
         "&issuer=Beraad&algorithm=SHA1&digits=6&period=30";
}

template <class Key>
bool is_zero(Key const& key) {
  return key.bytes == crypto::Array<32>{};
}

}  // namespace

Outcome<Verdict<Enrolment>> commit(World const& world, db::Stores& stores, Visitor const&, EnrolStart const& command, News&) {
  Attempt const attempt{"", command.remote_address};
  if (auto const may = may_attempt(world, stores, attempt); !may) return refused<Enrolment>(may.error());
  auto const account = find_invited(world, stores, command.code);
  if (!account) return no_invitation<Enrolment>(world, stores, attempt, account.error());
  auto const organisation = stores.organisations.find(account->org);
  if (!organisation) return organisation.error();
  auto const secret = totp_secret_of(stores, account->id);
  if (!secret) return secret.error();
  auto const text = crypto::to_base32(secret->view());
  return answered(Enrolment{account->id, account->login, account->name, account->org, organisation->name, account->functie, text,
                            otpauth_of(account->login, text)});
}

Outcome<Verdict<Enrolled>> commit(World const& world, db::Stores& stores, Visitor const&, EnrolFinish const& command, News& news) {
  Attempt const attempt{"", command.remote_address};
  if (auto const may = may_attempt(world, stores, attempt); !may) return refused<Enrolled>(may.error());
  auto const account = find_invited(world, stores, command.code);
  if (!account) return no_invitation<Enrolled>(world, stores, attempt, account.error());
  if (auto const strong = check_slots(command.slots); !strong) return refused<Enrolled>(strong.error());
  if (command.blob.empty() || is_zero(command.sign) || is_zero(command.seal)) return refused<Enrolled>(Fault::kBadVault);

  auto const totp = stores.accounts.totp(account->id);
  if (!totp && totp.error().code == Errc::kNotFound) return refused<Enrolled>(Fault::kBadCode);
  if (!totp) return totp.error();
  auto const step = crypto::totp_match(totp->secret.view(), command.totp, world.now);
  if (!step) {
    if (auto const counted = count_failure(world, stores, attempt); !counted) return counted.error();
    return refused<Enrolled>(Fault::kBadCode);
  }
  if (auto const used = stores.accounts.use_totp_step(account->id, static_cast<std::int64_t>(*step)); !used) {
    if (used.error().code == Errc::kConflict) return refused<Enrolled>(Fault::kUsedCode);
    return used.error();
  }

  if (auto const put = stores.vaults.put(account->id, {1, command.blob}); !put) return put.error();
  if (auto const put = stores.vaults.replace_slots(account->id, to_store(world, command.slots)); !put) return put.error();
  if (auto const done = stores.accounts.enrol(account->id, command.sign.bytes, command.seal.bytes); !done) return done.error();
  if (auto const told = tell_hosts(world.policy, stores, *account, news); !told) return told.error();
  return answered(Enrolled{account->id});
}

}  // namespace beraad::app
