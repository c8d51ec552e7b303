// SPDX-License-Identifier: EUPL-1.2
// Certificates to and from their JSON bytes: exactly the fields of protocol.md section 3.
#include <algorithm>

#include "crypto/certificate.hpp"
#include "crypto/object_reader.hpp"

namespace beraad::crypto {
namespace {

std::string id_or_empty(View id, bool is_empty) {
  return is_empty ? std::string{} : to_b64u(id);
}

Json start(std::string_view kind, CertificateHead const& head) {
  return {{"v", 1}, {"kind", kind}, {"serial", text_of_id(head.serial)}, {"from", head.from}, {"to", head.to}};
}

Bytes bytes_of(Json const& value) {
  return copy_of(view_of(encode_json(value)));
}

CertificateHead read_head(ObjectReader& reader, std::string_view kind, TimeMs max_span) {
  reader.constant("v", 1);
  reader.constant("kind", kind);
  CertificateHead head{.serial = reader.id<Serial>("serial"), .from = reader.time("from"), .to = reader.time("to")};
  if (head.to - head.from > max_span) reader.refuse("to");
  return head;
}

constexpr TimeMs kNoLimit = static_cast<TimeMs>(kMaxInteger);

VerifyKey read_verify_key(ObjectReader& reader, std::string_view name) {
  return {reader.bytes32(name)};
}
SealKey read_seal_key(ObjectReader& reader) {
  return {reader.bytes32("seal")};
}

std::vector<CertificateClass> read_classes(ObjectReader& reader, std::string_view type) {
  std::vector<CertificateClass> out;
  for (auto const& element : reader.array("classes", 4)) {
    auto const* const word = element.get_ptr<std::string const*>();
    bool found = false;
    for (auto const klass :
         {CertificateClass::kMember, CertificateClass::kGuest, CertificateClass::kPseudonym, CertificateClass::kStatus}) {
      if (word == nullptr || *word != word_of(klass)) continue;
      bool const of_region = klass == CertificateClass::kPseudonym || klass == CertificateClass::kStatus;
      if ((of_region && type != "region") || (klass == CertificateClass::kGuest && type != "school")) continue;
      out.push_back(klass);
      found = true;
    }
    if (!found) reader.refuse("classes");
  }
  return out;
}

GuestClass read_guest_class(ObjectReader& reader) {
  auto const klass = guest_class_of(reader.word("class"));
  if (!klass) reader.refuse("class");
  return klass.value_or(GuestClass::kOuder);
}

template <class T>
Result<T> finished(ObjectReader const& reader, T certificate) {
  if (auto const read = reader.finish(); !read) return read.error();
  return certificate;
}

Result<Json> decode_body(View b) {
  if (b.size() > kMaxSignedBytes) return fail(Errc::kMalformed, "certificate");
  return decode_json(text_of(b));
}

MemberCertificate read_member(ObjectReader& reader) {
  return {.head = read_head(reader, "member", kMaxLeafCertificateMs),
          .account = reader.id<AccountId>("account"),
          .org = reader.id<OrganisationId>("org"),
          .functie = reader.word("functie"),
          .name = reader.text("name"),
          .sign = read_verify_key(reader, "sign"),
          .seal = read_seal_key(reader)};
}

GuestCertificate read_guest(ObjectReader& reader) {
  return {.head = read_head(reader, "guest", kMaxLeafCertificateMs),
          .account = reader.id<AccountId>("account"),
          .org = reader.id<OrganisationId>("org"),
          .klass = read_guest_class(reader),
          .case_id = reader.id<CaseId>("case"),
          .name = reader.text("name"),
          .sign = read_verify_key(reader, "sign"),
          .seal = read_seal_key(reader)};
}

PseudonymCertificate read_pseudonym(ObjectReader& reader) {
  reader.constant("label", kPseudonymLabel);
  return {.head = read_head(reader, "pseudonym", kMaxLeafCertificateMs),
          .leaf = reader.id<LeafId>("leaf"),
          .room = reader.id<RoomId>("room"),
          .school = reader.text("school"),
          .sign = read_verify_key(reader, "sign"),
          .seal = read_seal_key(reader)};
}

}  // namespace

Bytes encode(RootCertificate const& c) {
  auto out = start("root", c.head);
  out["region"] = c.region;
  out["key"] = to_b64u(c.key.bytes);
  return bytes_of(out);
}

Bytes encode(OrganisationCertificate const& c) {
  auto out = start("org", c.head);
  auto classes = Json::array();
  for (auto const klass : c.classes) classes.push_back(word_of(klass));
  out["org"] = text_of_id(c.org);
  out["type"] = c.type;
  out["name"] = c.name;
  out["key"] = to_b64u(c.key.bytes);
  out["classes"] = std::move(classes);
  out["gemeente"] = id_or_empty(c.gemeente.view(), c.gemeente.is_zero());
  out["convenant_from"] = c.convenant_from;
  out["convenant_to"] = c.convenant_to;
  return bytes_of(out);
}

Bytes encode(MemberCertificate const& c) {
  auto out = start("member", c.head);
  out["account"] = text_of_id(c.account);
  out["org"] = text_of_id(c.org);
  out["functie"] = c.functie;
  out["name"] = c.name;
  out["sign"] = to_b64u(c.sign.bytes);
  out["seal"] = to_b64u(c.seal.bytes);
  return bytes_of(out);
}

Bytes encode(GuestCertificate const& c) {
  auto out = start("guest", c.head);
  out["account"] = text_of_id(c.account);
  out["org"] = text_of_id(c.org);
  out["class"] = word_of(c.klass);
  out["case"] = text_of_id(c.case_id);
  out["name"] = c.name;
  out["sign"] = to_b64u(c.sign.bytes);
  out["seal"] = to_b64u(c.seal.bytes);
  return bytes_of(out);
}

Bytes encode(PseudonymCertificate const& c) {
  auto out = start("pseudonym", c.head);
  out["leaf"] = text_of_id(c.leaf);
  out["room"] = text_of_id(c.room);
  out["label"] = kPseudonymLabel;
  out["school"] = c.school;
  out["sign"] = to_b64u(c.sign.bytes);
  out["seal"] = to_b64u(c.seal.bytes);
  return bytes_of(out);
}

Bytes encode(StatusCertificate const& c) {
  auto out = start("status", c.head);
  auto revoked = Json::array();
  for (auto const& serial : c.revoked) revoked.push_back(text_of_id(serial));
  out["n"] = c.n;
  out["at"] = c.at;
  out["revoked"] = std::move(revoked);
  return bytes_of(out);
}

Bytes encode(LeafCertificate const& certificate) {
  return std::visit([](auto const& c) { return encode(c); }, certificate);
}

Result<RootCertificate> decode_root(View b) {
  auto const value = decode_body(b);
  if (!value) return value.error();
  ObjectReader reader(*value);
  return finished(
      reader,
      RootCertificate{.head = read_head(reader, "root", kNoLimit), .region = reader.word("region"), .key = read_verify_key(reader, "key")});
}

Result<OrganisationCertificate> decode_organisation(View b) {
  auto const value = decode_body(b);
  if (!value) return value.error();
  ObjectReader reader(*value);
  OrganisationCertificate out{.head = read_head(reader, "org", kNoLimit),
                              .org = reader.id<OrganisationId>("org"),
                              .type = reader.word("type"),
                              .name = reader.text("name"),
                              .key = read_verify_key(reader, "key")};
  out.classes = read_classes(reader, out.type);
  out.gemeente = reader.id_or_empty<OrganisationId>("gemeente");
  out.convenant_from = reader.time("convenant_from");
  out.convenant_to = reader.time("convenant_to");
  return finished(reader, std::move(out));
}

Result<StatusCertificate> decode_status(View b) {
  auto const value = decode_body(b);
  if (!value) return value.error();
  ObjectReader reader(*value);
  StatusCertificate out{.head = read_head(reader, "status", kMaxStatusMs), .n = reader.integer("n"), .at = reader.time("at")};
  if (out.at != out.head.from) reader.refuse("at");
  for (auto const& element : reader.array("revoked", kMaxSignedBytes)) {
    auto const* const text = element.get_ptr<std::string const*>();
    out.revoked.push_back(reader.take(id_of_text<Serial>(text == nullptr ? std::string_view{} : *text), "revoked"));
  }
  return finished(reader, std::move(out));
}

Result<LeafCertificate> decode_leaf_certificate(View b) {
  auto const value = decode_body(b);
  if (!value) return value.error();
  ObjectReader reader(*value);
  auto const kind = value->is_object() ? value->value("kind", Json{}) : Json{};
  if (kind == "member") return finished(reader, LeafCertificate(read_member(reader)));
  if (kind == "guest") return finished(reader, LeafCertificate(read_guest(reader)));
  if (kind == "pseudonym") return finished(reader, LeafCertificate(read_pseudonym(reader)));
  return fail(Errc::kMalformed, "kind");
}

}  // namespace beraad::crypto
