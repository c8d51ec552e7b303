// SPDX-License-Identifier: EUPL-1.2
// What a beheerder does: sees, invites and blocks the accounts of the own organisation. Never content.
#include "crypto/random.hpp"
#include "crypto/recovery_code.hpp"
#include "crypto/sha256.hpp"
#include "crypto/vault.hpp"
#include "server/app/beheerder.hpp"
#include "server/app/use_cases.hpp"

namespace beraad::app {
namespace {

constexpr TimeMs kInvitationMs = 7 * kDayMs;

AccountState state_of(db::AccountState state) {
  switch (state) {
    case db::AccountState::kInvited:
      return AccountState::kInvited;
    case db::AccountState::kPending:
      return AccountState::kPending;
    case db::AccountState::kActive:
      return AccountState::kActive;
    case db::AccountState::kBlocked:
      return AccountState::kBlocked;
  }
  return AccountState::kBlocked;
}

ManagedAccount managed(db::Account const& account) {
  ManagedAccount out{account.id, account.login, account.name, account.functie, state_of(account.state), {}, {}, std::nullopt};
  if (account.sign) out.sign.bytes = *account.sign;
  if (account.seal) out.seal.bytes = *account.seal;
  if (account.certificate) out.cert = loaded(account.certificate->cert);
  return out;
}

bool is_guest_class(std::string_view functie) {
  return functie == "ouder" || functie == "leerling";
}

// A parent or pupil is invited by a school alone; everybody else under a functie that the policy knows for this type of organisation.
bool may_have(World const& world, std::string_view org_type, std::string_view functie) {
  return is_guest_class(functie) ? org_type == "school" : world.policy.knows_functie(org_type, functie);
}

// Still invited: the code was lost, and a new one takes its place.
Outcome<AccountId> invite_again(db::Stores& stores, Me const& me, Invite const& command, db::Account const& present,
                                db::Invitation const& invitation) {
  bool const same = present.org == me.account.org && present.state == db::AccountState::kInvited && present.functie == command.functie &&
                    present.name == command.name;
  if (!same) return Fault::kLoginTaken;
  if (auto const invited = stores.accounts.invite_again(present.id, invitation); !invited) return invited.error();
  // Whoever had the lost code may have seen the second factor that was made with it.
  if (auto const renewed = stores.accounts.put_totp(present.id, crypto::random_secret<20>()); !renewed) return renewed.error();
  return present.id;
}

Outcome<AccountId> invite_new(db::Stores& stores, Me const& me, Invite const& command, db::Invitation const& invitation) {
  db::Account account;
  account.id = crypto::random_id<AccountId>();
  account.login = command.login;
  account.name = command.name;
  account.org = me.account.org;
  account.functie = command.functie;
  account.account_class = is_guest_class(command.functie) ? command.functie : "member";
  account.state = db::AccountState::kInvited;
  account.invitation = invitation;
  if (auto const added = stores.accounts.add(account); !added) return added.error();
  return account.id;
}

}  // namespace

Outcome<Done> must_be_beheerder(Me const& me) {
  if (me.account.functie != "beheerder" || me.account.account_class != "member") return Fault::kOnlyBeheerder;
  return Done{};
}

Outcome<db::Account> own_account(db::Stores const& stores, Me const& me, AccountId const& account) {
  auto found = stores.accounts.find(account);
  if (!found) return found.error();
  if (found->org != me.account.org) return Fault::kNotFound;
  return std::move(*found);
}

Outcome<Accounts> look(World const&, db::Stores const& stores, Me const& me, ListAccounts const&) {
  if (auto const may = must_be_beheerder(me); !may) return may.error();
  auto const all = stores.accounts.of_organisation(me.account.org);
  if (!all) return all.error();
  Accounts out;
  for (auto const& each : *all) out.accounts.push_back(managed(each));
  return out;
}

Outcome<Invited> commit(World const& world, db::Stores& stores, Me const& me, Invite const& command, News&) {
  if (auto const may = must_be_beheerder(me); !may) return may.error();
  if (!me.is_active()) return Fault::kOnlyBeheerder;
  auto const organisation = organisation_of(world, me.account);
  if (!organisation) return organisation.error();
  if (!crypto::is_login(command.login)) return Fault::kBadLogin;
  if (command.name.empty()) return Fault::kBadRequest;
  if (!may_have(world, organisation->type, command.functie)) return Fault::kBadFunctie;

  auto code = crypto::recovery_code_of(crypto::random_secret<16>());
  db::Invitation const invitation{crypto::sha256(crypto::view_of(code)), world.now + kInvitationMs};
  auto const present = stores.accounts.find_login(command.login);
  if (!present && present.error().code != Errc::kNotFound) return present.error();
  auto const account = present ? invite_again(stores, me, command, *present, invitation) : invite_new(stores, me, command, invitation);
  if (!account) return account.error();
  return Invited{*account, std::move(code), invitation.expires_at};
}

Outcome<Done> commit(World const& world, db::Stores& stores, Me const& me, Block const& command, News& news) {
  if (auto const may = must_be_beheerder(me); !may) return may.error();
  if (!me.is_active()) return Fault::kOnlyBeheerder;
  auto const account = own_account(stores, me, command.account);
  if (!account) return account.error();
  if (account->id == me.id()) return Fault::kOwnAccount;
  if (auto const blocked = stores.accounts.block(account->id); !blocked) return blocked.error();
  auto const ended = stores.sessions.revoke_account(account->id, world.now);
  if (!ended) return ended.error();
  for (auto const& session : *ended) news.session_ended(session, "blocked");

  if (!account->certificate) return Done{};
  if (auto const revoked = stores.organisations.revoke(account->certificate->serial, world.now); !revoked) return revoked.error();
  auto status = issue_status(stores, world.region_key, world.now);
  if (!status) return status.error();
  news.status(std::move(*status));
  return Done{};
}

}  // namespace beraad::app
