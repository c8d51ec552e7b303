// SPDX-License-Identifier: EUPL-1.2
// A school opens a case (rules 1 and 2), or a partner passes on a signal (rule 8): the case, its first room and what is written down first,
// at once.
#include <algorithm>

#include "server/app/new_room.hpp"
#include "server/app/summaries.hpp"
#include "server/app/tell.hpp"
#include "server/app/use_cases.hpp"
#include "server/domain/steps.hpp"

namespace beraad::app {
namespace {

constexpr int kReferenceTries = 8;

// Who may open which room is the rules' to say, when the entry is judged; this is who may begin a case at all.
Outcome<Done> may_open_case(World const& world, Me const& me, RoomKind kind) {
  if (world.policy.is_contentless(me.account.functie)) return world.policy.deny(domain::DenialCode::kContentlessFunctie).denial();
  auto const organisation = organisation_of(world, me.account);
  if (!organisation) return organisation.error();
  bool const member = me.account.account_class == "member" && me.is_active();
  if (!member || (kind == RoomKind::kSchoolteam && organisation->type != "school")) return Fault::kOnlySchool;
  return Done{};
}

// The one step at which such a room is opened.
int first_step(World const& world, RoomKind kind) {
  return world.policy.room(kind).openings.front().steps.front();
}

// A case that is closed, of whose schoolteam one is; and nobody was earlier.
Outcome<Done> may_continue(db::Stores const& stores, Me const& me, CaseId const& id) {
  auto const earlier = find_case(stores, id, me.id());
  if (!earlier) return earlier.error();
  auto const step = domain::of_word<Step>(earlier->record.step);
  if (!step) return Fault::kInternal;
  if (!domain::is_closed(*step)) return Fault::kCaseNotClosed;
  auto const after = stores.cases.after(id);
  if (after) return Fault::kCaseContinued;
  if (after.error().code != Errc::kNotFound) return after.error();
  return Done{};
}

Outcome<db::Case> add_case(World const& world, db::Stores& stores, Me const& me, OpenCase const& command, Phase phase) {
  auto const taken = stores.cases.find(command.id);
  if (taken) return Fault::kCaseExists;
  if (taken.error().code != Errc::kNotFound) return taken.error();
  db::Case record;
  record.id = command.id;
  record.school = me.account.org;
  record.lead = account_of(command.lead);
  record.step = std::to_string(first_step(world, command.room.kind));
  record.phase = domain::word_of(phase);
  record.age_band = domain::word_of(command.age_band);
  record.opened_by = me.id();
  record.opened_at = world.now;
  if (!command.continues.is_zero()) {
    if (command.room.kind != RoomKind::kSchoolteam) return Fault::kBadRequest;
    if (auto const may = may_continue(stores, me, command.continues); !may) return may.error();
    record.continues = command.continues;
  }
  for (int i = 0; i < kReferenceTries; ++i) {
    record.reference = random_reference();
    auto const added = stores.cases.add(record);
    if (added) return record;
    if (added.error().code != Errc::kConflict) return added.error();
  }
  return Fault::kInternal;
}

}  // namespace

Outcome<PreparedRoom> prepare(World const& world, db::Stores const&, Me const& me, OpenCase const& command) {
  if (auto const may = may_open_case(world, me, command.room.kind); !may) return may.error();
  auto const& rules = world.policy.room(command.room.kind);
  if (!rules.begins_case) return Fault::kBadRequest;
  auto prepared = prepare_room(world, command.room);
  if (!prepared) return prepared.error();
  auto const& entry = prepared->entry.verified.entry;
  if (entry.case_id != (rules.names_case ? command.id : CaseId{})) return world.policy.deny(domain::DenialCode::kEntryMalformed).denial();
  // A case begins anonymous; what names the pupil to others needs a ground (rule 9).
  if (entry.phase != Phase::kAnonymous) return world.policy.deny(domain::DenialCode::kPhaseNotAllowed).denial();
  if (entry.basis.step != static_cast<std::uint64_t>(first_step(world, command.room.kind))) return Fault::kStepDiffers;
  return prepared;
}

Outcome<CaseOpened> commit(World const& world, db::Stores& stores, Me const& me, OpenCase const& command, PreparedRoom const& prepared,
                           News& news) {
  auto const& verified = prepared.entry.verified;
  auto const circle = circle_of(world, me.account.org, {});
  if (!circle) return circle.error();
  auto const joining = who_joins(world, stores, me, *circle, std::nullopt, verified);
  if (!joining) return joining.error();
  if (auto const mine = author_is(world, me, verified.entry, *joining); !mine) return mine.error();
  bool const lead_takes_part =
      std::any_of(joining->begin(), joining->end(), [&](Behind const& each) { return each.leaf->id == command.lead; });
  if (!lead_takes_part) return Fault::kLeadNotInRoom;

  auto const record = add_case(world, stores, me, command, verified.entry.phase);
  if (!record) return record.error();
  RoomPlace const place{record->id, record->school, first_step(world, command.room.kind), me.id()};
  auto const room = write_room(world, stores, place, command.room, prepared, *joining, news);
  if (!room) return room.error();
  if (auto const told = tell_case(world.policy, stores, *record, news); !told) return told.error();
  if (record->continues) {
    auto const earlier = stores.cases.find(*record->continues);
    if (!earlier) return earlier.error();
    if (auto const told = tell_case(world.policy, stores, *earlier, news); !told) return told.error();
  }

  auto case_summary = case_for(world.policy, stores, *record, me.id());
  if (!case_summary) return case_summary.error();
  auto room_summary = room_for(world.policy, stores, *room, me.id());
  if (!room_summary) return room_summary.error();
  return CaseOpened{std::move(*case_summary), std::move(*room_summary)};
}

}  // namespace beraad::app
