// SPDX-License-Identifier: EUPL-1.2
// One summary a reader: no two need be the same.
#include "server/app/tell.hpp"

#include <set>

#include "server/app/summaries.hpp"

namespace beraad::app {

Outcome<Done> tell_changed(domain::Policy const& policy, db::Stores const& stores, db::RoomNo room, News& news) {
  auto const members = stores.rooms.accounts(room);
  if (!members) return members.error();
  for (auto const& each : *members) {
    auto summary = room_for(policy, stores, room, each);
    if (!summary) return summary.error();
    news.room_changed(each, std::move(*summary));
  }
  return Done{};
}

Outcome<Done> tell_case(domain::Policy const& policy, db::Stores const& stores, db::Case const& of_case, News& news) {
  auto const rooms = stores.rooms.of_case(of_case.id);
  if (!rooms) return rooms.error();
  std::set<AccountId> to;
  for (auto const& room : *rooms) {
    if (!shows_case(room)) continue;
    auto const members = stores.rooms.members(room.no);
    if (!members) return members.error();
    to.insert(members->begin(), members->end());
  }
  for (auto const& each : to) {
    auto summary = case_for(policy, stores, of_case, each);
    if (!summary) return summary.error();
    news.case_changed(each, std::move(*summary));
  }
  return Done{};
}

}  // namespace beraad::app
