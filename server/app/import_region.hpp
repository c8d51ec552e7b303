// SPDX-License-Identifier: EUPL-1.2
// What happens before the first call: the region's file becomes part of the store. Waits for the writer.
#pragma once
#include "crypto/ed25519.hpp"
#include "db/writer.hpp"
#include "server/app/authority.hpp"
#include "server/app/region.hpp"

namespace beraad::app {

// Organisations are added or renewed, bootstrap accounts invited where there is none of that login, the status list renewed when it is due.
// kNotFound when region_key is the key of no organisation of type `region` that is valid now.
[[nodiscard]] Result<AuthorityNow> import_region(db::Writer& writer, Region const& region, crypto::SigningKey const& region_key,
                                                 TimeMs now);

}  // namespace beraad::app
