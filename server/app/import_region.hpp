// SPDX-License-Identifier: EUPL-1.2
// What happens before the first call: the region's file becomes part of the store. Waits for the writer.
#pragma once
#include "crypto/ed25519.hpp"
#include "db/writer.hpp"
#include "server/app/authority.hpp"
#include "server/app/region.hpp"

namespace beraad::app {

// The region holds by itself, and the key is of an organisation of type `region` in it that is valid now; otherwise kNotFound. Touches no
// store.
[[nodiscard]] Result<crypto::Trust> trust_of_service(Region const& region, crypto::SigningKey const& region_key, TimeMs now);

// Organisations are added or renewed, bootstrap accounts invited where there is none of that login, the status list renewed when it is due.
// Refuses what trust_of_service() refuses.
[[nodiscard]] Result<AuthorityNow> import_region(db::Writer& writer, Region const& region, crypto::SigningKey const& region_key,
                                                 TimeMs now);

}  // namespace beraad::app
