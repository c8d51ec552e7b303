// SPDX-License-Identifier: EUPL-1.2
// A beheerder vouches for an account with the organisation's own key, which the server does not have: it only checks and keeps.
#include "server/app/account_keeping.hpp"
#include "server/app/beheerder.hpp"
#include "server/app/use_cases.hpp"

namespace beraad::app {
namespace {

bool has_keys(db::Account const& account, crypto::LeafCertificate const& certificate) {
  return account.sign && account.seal && crypto::sign_of(certificate).bytes == *account.sign &&
         crypto::seal_of(certificate).bytes == *account.seal;
}

bool describes(World const& world, db::Account const& account, crypto::MemberCertificate const& cert, std::string_view org_type) {
  return account.account_class == "member" && cert.account == account.id && cert.org == account.org && cert.functie == account.functie &&
         cert.name == account.name && world.policy.knows_functie(org_type, cert.functie);
}

bool describes(World const&, db::Account const& account, crypto::GuestCertificate const& cert, std::string_view org_type) {
  return account.account_class == crypto::word_of(cert.klass) && cert.account == account.id && cert.org == account.org &&
         cert.name == account.name && account.of_case == cert.case_id && org_type == "school";
}

bool describes(World const&, db::Account const&, crypto::PseudonymCertificate const&, std::string_view) {
  return false;
}

}  // namespace

Outcome<Done> commit(World const& world, db::Stores& stores, Me const& me, Certify const& command, News& news) {
  if (auto const may = must_be_beheerder(me); !may) return may.error();
  // The first beheerder of an organisation has nobody to be certified by but the holder of its key: themselves.
  if (!me.is_active() && command.account != me.id()) return Fault::kOnlyBeheerder;
  auto const account = own_account(stores, me, command.account);
  if (!account) return account.error();
  bool const may_be_certified = account->state == db::AccountState::kPending || account->state == db::AccountState::kActive;
  if (!may_be_certified) return Fault::kNotPending;

  auto const leaf = world.trust().verify_leaf(command.cert, world.now);
  if (!leaf) return Fault::kCertificateRefused;
  bool const fits = has_keys(*account, leaf->certificate) &&
                    std::visit([&](auto const& cert) { return describes(world, *account, cert, leaf->issuer.type); }, leaf->certificate);
  if (!fits) return Fault::kCertificateRefused;
  auto const done = stores.accounts.certify(account->id, {stored(command.cert), crypto::head_of(leaf->certificate).serial});
  if (!done) return done.error().code == Errc::kConflict ? Refusal(Fault::kNotPending) : Refusal(done.error());
  return tell_hosts(world.policy, stores, *account, news);
}

}  // namespace beraad::app
