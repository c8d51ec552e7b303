// SPDX-License-Identifier: EUPL-1.2
// certificates.json
#include "crypto/encoding.hpp"
#include "fixture_region.hpp"
#include "vector_writer.hpp"
#include "vector_writer_json.hpp"

namespace beraad::crypto::test {
namespace {

// A leaf certificate with one field replaced, signed again by its issuer.
Signed bent(Person const& person, Organisation const& issuer, SignedKind kind, std::string const& field, Json const& value) {
  auto body = decode_json(text_of(person.as_signed.b)).value();
  if (value.is_null())
    body.erase(field);
  else
    body[field] = value;
  return sign_object(issuer.key, kind, copy_of(view_of(encode_json(body))));
}

void authorities(VectorFile& file, Region const& region, Json const& trust) {
  Json const root = {{"root", trust.at("root")}, {"pinned", trust.at("pinned")}, {"now", kNow}};
  file.add("a root", "root", root);
  file.refuse("a root that is not the pinned one", "root", with(root, {{"pinned", to_hex(region.school.certificate.key.bytes)}}));
  file.refuse("a root before its time", "root", with(root, {{"now", region.root.head.from - 1}}));
  file.refuse("a root after its time", "root", with(root, {{"now", region.root.head.to}}));

  auto const org = [&](Organisation const& organisation) { return with(root, {{"org", signed_json(organisation.as_signed)}}); };
  file.add("a school", "org", org(region.school));
  file.add("the region's service", "org", org(region.service));
  file.refuse("a gemeente with guests", "org", org(region.organisation("gemeente", {CertificateClass::kGuest})));
  file.refuse("a school with pseudonyms", "org", org(region.organisation("school", {CertificateClass::kPseudonym})));
  file.refuse("a school with a status", "org", org(region.organisation("school", {CertificateClass::kStatus})));
  file.refuse("a school after its time", "org", with(org(region.school), {{"now", region.school.certificate.head.to}}));
  file.refuse("a school signed by a gemeente", "org",
              with(root, {{"org", signed_json(issue(region.school.certificate, region.gemeente.key))}}));

  auto const status = [&](Signed const& list) { return with(trust, {{"status", signed_json(list)}, {"now", kNow}}); };
  auto const list = region.status(3, {id_of<Serial>("one"), id_of<Serial>("two")});
  file.add("a status", "status", status(issue(list, region.service.key)));
  file.refuse("a status by a school", "status", status(issue(list, region.school.key)));
  file.refuse("a status of the day before yesterday", "status", status(issue(region.status(3, {}, kNow - 2 * kDayMs), region.service.key)));
  auto longer = list;
  longer.head.to += 1;
  file.refuse("a status for longer than a day", "status", status(issue(longer, region.service.key)));
}

void leaves(VectorFile& file, Region const& region, Json const& trust) {
  auto const case_id = id_of<CaseId>("case");
  auto const member = region.member(region.school, "Anouk", "zorgcoordinator");
  auto const guest = region.guest(region.school, "Rian", GuestClass::kOuder, case_id);
  auto const pseudonym = region.pseudonym("Dana", id_of<RoomId>("room"));
  auto const leaf = [&](Signed const& certificate, TimeMs now = kNow) {
    return with(trust, {{"status", nullptr}, {"cert", signed_json(certificate)}, {"now", now}});
  };
  file.add("a member", "leaf", leaf(member.as_signed));
  file.add("a member of the gemeente", "leaf", leaf(region.member(region.gemeente, "Bram", "aandachtsfunctionaris").as_signed));
  file.add("a parent", "leaf", leaf(guest.as_signed));
  file.add("a pupil", "leaf", leaf(region.guest(region.school, "Sam", GuestClass::kLeerling, case_id).as_signed));
  file.add("a pseudonym", "leaf", leaf(pseudonym.as_signed));
  auto const head = head_of(member.certificate);
  file.add("a member in the last millisecond", "leaf", leaf(member.as_signed, head.to - 1));
  file.refuse("a member after the time", "leaf", leaf(member.as_signed, head.to));
  file.refuse("a member before the time", "leaf", leaf(member.as_signed, head.from - 1));

  auto const status = [&](std::vector<Serial> revoked) {
    return Json{{"status", signed_json(issue(region.status(1, std::move(revoked)), region.service.key))}};
  };
  file.add("a member with somebody else revoked", "leaf", with(leaf(member.as_signed), status({id_of<Serial>("other")})));
  file.refuse("a revoked member", "leaf", with(leaf(member.as_signed), status({head.serial})));
  file.refuse("a member of a revoked school", "leaf", with(leaf(member.as_signed), status({region.school.certificate.head.serial})));

  file.refuse("a member signed by another organisation", "leaf", leaf(issue(member.certificate, region.gemeente.key)));
  file.refuse("a guest of a gemeente", "leaf", leaf(region.guest(region.gemeente, "Rian", GuestClass::kOuder, case_id).as_signed));
  file.refuse("a pseudonym signed by a school", "leaf", leaf(issue(pseudonym.certificate, region.school.key)));
  file.refuse("a member signed as a guest", "leaf", leaf(sign_object(region.school.key, SignedKind::kGuest, member.as_signed.b)));
  file.refuse("a root's certificate as a leaf", "leaf", leaf(region.root_signed));
  auto changed = member.as_signed;
  changed.b[20] = static_cast<Byte>(changed.b[20] ^ 1);
  file.refuse("a member with a flipped bit", "leaf", leaf(changed));

  auto const bend = [&](std::string const& field, Json const& value) {
    return leaf(bent(member, region.school, SignedKind::kMember, field, value));
  };
  file.add("a member signed again", "leaf", bend("name", "Anouk de Vries"));
  file.refuse("a member with an unknown field", "leaf", bend("extra", ""));
  file.refuse("a member without a name", "leaf", bend("name", nullptr));
  file.refuse("a member of version 2", "leaf", bend("v", 2));
  file.refuse("a member for more than 396 days", "leaf", bend("to", head.from + kMaxLeafCertificateMs + 1));
  file.refuse("a member with a key of small order", "leaf", bend("sign", to_b64u(Array<32>{})));
  file.refuse("a member with a short key", "leaf", bend("seal", "AAAA"));
  file.refuse("a member with a padded id", "leaf", bend("account", text_of_id(id_of<AccountId>("x")) + "=="));
  file.refuse("a guest of another class", "leaf", leaf(bent(guest, region.school, SignedKind::kGuest, "class", "oom")));
  file.refuse("a pseudonym with another label", "leaf", leaf(bent(pseudonym, region.service, SignedKind::kPseudonym, "label", "school")));
  auto twice = text_of(member.as_signed.b);
  auto const duplicate = std::string(twice.substr(0, twice.size() - 1)) + R"(,"v":1})";
  file.refuse("a member with a duplicate key", "leaf",
              leaf(sign_object(region.school.key, SignedKind::kMember, copy_of(view_of(duplicate)))));
}

}  // namespace

void write_certificates() {
  VectorFile file("certificates");
  Region const region;
  auto const trust = trust_json(region);
  authorities(file, region, trust);
  leaves(file, region, trust);
  file.write();
}

}  // namespace beraad::crypto::test
