// SPDX-License-Identifier: EUPL-1.2
// Organisations and what the region vouches for: its root and status certificates and every revoked serial.
#pragma once
#include <string>
#include <vector>

#include "crypto/ids.hpp"
#include "crypto/time_ms.hpp"
#include "db/connection.hpp"
#include "db/signed.hpp"

namespace beraad::db {

struct Organisation {
  OrganisationId id;
  std::string type;
  std::string name;
  OrganisationId gemeente;  // of a school: the gemeente it belongs to; zero for none
  Serial serial;
  Signed cert;
};

// "root" and "status" of the region.
enum class RegionCertificate { kRoot = 1, kStatus = 2 };

class Organisations {
 public:
  explicit Organisations(Connection& store) noexcept : store_(store) {}

  [[nodiscard]] Result<Organisation> find(OrganisationId const& id) const;
  [[nodiscard]] Result<std::vector<Organisation>> all() const;
  [[nodiscard]] Result<std::vector<Organisation>> of_type(std::string_view type) const;
  // Adds it, or replaces its certificate.
  [[nodiscard]] Result<void> put(Organisation const& organisation);

  [[nodiscard]] Result<Signed> region(RegionCertificate which) const;
  [[nodiscard]] Result<void> put_region(RegionCertificate which, Signed const& cert);

  [[nodiscard]] Result<void> revoke(Serial const& serial, TimeMs at);
  [[nodiscard]] Result<bool> is_revoked(Serial const& serial) const;
  // In order of serial.
  [[nodiscard]] Result<std::vector<Serial>> revoked() const;

 private:
  Connection& store_;
};

}  // namespace beraad::db
