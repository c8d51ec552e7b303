// SPDX-License-Identifier: EUPL-1.2
// The region's file as the operator brings it; what it names is verified, whoever signed it.
#include "server/app/region.hpp"

#include "crypto/json.hpp"
#include "tests/fuzz/object.hpp"

namespace {

using namespace beraad;
using crypto::Json;

Json json_of(app::Region const& region) {
  auto organisations = Json::array();
  for (auto const& each : region.organisations) organisations.push_back(crypto::json_of(each));
  auto bootstrap = Json::array();
  for (auto const& each : region.bootstrap) {
    bootstrap.push_back({{"org", text_of_id(each.org)},
                         {"login", each.login},
                         {"name", each.name},
                         {"functie", "beheerder"},
                         {"code_hash", to_b64u(each.code_hash)},
                         {"expires_at", each.expires_at}});
  }
  return {{"root", crypto::json_of(region.root)}, {"organisations", std::move(organisations)}, {"bootstrap", std::move(bootstrap)}};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const text = crypto::text_of({data, size});
  auto const region = app::decode_region(text);
  if (!region) return 0;
  ++fuzz::accepted;
  auto const value = Json::parse(text);
  fuzz::must(json_of(*region) == value, "decoding loses nothing and adds nothing");
  fuzz::must_want_exactly_its_fields(value, [](std::string_view other) { return app::decode_region(other).has_value(); });
  if (auto const trust = app::trust_of(*region)) {
    fuzz::must(trust->organisations().size() == region->organisations.size(), "the root vouches for every organisation");
  }
  return 0;
}
