// SPDX-License-Identifier: EUPL-1.2
// Everything in one transaction: a region is imported whole or not at all.
#include "server/app/import_region.hpp"

#include <algorithm>
#include <future>

#include "crypto/random.hpp"

namespace beraad::app {
namespace {

bool is_region_service(crypto::Trust const& trust, crypto::VerifyKey const& key, TimeMs now) {
  auto const& all = trust.organisations();
  return std::any_of(all.begin(), all.end(), [&](crypto::OrganisationCertificate const& each) {
    return each.type == "region" && each.key == key && each.head.covers(now) && each.may_issue(crypto::CertificateClass::kStatus) &&
           each.may_issue(crypto::CertificateClass::kPseudonym);
  });
}

Result<void> put_organisations(db::Stores& stores, Region const& region) {
  for (auto const& each : region.organisations) {
    auto const cert = crypto::decode_organisation(each.b);
    if (!cert) return cert.error();
    db::Organisation const record{cert->org, cert->type, cert->name, cert->gemeente, cert->head.serial, stored(each)};
    if (auto const put = stores.organisations.put(record); !put) return put.error();
  }
  return stores.organisations.put_region(db::RegionCertificate::kRoot, stored(region.root));
}

Result<void> invite_bootstraps(db::Stores& stores, Region const& region) {
  for (auto const& each : region.bootstrap) {
    auto const present = stores.accounts.find_login(each.login);
    if (present) continue;
    if (present.error().code != Errc::kNotFound) return present.error();
    db::Account account;
    account.id = crypto::random_id<AccountId>();
    account.login = each.login;
    account.name = each.name;
    account.org = each.org;
    account.functie = "beheerder";
    account.account_class = "member";
    account.state = db::AccountState::kInvited;
    account.invitation = db::Invitation{each.code_hash, each.expires_at};
    if (auto const added = stores.accounts.add(account); !added) return added.error();
  }
  return {};
}

// The stored list, unless it is due, does not hold or does not know everything revoked.
Result<crypto::Signed> current_status(db::Stores& stores, crypto::Trust trust, crypto::SigningKey const& region_key, TimeMs now) {
  auto const newest = stores.organisations.region(db::RegionCertificate::kStatus);
  if (newest) {
    auto held = loaded(*newest);
    if (trust.set_status(held, now) && trust.status()->at + kStatusRenewalMs > now) return held;
  } else if (newest.error().code != Errc::kNotFound) {
    return newest.error();
  }
  return issue_status(stores, region_key, now);
}

}  // namespace

Result<crypto::Trust> trust_of_service(Region const& region, crypto::SigningKey const& region_key, TimeMs now) {
  auto trust = trust_of(region);
  if (trust && !is_region_service(*trust, region_key.verify_key(), now))
    return fail(Errc::kNotFound, "a certificate in the region's file for the region's key, valid now by this machine's clock");
  return trust;
}

Result<AuthorityNow> import_region(db::Writer& writer, Region const& region, crypto::SigningKey const& region_key, TimeMs now) {
  auto trust = trust_of_service(region, region_key, now);
  if (!trust) return trust.error();

  std::promise<Result<crypto::Signed>> imported;
  auto const taken = writer.submit(
      [&](db::Stores& stores) -> Result<crypto::Signed> {
        if (auto const organisations = put_organisations(stores, region); !organisations) return organisations.error();
        if (auto const invited = invite_bootstraps(stores, region); !invited) return invited.error();
        return current_status(stores, *trust, region_key, now);
      },
      [&imported](Result<crypto::Signed> status) { imported.set_value(std::move(status)); });
  if (!taken) return taken.error();
  auto status = imported.get_future().get();
  if (!status) return status.error();

  auto authority = std::make_shared<Authority>(Authority{std::move(*trust), region.root, region.organisations, *status});
  if (auto const held = authority->trust.set_status(*status, now); !held) return held.error();
  return AuthorityNow(std::move(authority));
}

}  // namespace beraad::app
