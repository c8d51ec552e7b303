// SPDX-License-Identifier: EUPL-1.2
// An invented region, the same at every run: a root, a school, a gemeente, the region's own service and whoever a test asks for.
#pragma once
#include <string>
#include <vector>

#include "crypto/random.hpp"
#include "crypto/trust.hpp"

namespace beraad::crypto::test {

inline constexpr TimeMs kNow = 1'770'000'000'000;

// 32 bytes, and ids, that only depend on the words.
[[nodiscard]] Secret32 seed_of(std::string_view words);
[[nodiscard]] Array<32> bytes_of(std::string_view words);
template <class I>
[[nodiscard]] I id_of(std::string_view words) {
  auto const bytes = bytes_of(words);
  I id;
  std::copy_n(bytes.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

struct Organisation {
  OrganisationCertificate certificate{};
  SigningKey key;
  Signed as_signed{};
};

struct Person {
  SigningKey sign;
  OpeningKey seal;
  LeafCertificate certificate;
  Signed as_signed;
  [[nodiscard]] LeafId leaf() const { return leaf_of(certificate); }
  [[nodiscard]] Hash cert_hash() const { return certificate_hash(as_signed); }
};

class Region {
 public:
  Region();

  [[nodiscard]] Organisation organisation(std::string_view type, std::vector<CertificateClass> classes) const;
  [[nodiscard]] Person member(Organisation const& of, std::string_view name, std::string_view functie) const;
  [[nodiscard]] Person guest(Organisation const& of, std::string_view name, GuestClass klass, CaseId const& case_id) const;
  [[nodiscard]] Person pseudonym(std::string_view name, RoomId const& room) const;
  [[nodiscard]] StatusCertificate status(std::uint64_t n, std::vector<Serial> revoked, TimeMs at = kNow - 1000) const;
  // The root and the three organisations, no status yet.
  [[nodiscard]] Trust trust() const;

  SigningKey root_key;
  RootCertificate root;
  Signed root_signed;
  Organisation service;
  Organisation school;
  Organisation gemeente;
};

}  // namespace beraad::crypto::test
