// SPDX-License-Identifier: EUPL-1.2
// What the kinds of certificate have in common, and how they are read from a variant.
#include "crypto/certificate.hpp"

#include <algorithm>

namespace beraad::crypto {

std::string_view word_of(CertificateClass klass) noexcept {
  switch (klass) {
    case CertificateClass::kMember:
      return "member";
    case CertificateClass::kGuest:
      return "guest";
    case CertificateClass::kPseudonym:
      return "pseudonym";
    case CertificateClass::kStatus:
      return "status";
  }
  return {};
}

std::string_view word_of(GuestClass klass) noexcept {
  switch (klass) {
    case GuestClass::kOuder:
      return "ouder";
    case GuestClass::kLeerling:
      return "leerling";
  }
  return {};
}

std::optional<GuestClass> guest_class_of(std::string_view word) noexcept {
  for (auto const klass : {GuestClass::kOuder, GuestClass::kLeerling})
    if (word == word_of(klass)) return klass;
  return std::nullopt;
}

bool OrganisationCertificate::may_issue(CertificateClass klass) const noexcept {
  return std::find(classes.begin(), classes.end(), klass) != classes.end();
}

CertificateHead const& head_of(LeafCertificate const& certificate) noexcept {
  return std::visit([](auto const& c) -> CertificateHead const& { return c.head; }, certificate);
}
VerifyKey const& sign_of(LeafCertificate const& certificate) noexcept {
  return std::visit([](auto const& c) -> VerifyKey const& { return c.sign; }, certificate);
}
SealKey const& seal_of(LeafCertificate const& certificate) noexcept {
  return std::visit([](auto const& c) -> SealKey const& { return c.seal; }, certificate);
}

LeafId leaf_of(LeafCertificate const& certificate) noexcept {
  if (auto const* pseudonym = std::get_if<PseudonymCertificate>(&certificate)) return pseudonym->leaf;
  if (auto const* guest = std::get_if<GuestCertificate>(&certificate)) return LeafId{guest->account.bytes};
  return LeafId{std::get<MemberCertificate>(certificate).account.bytes};
}

std::string_view functie_of(LeafCertificate const& certificate) noexcept {
  if (std::holds_alternative<PseudonymCertificate>(certificate)) return "school_professional";
  if (auto const* guest = std::get_if<GuestCertificate>(&certificate)) return word_of(guest->klass);
  return std::get<MemberCertificate>(certificate).functie;
}

CertificateClass class_of(LeafCertificate const& certificate) noexcept {
  constexpr CertificateClass kClasses[] = {CertificateClass::kMember, CertificateClass::kGuest, CertificateClass::kPseudonym};
  static_assert(std::is_same_v<std::variant_alternative_t<0, LeafCertificate>, MemberCertificate>);
  static_assert(std::is_same_v<std::variant_alternative_t<1, LeafCertificate>, GuestCertificate>);
  return kClasses[certificate.index()];
}

Hash certificate_hash(Signed const& certificate) {
  return sha256(certificate.b);
}

Signed issue(RootCertificate const& certificate, SigningKey const& own) {
  return sign_object(own, SignedKind::kRoot, encode(certificate));
}
Signed issue(OrganisationCertificate const& certificate, SigningKey const& root) {
  return sign_object(root, SignedKind::kOrg, encode(certificate));
}
Signed issue(StatusCertificate const& certificate, SigningKey const& region) {
  return sign_object(region, SignedKind::kStatus, encode(certificate));
}
Signed issue(LeafCertificate const& certificate, SigningKey const& organisation) {
  constexpr SignedKind kKinds[] = {SignedKind::kMember, SignedKind::kGuest, SignedKind::kPseudonym};
  return sign_object(organisation, kKinds[certificate.index()], encode(certificate));
}

}  // namespace beraad::crypto
