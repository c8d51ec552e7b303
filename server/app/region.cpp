// SPDX-License-Identifier: EUPL-1.2
// The file may be large (hundreds of organisations), so its limits are wider than those of what peers send.
#include "server/app/region.hpp"

#include <algorithm>

#include "crypto/json.hpp"
#include "crypto/object_reader.hpp"
#include "crypto/vault.hpp"

namespace beraad::app {
namespace {

constexpr crypto::JsonLimits kFileLimits{.max_bytes = 8 * 1024 * 1024, .max_depth = 16, .max_keys = 100'000};
constexpr std::size_t kMostOrganisations = 10'000;
constexpr std::size_t kMostBootstraps = 10'000;
constexpr std::size_t kMaxNameBytes = 200;

Result<Bootstrap> bootstrap_of_json(crypto::Json const& value) {
  crypto::ObjectReader reader(value);
  Bootstrap out;
  out.org = reader.id<OrganisationId>("org");
  out.login = reader.text("login", 64);
  out.name = reader.text("name", kMaxNameBytes);
  reader.constant("functie", "beheerder");
  out.code_hash = reader.bytes32("code_hash");
  out.expires_at = reader.time("expires_at");
  if (!crypto::is_login(out.login) || out.name.empty()) reader.refuse("login");
  if (auto const whole = reader.finish(); !whole) return whole.error();
  return out;
}

}  // namespace

Result<Region> decode_region(std::string_view text) {
  auto const json = crypto::decode_json(text, kFileLimits);
  if (!json) return json.error();
  crypto::ObjectReader reader(*json);
  Region region;
  region.root = reader.take(crypto::signed_of_json(reader.object("root")), "root");
  for (auto const& each : reader.array("organisations", kMostOrganisations))
    region.organisations.push_back(reader.take(crypto::signed_of_json(each), "organisations"));
  for (auto const& each : reader.array("bootstrap", kMostBootstraps))
    region.bootstrap.push_back(reader.take(bootstrap_of_json(each), "bootstrap"));
  if (auto const whole = reader.finish(); !whole) return whole.error();
  return region;
}

Result<crypto::Trust> trust_of(Region const& region) {
  auto const root = crypto::decode_root(region.root.b);
  if (!root) return root.error();
  auto trust = crypto::Trust::begin(region.root, root->key);
  if (!trust) return trust.error();
  for (auto const& each : region.organisations)
    if (auto const added = trust->add_organisation(each); !added) return added.error();
  for (auto const& each : region.bootstrap) {
    auto const& all = trust->organisations();
    if (std::none_of(all.begin(), all.end(), [&](auto const& org) { return org.org == each.org; }))
      return fail(Errc::kMalformed, "a bootstrap account of an organisation that is not in the region");
  }
  return trust;
}

}  // namespace beraad::app
