// SPDX-License-Identifier: EUPL-1.2
// What a beheerder does: sees, invites and blocks the accounts of the own organisation. Never content.
#include "crypto/random.hpp"
#include "crypto/vault.hpp"
#include "server/app/account_keeping.hpp"
#include "server/app/beheerder.hpp"
#include "server/app/use_cases.hpp"

namespace beraad::app {
namespace {

ManagedAccount managed(db::Account const& account) {
  ManagedAccount out{account.id,
                     account.login,
                     account.name,
                     account.functie,
                     state_of(account),
                     {},
                     {},
                     std::nullopt,
                     account.of_case.value_or(CaseId{})};
  if (account.sign) out.sign.bytes = *account.sign;
  if (account.seal) out.seal.bytes = *account.seal;
  if (account.certificate) out.cert = loaded(account.certificate->cert);
  return out;
}

// Still invited: the code was lost, and a new one takes its place.
Outcome<AccountId> invite_present(db::Stores& stores, Me const& me, Invite const& command, db::Account const& present,
                                  db::Invitation const& invitation) {
  bool const same = present.org == me.account.org && present.state == db::AccountState::kInvited && present.functie == command.functie &&
                    present.name == command.name;
  if (!same) return Fault::kLoginTaken;
  if (auto const invited = invite_again(stores, present, invitation); !invited) return invited.error();
  return present.id;
}

Outcome<AccountId> invite_new(db::Stores& stores, Me const& me, Invite const& command, db::Invitation const& invitation) {
  db::Account account;
  account.id = crypto::random_id<AccountId>();
  account.login = command.login;
  account.name = command.name;
  account.org = me.account.org;
  account.functie = command.functie;
  account.account_class = "member";
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
  if (!world.policy.knows_functie(organisation->type, command.functie)) return Fault::kBadFunctie;

  auto fresh = fresh_code(world.now);
  auto const present = stores.accounts.find_login(command.login);
  if (!present && present.error().code != Errc::kNotFound) return present.error();
  auto const account =
      present ? invite_present(stores, me, command, *present, fresh.invitation) : invite_new(stores, me, command, fresh.invitation);
  if (!account) return account.error();
  return Invited{*account, std::move(fresh.code), fresh.invitation.expires_at};
}

Outcome<Done> commit(World const& world, db::Stores& stores, Me const& me, Block const& command, News& news) {
  if (auto const may = must_be_beheerder(me); !may) return may.error();
  if (!me.is_active()) return Fault::kOnlyBeheerder;
  auto const account = own_account(stores, me, command.account);
  if (!account) return account.error();
  if (account->id == me.id()) return Fault::kOwnAccount;
  return end_account(world, stores, *account, news);
}

}  // namespace beraad::app
