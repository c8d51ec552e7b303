// SPDX-License-Identifier: EUPL-1.2
// News about a room or case for everybody in it, each as they may see it.
#pragma once
#include "db/stores.hpp"
#include "server/app/news.hpp"
#include "server/app/outcome.hpp"
#include "server/domain/policy.hpp"

namespace beraad::app {

// room.changed to everybody in it, each as they may see it.
[[nodiscard]] Outcome<Done> tell_changed(domain::Policy const& policy, db::Stores const& stores, db::RoomNo room, News& news);
// case.changed to everybody who may know the case: its schoolteam, and who is in one of its identified rooms. Never to a guest.
[[nodiscard]] Outcome<Done> tell_case(domain::Policy const& policy, db::Stores const& stores, db::Case const& of_case, News& news);

}  // namespace beraad::app
