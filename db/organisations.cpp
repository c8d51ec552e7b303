// SPDX-License-Identifier: EUPL-1.2
// Tables organisation, region_certificate and revocation.
#include "db/organisations.hpp"

#include "db/outcome.hpp"

namespace beraad::db {
namespace {

Organisation read_organisation(Row& row) {
  Organisation o;
  row.into(o.id, o.type, o.name, o.gemeente, o.serial, o.cert.b, o.cert.s);
  return o;
}

Signed read_signed(Row& row) {
  Signed object;
  row.into(object.b, object.s);
  return object;
}

Serial read_serial(Row& row) {
  Serial serial;
  row.into(serial);
  return serial;
}

}  // namespace

Result<Organisation> Organisations::find(OrganisationId const& id) const {
  return store_.one("SELECT id, type, name, gemeente, serial, cert_b, cert_s FROM organisation WHERE id = ?1", read_organisation, id);
}

Result<std::vector<Organisation>> Organisations::all() const {
  return store_.all("SELECT id, type, name, gemeente, serial, cert_b, cert_s FROM organisation ORDER BY type, name", read_organisation);
}

Result<std::vector<Organisation>> Organisations::of_type(std::string_view type) const {
  return store_.all("SELECT id, type, name, gemeente, serial, cert_b, cert_s FROM organisation WHERE type = ?1 ORDER BY name",
                    read_organisation, type);
}

Result<void> Organisations::put(Organisation const& o) {
  return done(
      store_.run("INSERT INTO organisation(id, type, name, gemeente, serial, cert_b, cert_s) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) "
                 "ON CONFLICT(id) DO UPDATE SET type = ?2, name = ?3, gemeente = ?4, serial = ?5, cert_b = ?6, cert_s = ?7",
                 o.id, o.type, o.name, o.gemeente, o.serial, o.cert.b, o.cert.s));
}

Result<Signed> Organisations::region(RegionCertificate which) const {
  return store_.one("SELECT b, s FROM region_certificate WHERE kind = ?1", read_signed, which);
}

Result<void> Organisations::put_region(RegionCertificate which, Signed const& cert) {
  return done(store_.run("INSERT INTO region_certificate(kind, b, s) VALUES (?1, ?2, ?3) ON CONFLICT(kind) DO UPDATE SET b = ?2, s = ?3",
                         which, cert.b, cert.s));
}

Result<void> Organisations::revoke(Serial const& serial, TimeMs at) {
  return done(store_.run("INSERT INTO revocation(serial, at) VALUES (?1, ?2) ON CONFLICT(serial) DO NOTHING", serial, at));
}

Result<bool> Organisations::is_revoked(Serial const& serial) const {
  return store_.value<bool>("SELECT EXISTS(SELECT 1 FROM revocation WHERE serial = ?1)", serial);
}

Result<std::vector<Serial>> Organisations::revoked() const {
  return store_.all("SELECT serial FROM revocation ORDER BY serial", read_serial);
}

}  // namespace beraad::db
