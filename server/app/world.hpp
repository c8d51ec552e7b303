// SPDX-License-Identifier: EUPL-1.2
// What every use case may look at besides the store: the rules, the region, the time of the call and the server's own secrets.
#pragma once
#include "crypto/ed25519.hpp"
#include "crypto/secret.hpp"
#include "crypto/time_ms.hpp"
#include "server/app/authority.hpp"
#include "server/app/room_states.hpp"
#include "server/domain/policy.hpp"

namespace beraad::app {

struct World {
  domain::Policy const& policy;
  domain::PolicyHash const& policy_hash;
  AuthorityNow authority;
  crypto::Secret32 const& pepper;
  crypto::SigningKey const& region_key;
  RoomStates& rooms;
  TimeMs now = 0;

  [[nodiscard]] crypto::Trust const& trust() const noexcept { return authority->trust; }
};

}  // namespace beraad::app
