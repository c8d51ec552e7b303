// SPDX-License-Identifier: EUPL-1.2
// Certificates are valid from a minute ago, so that no clock needs to agree to the millisecond.
#include "tests/support/region.hpp"

#include <chrono>
#include <stdexcept>

#include "crypto/random.hpp"
#include "crypto/recovery_code.hpp"

namespace beraad::test {
namespace {

constexpr TimeMs kMinuteMs = 60'000;
constexpr TimeMs kYearMs = 366 * kDayMs;

crypto::CertificateHead valid_for(TimeMs span_ms) {
  auto const from = now_ms() - kMinuteMs;
  return {crypto::random_id<Serial>(), from, from + span_ms};
}

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error("region: " + std::string(result.error().where));
  return std::move(*result);
}

}  // namespace

TimeMs now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

TestRegion::TestRegion() : root_key_(crypto::SigningKey::generate()), service_key_(crypto::SigningKey::generate()) {
  root_ = crypto::issue(crypto::RootCertificate{valid_for(10 * kYearMs), "proeftuin", root_key_.verify_key()}, root_key_);
  crypto::OrganisationCertificate service;
  service.head = valid_for(5 * kYearMs);
  service.org = crypto::random_id<OrganisationId>();
  service.type = "region";
  service.name = "Regio Proeftuin";
  service.key = service_key_.verify_key();
  service.classes = {crypto::CertificateClass::kPseudonym, crypto::CertificateClass::kStatus};
  service_ = crypto::issue(service, root_key_);
}

TestOrganisation& TestRegion::add(std::string const& word, std::string const& type, std::string const& gemeente) {
  TestOrganisation made{
      word, {}, {}, crypto::SigningKey::generate(), "beheer@" + word, crypto::recovery_code_of(crypto::random_secret<16>())};
  auto& cert = made.certificate;
  cert.head = valid_for(5 * kYearMs);
  cert.org = crypto::random_id<OrganisationId>();
  cert.type = type;
  cert.name = type + " " + word;
  cert.key = made.key.verify_key();
  cert.classes = {crypto::CertificateClass::kMember};
  if (type == "school") cert.classes.push_back(crypto::CertificateClass::kGuest);
  if (!gemeente.empty()) cert.gemeente = organisations_.at(gemeente).certificate.org;
  cert.convenant_from = cert.head.from;
  cert.convenant_to = cert.head.to;
  made.as_signed = crypto::issue(cert, root_key_);
  return organisations_.emplace(word, std::move(made)).first->second;
}

crypto::Trust TestRegion::trust() const {
  auto trust = must(crypto::Trust::begin(root_, root_key_.verify_key()));
  auto const add = [&](crypto::Signed const& each) {
    if (!trust.add_organisation(each)) throw std::runtime_error("region: organisation");
  };
  add(service_);
  for (auto const& [word, organisation] : organisations_) add(organisation.as_signed);
  return trust;
}

std::string TestRegion::root_text() const {
  return to_b64u(root_.b) + "." + to_b64u(root_.s);
}

std::string TestRegion::file() const {
  crypto::Json organisations = crypto::Json::array({crypto::json_of(service_)});
  crypto::Json bootstrap = crypto::Json::array();
  for (auto const& [word, organisation] : organisations_) {
    organisations.push_back(crypto::json_of(organisation.as_signed));
    bootstrap.push_back({{"org", text_of_id(organisation.certificate.org)},
                         {"login", organisation.beheerder_login},
                         {"name", "Beheer van " + word},
                         {"functie", "beheerder"},
                         {"code_hash", to_b64u(crypto::sha256(crypto::view_of(organisation.invitation)))},
                         {"expires_at", now_ms() + kDayMs}});
  }
  return crypto::encode_json({{"root", crypto::json_of(root_)}, {"organisations", organisations}, {"bootstrap", bootstrap}});
}

TestRegion region_of_one_gemeente() {
  TestRegion region;
  region.add("noord", "gemeente");
  return region;
}

}  // namespace beraad::test
