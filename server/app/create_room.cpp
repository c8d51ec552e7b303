// SPDX-License-Identifier: EUPL-1.2
// A room in a case that is there, one of each kind at a time. Opening the report in which the pupil is known makes the case identified
// (rule 9).
#include <algorithm>

#include "server/app/case_moves.hpp"
#include "server/app/case_records.hpp"
#include "server/app/new_room.hpp"
#include "server/app/relations.hpp"
#include "server/app/summaries.hpp"
#include "server/app/tell.hpp"
#include "server/app/use_cases.hpp"
#include "server/domain/steps.hpp"

namespace beraad::app {
namespace {

bool has_open(std::vector<db::Room> const& rooms, RoomKind kind) {
  return std::any_of(rooms.begin(), rooms.end(), [&](db::Room const& each) { return !each.closed && each.kind == domain::word_of(kind); });
}

// The pupil becomes known to others: the act of rule 9.
bool makes_known(CreateRoom const& command, crypto::LogEntry const& entry) {
  return command.room.kind == RoomKind::kMelding && entry.phase == Phase::kIdentified;
}

// Everything of the case that depends on others' acts, looked at before and again at the moment of writing.
Outcome<CaseSeen> check_case(World const& world, db::Stores const& stores, Me const& me, CreateRoom const& command,
                             crypto::LogEntry const& entry) {
  auto seen = find_known_case(stores, command.of_case, me.id());
  if (!seen) return seen.error();
  auto const facts = case_facts(world.policy, stores, *seen);
  if (!facts) return facts.error();
  if (domain::is_closed(facts->step)) return world.policy.deny(domain::DenialCode::kCaseClosed).denial();
  if (entry.basis.step != static_cast<std::uint64_t>(domain::number_of(facts->step))) return Fault::kStepDiffers;
  auto const may = domain::may_open_now(world.policy, *facts, command.room.kind, entry.phase);
  if (!may.allowed()) return may.decision.denial();
  auto rooms = seen->rooms;
  // The report in which the pupil is known takes the place of the anonymous one.
  if (makes_known(command, entry))
    std::erase_if(rooms, [](db::Room const& each) { return each.phase != domain::word_of(Phase::kIdentified); });
  if (!has_open(rooms, command.room.kind)) return seen;
  if (command.room.kind == RoomKind::kConsult) return Fault::kConsultOpen;
  return command.room.kind == RoomKind::kMelding ? Fault::kReportOpen : Fault::kRoomOpen;
}

// For good; nobody writes in the anonymous report any more.
Outcome<Done> become_known(db::Stores& stores, CaseSeen& seen) {
  seen.record.phase = domain::word_of(Phase::kIdentified);
  if (auto const moved = stores.cases.move(seen.record.id, seen.record.step, seen.record.phase); !moved) return moved.error();
  for (auto const& room : seen.rooms) {
    if (room.kind != domain::word_of(RoomKind::kMelding) || room.closed) continue;
    if (auto const closed = stores.rooms.close(room.no); !closed) return closed.error();
  }
  return Done{};
}

}  // namespace

Outcome<PreparedRoom> prepare(World const& world, db::Stores const& stores, Me const& me, CreateRoom const& command) {
  // Before the entry is looked at: to whoever may not know the case, every entry is the same.
  if (auto const seen = find_known_case(stores, command.of_case, me.id()); !seen) return seen.error();
  if (world.policy.room(command.room.kind).begins_case) return world.policy.deny(domain::DenialCode::kNotYoursToOpen).denial();
  auto prepared = prepare_room(world, command.room);
  if (!prepared) return prepared.error();
  auto const& entry = prepared->entry.verified.entry;
  bool const names_case = world.policy.room(command.room.kind).names_case;
  if (entry.case_id != (names_case ? command.of_case : CaseId{})) return world.policy.deny(domain::DenialCode::kEntryMalformed).denial();
  if (auto const seen = check_case(world, stores, me, command, entry); !seen) return seen.error();
  return prepared;
}

Outcome<RoomSummary> commit(World const& world, db::Stores& stores, Me const& me, CreateRoom const& command, PreparedRoom const& prepared,
                            News& news) {
  auto const& verified = prepared.entry.verified;
  auto seen = check_case(world, stores, me, command, verified.entry);
  if (!seen) return seen.error();
  if (!seen->schoolteam) return Fault::kInternal;
  auto team = stores.rooms.accounts(seen->schoolteam->no);
  if (!team) return team.error();
  auto const circle = circle_of(world, seen->record.school, std::move(*team));
  if (!circle) return circle.error();
  auto const joining = who_joins(world, stores, me, *circle, std::nullopt, verified);
  if (!joining) return joining.error();
  if (auto const mine = author_is(world, me, verified.entry, *joining); !mine) return mine.error();
  auto const& rules = world.policy.room(command.room.kind);
  if (auto const free = check_relations(world, stores, seen->record.id, command.room.room, rules, *joining); !free) return free.error();

  bool const known_now = makes_known(command, verified.entry);
  if (known_now)
    if (auto const known = become_known(stores, *seen); !known) return known.error();
  // What opening the room does to the case, for all of its rooms that are there already.
  auto const before = domain::of_word<Step>(seen->record.step).value_or(Step::k1);
  auto const step = domain::step_after_opening(world.policy, command.room.kind, before);
  if (step != before)
    if (auto const moved = move_case(stores, *seen, step); !moved) return moved.error();
  RoomPlace const place{seen->record.id, seen->record.school, domain::number_of(step), me.id()};
  auto const room = write_room(world, stores, place, command.room, prepared, *joining, news);
  if (!room) return room.error();
  bool const all_changed = step != before || known_now;
  auto const told = all_changed ? tell_moved(world.policy, stores, *seen, news) : tell_case(world.policy, stores, seen->record, news);
  if (!told) return told.error();
  return room_for(world.policy, stores, *room, me.id());
}

}  // namespace beraad::app
