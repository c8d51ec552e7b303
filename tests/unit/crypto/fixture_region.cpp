// SPDX-License-Identifier: EUPL-1.2
// Everything is derived from words, so that vectors come out the same every time.
#include "fixture_region.hpp"

namespace beraad::crypto::test {
namespace {

CertificateHead head_of_words(std::string_view words) {
  return {.serial = id_of<Serial>(std::string(words) + " serial"), .from = kNow - 10 * kDayMs, .to = kNow + 300 * kDayMs};
}

}  // namespace

Array<32> bytes_of(std::string_view words) {
  return sha256(view_of("test " + std::string(words)));
}
Secret32 seed_of(std::string_view words) {
  return Secret32(bytes_of(words));
}

Region::Region()
    : root_key(SigningKey::from_seed(seed_of("root"))),
      root{.head = {.serial = id_of<Serial>("root serial"), .from = kNow - 900 * kDayMs, .to = kNow + 900 * kDayMs},
           .region = "voorbeeld",
           .key = root_key.verify_key()},
      root_signed(issue(root, root_key)),
      service(organisation("region", {CertificateClass::kPseudonym, CertificateClass::kStatus})),
      school(organisation("school", {CertificateClass::kMember, CertificateClass::kGuest})),
      gemeente(organisation("gemeente", {CertificateClass::kMember})) {}

Organisation Region::organisation(std::string_view type, std::vector<CertificateClass> classes) const {
  std::string const words = "organisation " + std::string(type);
  auto key = SigningKey::from_seed(seed_of(words + " key"));
  OrganisationCertificate certificate{
      .head = {.serial = id_of<Serial>(words + " serial"), .from = kNow - 400 * kDayMs, .to = kNow + 400 * kDayMs},
      .org = id_of<OrganisationId>(words),
      .type = std::string(type),
      .name = "Voorbeeld " + std::string(type),
      .key = key.verify_key(),
      .classes = std::move(classes),
      .gemeente = type == "school" ? id_of<OrganisationId>("organisation gemeente") : OrganisationId{},
      .convenant_from = kNow - 100 * kDayMs,
      .convenant_to = kNow + 100 * kDayMs};
  auto as_signed = issue(certificate, root_key);
  return {.certificate = std::move(certificate), .key = std::move(key), .as_signed = std::move(as_signed)};
}

Person Region::member(Organisation const& of, std::string_view name, std::string_view functie) const {
  std::string const words = "member " + std::string(name);
  auto sign = SigningKey::from_seed(seed_of(words + " sign"));
  auto seal = OpeningKey::from_private(seed_of(words + " seal"));
  LeafCertificate certificate = MemberCertificate{.head = head_of_words(words),
                                                  .account = id_of<AccountId>(words),
                                                  .org = of.certificate.org,
                                                  .functie = std::string(functie),
                                                  .name = std::string(name),
                                                  .sign = sign.verify_key(),
                                                  .seal = seal.seal_key()};
  auto as_signed = issue(certificate, of.key);
  return {.sign = std::move(sign), .seal = std::move(seal), .certificate = std::move(certificate), .as_signed = std::move(as_signed)};
}

Person Region::guest(Organisation const& of, std::string_view name, GuestClass klass, CaseId const& case_id) const {
  std::string const words = "guest " + std::string(name);
  auto sign = SigningKey::from_seed(seed_of(words + " sign"));
  auto seal = OpeningKey::from_private(seed_of(words + " seal"));
  LeafCertificate certificate = GuestCertificate{.head = head_of_words(words),
                                                 .account = id_of<AccountId>(words),
                                                 .org = of.certificate.org,
                                                 .klass = klass,
                                                 .case_id = case_id,
                                                 .name = std::string(name),
                                                 .sign = sign.verify_key(),
                                                 .seal = seal.seal_key()};
  auto as_signed = issue(certificate, of.key);
  return {.sign = std::move(sign), .seal = std::move(seal), .certificate = std::move(certificate), .as_signed = std::move(as_signed)};
}

Person Region::pseudonym(std::string_view name, RoomId const& room) const {
  std::string const words = "pseudonym " + std::string(name);
  auto sign = SigningKey::from_seed(seed_of(words + " sign"));
  auto seal = OpeningKey::from_private(seed_of(words + " seal"));
  LeafCertificate certificate = PseudonymCertificate{.head = head_of_words(words),
                                                     .leaf = id_of<LeafId>(words),
                                                     .room = room,
                                                     .school = "",
                                                     .sign = sign.verify_key(),
                                                     .seal = seal.seal_key()};
  auto as_signed = issue(certificate, service.key);
  return {.sign = std::move(sign), .seal = std::move(seal), .certificate = std::move(certificate), .as_signed = std::move(as_signed)};
}

StatusCertificate Region::status(std::uint64_t n, std::vector<Serial> revoked, TimeMs at) const {
  return {.head = {.serial = id_of<Serial>("status " + std::to_string(n)), .from = at, .to = at + kDayMs},
          .n = n,
          .at = at,
          .revoked = std::move(revoked)};
}

Trust Region::trust() const {
  auto trust = Trust::begin(root_signed, root_key.verify_key()).value();
  for (auto const* organisation : {&service, &school, &gemeente}) trust.add_organisation(organisation->as_signed).value();
  return trust;
}

}  // namespace beraad::crypto::test
