// SPDX-License-Identifier: EUPL-1.2
// How the shared vectors write what the protocol has (tests/vectors/shared/README.md).
#pragma once
#include "crypto/encoding.hpp"
#include "fixture_room.hpp"

namespace beraad::crypto::test {

[[nodiscard]] inline Json signed_json(Signed const& object) {
  return {{"b", to_hex(object.b)}, {"s", to_hex(object.s)}};
}

// root, pinned and orgs, as most operations take them.
[[nodiscard]] inline Json trust_json(Region const& region) {
  Json orgs = Json::array();
  for (auto const* organisation : {&region.service, &region.school, &region.gemeente}) orgs.push_back(signed_json(organisation->as_signed));
  return {{"root", signed_json(region.root_signed)}, {"pinned", to_hex(region.root.key.bytes)}, {"orgs", std::move(orgs)}};
}

[[nodiscard]] inline Json entry_json(SentEntry const& written) {
  Json certificates = Json::array();
  for (auto const& certificate : written.certificates) certificates.push_back(signed_json(certificate));
  return {{"entry", signed_json(written.entry)}, {"certs", std::move(certificates)}};
}

[[nodiscard]] inline Json box_json(Box const& box) {
  return {{"leaf", to_hex(box.leaf.view())}, {"enc", to_hex(box.enc)}, {"ct", to_hex(box.ct)}};
}

[[nodiscard]] inline Json item_json(Item const& item) {
  return {{"h", to_hex(item.h)}, {"k", to_hex(item.k)}, {"c", to_hex(item.c)}, {"s", to_hex(item.s)}};
}

[[nodiscard]] inline Json roster_json(std::initializer_list<Person const*> people) {
  Json out = Json::array();
  for (auto const* person : people)
    out.push_back({{"leaf", to_hex(person->leaf().view())}, {"sign", to_hex(person->sign.verify_key().bytes)}});
  return out;
}

}  // namespace beraad::crypto::test
