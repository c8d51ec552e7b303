// SPDX-License-Identifier: EUPL-1.2
// The key ceremony of an invented region: a root, the region's own service, and organisations with a beheerder to begin with.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "crypto/certificate.hpp"
#include "crypto/trust.hpp"

namespace beraad::test {

[[nodiscard]] TimeMs now_ms();

struct TestOrganisation {
  std::string word;
  crypto::OrganisationCertificate certificate;
  crypto::Signed as_signed;
  crypto::SigningKey key;
  std::string beheerder_login;
  std::string invitation;  // of the beheerder
};

class TestRegion {
 public:
  TestRegion();
  // `gemeente`: the word of one that was added before, or "".
  TestOrganisation& add(std::string const& word, std::string const& type, std::string const& gemeente = "");

  [[nodiscard]] TestOrganisation& organisation(std::string const& word) { return organisations_.at(word); }
  [[nodiscard]] crypto::SigningKey const& root_key() const noexcept { return root_key_; }
  [[nodiscard]] crypto::SigningKey const& service_key() const noexcept { return service_key_; }
  [[nodiscard]] crypto::Signed const& root() const noexcept { return root_; }
  // What a client with this region's root pinned trusts, before it has a status list.
  [[nodiscard]] crypto::Trust trust() const;
  // The root as it is compiled into a web client.
  [[nodiscard]] std::string root_text() const;
  // As the server reads it.
  [[nodiscard]] std::string file() const;

 private:
  crypto::SigningKey root_key_;
  crypto::SigningKey service_key_;
  crypto::Signed root_;
  crypto::Signed service_;
  std::map<std::string, TestOrganisation> organisations_;
};

// The smallest one that a server starts with.
[[nodiscard]] TestRegion region_of_one_gemeente();

}  // namespace beraad::test
