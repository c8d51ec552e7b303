// SPDX-License-Identifier: EUPL-1.2
// Chains are short: root, organisation, person. The signer is looked up by what the certificate says of itself, and nothing of it is used
// for anything else before the signature holds.
#include "crypto/trust.hpp"

#include <algorithm>

namespace beraad::crypto {
namespace {

SignedKind signed_kind(CertificateClass klass) noexcept {
  switch (klass) {
    case CertificateClass::kMember:
      return SignedKind::kMember;
    case CertificateClass::kGuest:
      return SignedKind::kGuest;
    case CertificateClass::kPseudonym:
      return SignedKind::kPseudonym;
    case CertificateClass::kStatus:
      return SignedKind::kStatus;
  }
  return SignedKind::kMember;
}

// A member's and guest's certificate names its organisation; a pseudonym's is signed by the region service.
bool may_have_issued(OrganisationCertificate const& org, LeafCertificate const& leaf) {
  if (!org.may_issue(class_of(leaf))) return false;
  if (auto const* member = std::get_if<MemberCertificate>(&leaf)) return member->org == org.org;
  if (auto const* guest = std::get_if<GuestCertificate>(&leaf)) return guest->org == org.org;
  return true;
}

Error refused() {
  return fail(Errc::kCrypto, "certificate");
}

}  // namespace

Result<Trust> Trust::begin(Signed const& root, VerifyKey const& pinned) {
  if (!verify_object(pinned, SignedKind::kRoot, root)) return refused();
  auto decoded = decode_root(root.b);
  if (!decoded || decoded->key != pinned) return refused();
  return Trust(std::move(*decoded));
}

Result<void> Trust::add_organisation(Signed const& organisation) {
  if (!verify_object(root_.key, SignedKind::kOrg, organisation)) return refused();
  auto decoded = decode_organisation(organisation.b);
  if (!decoded || !is_acceptable(decoded->key)) return refused();
  if (std::find(organisations_.begin(), organisations_.end(), *decoded) == organisations_.end())
    organisations_.push_back(std::move(*decoded));
  return {};
}

Result<void> Trust::set_status(Signed const& status, TimeMs now) {
  auto const signer = std::find_if(organisations_.begin(), organisations_.end(), [&](auto const& org) {
    return org.may_issue(CertificateClass::kStatus) && org.head.covers(now) && !is_revoked(org.head.serial) &&
           verify_object(org.key, SignedKind::kStatus, status).has_value();
  });
  if (signer == organisations_.end() || !root_.head.covers(now)) return refused();
  auto decoded = decode_status(status.b);
  if (!decoded || !decoded->head.covers(now)) return refused();
  if (status_ && decoded->n < status_->n) return fail(Errc::kStale, "status");
  revoked_ = {decoded->revoked.begin(), decoded->revoked.end()};
  status_ = std::move(*decoded);
  return {};
}

Result<VerifiedLeaf> Trust::verify_leaf_at(Signed const& certificate, TimeMs at) const {
  auto decoded = decode_leaf_certificate(certificate.b);
  if (!decoded || !head_of(*decoded).covers(at) || !root_.head.covers(at) || !is_acceptable(sign_of(*decoded))) return refused();
  auto const kind = signed_kind(class_of(*decoded));
  auto const issuer = std::find_if(organisations_.rbegin(), organisations_.rend(), [&](auto const& org) {
    return org.head.covers(at) && may_have_issued(org, *decoded) && verify_object(org.key, kind, certificate).has_value();
  });
  if (issuer == organisations_.rend()) return refused();
  return VerifiedLeaf{
      .certificate = std::move(*decoded), .issuer = *issuer, .cert_hash = certificate_hash(certificate), .as_signed = certificate};
}

Result<VerifiedLeaf> Trust::verify_leaf(Signed const& certificate, TimeMs now) const {
  auto leaf = verify_leaf_at(certificate, now);
  if (!leaf) return leaf;
  if (is_revoked(head_of(leaf->certificate).serial) || is_revoked(leaf->issuer.head.serial) || is_revoked(root_.head.serial))
    return refused();
  return leaf;
}

Result<void> Trust::usable(VerifiedLeaf const& leaf, TimeMs now) const {
  if (!has_status_at(now)) return fail(Errc::kStale, "status");
  if (auto const valid = verify_leaf(leaf.as_signed, now); !valid) return valid.error();
  return {};
}

Result<OrganisationCertificate> Trust::organisation(OrganisationId const& org, TimeMs now) const {
  OrganisationCertificate const* newest = nullptr;
  for (auto const& candidate : organisations_) {
    if (candidate.org != org || !candidate.head.covers(now) || is_revoked(candidate.head.serial) || !root_.head.covers(now)) continue;
    if (newest == nullptr || candidate.head.from >= newest->head.from) newest = &candidate;
  }
  if (newest == nullptr) return fail(Errc::kNotFound, "organisation");
  return *newest;
}

}  // namespace beraad::crypto
