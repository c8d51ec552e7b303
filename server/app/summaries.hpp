// SPDX-License-Identifier: EUPL-1.2
// Rooms and cases as one account may see them. Nothing in a summary names the account behind a pseudonym to anybody else.
#pragma once
#include <optional>

#include "db/stores.hpp"
#include "server/app/outcome.hpp"
#include "server/app/shapes.hpp"
#include "server/domain/policy.hpp"

namespace beraad::app {

// While a room is anonymous the case's id is told to the case's own school only. A guest is told no step of the case but those of the room
// itself: that it went on, to the gemeente or elsewhere, is the school's to say.
[[nodiscard]] Outcome<RoomSummary> summary_of(domain::Policy const& policy, db::RoomView const& view, db::Account const& reader);

// Whoever is in this room as a member of an organisation may know its case: the schoolteam, and where the pupil is known.
[[nodiscard]] bool shows_case(db::Room const& room);

// As this account sees them. kNotFound when it is not in the room.
[[nodiscard]] Outcome<RoomSummary> room_for(domain::Policy const& policy, db::Stores const& stores, db::RoomNo room,
                                            AccountId const& reader);
[[nodiscard]] Outcome<CaseSummary> case_for(domain::Policy const& policy, db::Stores const& stores, db::Case const& of_case,
                                            AccountId const& reader);

// The schoolteam is the case's circle: whoever is in it now may know the case. kNotFound otherwise, and when there is no such case. What a
// partner passed on has no schoolteam, and is a case to nobody.
struct CaseSeen {
  db::Case record;
  std::optional<db::Room> schoolteam;
  std::vector<db::Room> rooms;  // all of the case's, also those the reader is not in
};
[[nodiscard]] Outcome<CaseSeen> find_case(db::Stores const& stores, CaseId const& id, AccountId const& reader);
// The same for whoever is in the schoolteam or in a room of the case in which the pupil is known.
[[nodiscard]] Outcome<CaseSeen> find_known_case(db::Stores const& stores, CaseId const& id, AccountId const& reader);
// The same whoever asks: for judging what somebody does in one of the case's rooms. Nothing of it is told to them.
[[nodiscard]] Outcome<CaseSeen> case_around(db::Stores const& stores, db::Room const& room);

// The room and the reader's place in it now; kNotFound alike when there is no such room and when the reader is not in it.
struct RoomSeen {
  db::Room room;
  db::Leaf leaf;
};
[[nodiscard]] Outcome<RoomSeen> find_room(db::Stores const& stores, RoomId const& id, AccountId const& reader);

}  // namespace beraad::app
