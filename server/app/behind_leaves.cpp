// SPDX-License-Identifier: EUPL-1.2
// The people behind leaves: what the log cannot show and only the server can check.
#include <algorithm>

#include "server/app/entry_check.hpp"
#include "server/app/pseudonyms.hpp"
#include "server/domain/log_facts.hpp"
#include "server/domain/membership.hpp"

namespace beraad::app {
namespace {

Refusal denied(World const& world, domain::DenialCode code) {
  return world.policy.deny(code).denial();
}

// An account that may be a leaf now, by this very certificate.
Outcome<db::Account> named_account(db::Stores const& stores, AccountId const& id, crypto::Signed const& cert) {
  auto account = stores.accounts.find(id);
  if (!account) return account.error().code == Errc::kNotFound ? Refusal(Fault::kCertificateOfAnother) : Refusal(account.error());
  bool const current = account->state == db::AccountState::kActive && account->certificate && loaded(account->certificate->cert) == cert;
  if (!current) return Fault::kCertificateOfAnother;
  return std::move(*account);
}

Outcome<db::Account> pseudonymous_account(World const& world, db::Stores const& stores, std::span<AccountId const> candidates,
                                          crypto::PseudonymCertificate const& certificate) {
  auto const owner = owner_of_pseudonym(world, candidates, certificate);
  if (!owner) return Fault::kPseudonymRefused;
  auto account = stores.accounts.find(*owner);
  if (!account) return account.error();
  if (account->state != db::AccountState::kActive) return Fault::kPseudonymRefused;
  return std::move(*account);
}

Outcome<db::Account> account_behind(World const& world, db::Stores const& stores, std::span<AccountId const> candidates,
                                    crypto::VerifiedLeaf const& who) {
  if (!world.trust().usable(who, world.now)) return denied(world, domain::DenialCode::kCertificateInvalid);
  if (auto const* pseudonym = std::get_if<crypto::PseudonymCertificate>(&who.certificate))
    return pseudonymous_account(world, stores, candidates, *pseudonym);
  return named_account(stores, account_of(crypto::leaf_of(who.certificate)), who.as_signed);
}

// Only the school brings in its own people. Were it otherwise, trying to add somebody would tell whether they are in already under a
// pseudonym.
// Where the pupil is known nobody is a pseudonym.
Outcome<Done> may_bring(World const& world, Me const& by, Circle const& circle, Phase phase, crypto::VerifiedLeaf const& who) {
  auto const facts = domain::leaf_facts_of(who, world.now);
  bool const of_school = domain::side_of(facts) == "school" || std::holds_alternative<crypto::GuestCertificate>(who.certificate);
  if (of_school && phase == Phase::kAnonymous && by.account.org != circle.school) return Fault::kNotYourSchool;
  return Done{};
}

Outcome<Done> fits_circle(World const& world, Circle const& circle, crypto::VerifiedLeaf const& who) {
  if (who.issuer.type == "school" && who.issuer.org != circle.school) return denied(world, domain::DenialCode::kOtherOrganisation);
  bool const any_gemeente = circle.gemeente.is_zero();
  if (who.issuer.type == "gemeente" && who.issuer.org != circle.gemeente && !any_gemeente) return Fault::kOtherGemeente;
  return Done{};
}

Outcome<bool> is_in_room(db::Stores const& stores, std::optional<db::RoomNo> room, AccountId const& account) {
  if (!room) return false;
  auto const leaf = stores.rooms.leaf_of_account(*room, account);
  if (leaf) return true;
  return leaf.error().code == Errc::kNotFound ? Outcome<bool>(false) : Outcome<bool>(leaf.error());
}

std::string_view word_of_class(crypto::LeafCertificate const& certificate) {
  if (std::holds_alternative<crypto::PseudonymCertificate>(certificate)) return "pseudonym";
  return std::holds_alternative<crypto::GuestCertificate>(certificate) ? "guest" : "member";
}

}  // namespace

Outcome<Circle> circle_of(World const& world, OrganisationId const& school, std::vector<AccountId> candidates) {
  auto const organisation = world.trust().organisation(school, world.now);
  if (!organisation) return Fault::kCertificateRefused;
  return Circle{school, organisation->gemeente, std::move(candidates)};
}

Outcome<std::vector<Behind>> who_joins(World const& world, db::Stores const& stores, Me const& by, Circle const& circle,
                                       std::optional<db::RoomNo> room, crypto::VerifiedEntry const& entry) {
  std::vector<Behind> out;
  for (auto const& leaf : entry.joined) {
    if (auto const may = may_bring(world, by, circle, entry.entry.phase, leaf.who); !may) return may.error();
    if (auto const fits = fits_circle(world, circle, leaf.who); !fits) return fits.error();
    auto const account = account_behind(world, stores, circle.candidates, leaf.who);
    if (!account) return account.error();
    auto const in_room = is_in_room(stores, room, account->id);
    if (!in_room) return in_room.error();
    bool const twice = std::any_of(out.begin(), out.end(), [&](Behind const& each) { return each.account == account->id; });
    if (*in_room || twice) return denied(world, domain::DenialCode::kAlreadyAMember);
    out.push_back({&leaf, account->id, account->org});
  }
  return out;
}

Outcome<Done> check_replaced(World const& world, db::Stores const& stores, db::RoomNo room, crypto::VerifiedEntry const& entry) {
  for (auto const& leaf : entry.replaced) {
    auto const was = stores.rooms.leaf(room, leaf.id);
    if (!was) return was.error();
    auto const account = account_behind(world, stores, std::span(&was->account, 1), leaf.who);
    if (!account) return account.error();
    if (account->id != was->account) return Fault::kCertificateOfAnother;
  }
  return Done{};
}

db::Leaf leaf_record(Behind const& behind, std::uint64_t from_n, std::uint64_t from_seq) {
  auto const& who = behind.leaf->who;
  db::Leaf record;
  record.leaf = behind.leaf->id;
  record.account = behind.account;
  record.org = behind.org;
  record.leaf_class = word_of_class(who.certificate);
  record.functie = crypto::functie_of(who.certificate);
  record.from_n = from_n;
  record.from_seq = from_seq;
  record.until = behind.leaf->term.until;
  record.serial = crypto::head_of(who.certificate).serial;
  record.cert = stored(who.as_signed);
  return record;
}

}  // namespace beraad::app
