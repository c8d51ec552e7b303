// SPDX-License-Identifier: EUPL-1.2
// One summary a reader: no two need be the same.
#include "server/app/tell.hpp"

#include "server/app/summaries.hpp"

namespace beraad::app {

Outcome<Done> tell_changed(db::Stores const& stores, db::RoomNo room, News& news) {
  auto const members = stores.rooms.accounts(room);
  if (!members) return members.error();
  for (auto const& each : *members) {
    auto summary = room_for(stores, room, each);
    if (!summary) return summary.error();
    news.room_changed(each, std::move(*summary));
  }
  return Done{};
}

Outcome<Done> tell_case(db::Stores const& stores, db::Case const& of_case, db::RoomNo schoolteam, News& news) {
  auto const members = stores.rooms.accounts(schoolteam);
  if (!members) return members.error();
  for (auto const& each : *members) {
    auto summary = case_for(stores, of_case, each);
    if (!summary) return summary.error();
    news.case_changed(each, std::move(*summary));
  }
  return Done{};
}

}  // namespace beraad::app
