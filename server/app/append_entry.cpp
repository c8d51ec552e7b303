// SPDX-License-Identifier: EUPL-1.2
// A change of a room's roster or keys: compare and swap on the newest entry, so that of two at once one is told to look again.
#include <algorithm>

#include "server/app/entry_check.hpp"
#include "server/app/relations.hpp"
#include "server/app/summaries.hpp"
#include "server/app/tell.hpp"
#include "server/app/use_cases.hpp"

namespace beraad::app {
namespace {

Outcome<std::vector<Behind>> check_people(World const& world, db::Stores const& stores, Me const& me, db::Room const& room,
                                          crypto::VerifiedEntry const& verified) {
  auto const of_case = stores.rooms.of_case(room.of_case);
  if (!of_case) return of_case.error();
  auto const team = std::find_if(of_case->begin(), of_case->end(),
                                 [](db::Room const& each) { return each.kind == domain::word_of(RoomKind::kSchoolteam); });
  auto candidates = team == of_case->end() ? Result<std::vector<AccountId>>({}) : stores.rooms.accounts(team->no);
  if (!candidates) return candidates.error();
  auto const circle = circle_of(world, room.school, std::move(*candidates));
  if (!circle) return circle.error();
  if (auto const replaced = check_replaced(world, stores, room.no, verified); !replaced) return replaced.error();
  auto joining = who_joins(world, stores, me, *circle, room.no, verified);
  if (!joining) return joining.error();
  auto const kind = domain::of_word<RoomKind>(room.kind);
  if (!kind) return Fault::kInternal;
  auto const free = check_relations(world, stores, room.of_case, room.id, world.policy.room(*kind), *joining);
  return free ? std::move(joining) : Outcome<std::vector<Behind>>(free.error());
}

Outcome<Done> write_roster(db::Stores& stores, db::Room const& room, crypto::VerifiedEntry const& verified,
                           std::vector<Behind> const& joining) {
  auto const n = verified.entry.n;
  for (auto const& leaf : verified.left)
    // Whoever declared a relation to the pupil is out already.
    if (auto const removed = stores.rooms.remove_leaf(room.no, leaf, n); !removed && removed.error().code != Errc::kNotFound)
      return removed.error();
  for (auto const& leaf : verified.replaced) {
    auto const& serial = crypto::head_of(leaf.who.certificate).serial;
    if (auto const put = stores.rooms.replace_cert(room.no, leaf.id, serial, stored(leaf.who.as_signed)); !put) return put.error();
  }
  for (auto const& each : joining) {
    if (auto const added = stores.rooms.add_leaf(room.no, leaf_record(each, n, room.last_seq)); !added) return added.error();
    if (auto const taken = stores.relations.take_back(room.no, each.account); !taken) return taken.error();
  }
  return Done{};
}

// Newcomers get the room, the others the entry; whoever was removed hears nothing any more.
Outcome<Done> tell(World const& world, db::Stores const& stores, db::Room const& room, crypto::VerifiedEntry const& verified,
                   std::vector<Behind> const& joining, News& news) {
  auto members = stores.rooms.accounts(room.no);
  if (!members) return members.error();
  std::erase_if(*members, [&](AccountId const& account) {
    return std::any_of(joining.begin(), joining.end(), [&](Behind const& each) { return each.account == account; });
  });
  news.room_entry(std::move(*members), room.id, verified.entry.n);
  for (auto const& each : joining) {
    auto summary = room_for(world.policy, stores, room.no, each.account);
    if (!summary) return summary.error();
    news.room_new(each.account, std::move(*summary));
  }
  return verified.after.closed ? tell_changed(world.policy, stores, room.no, news) : Outcome<Done>(Done{});
}

}  // namespace

Outcome<PreparedEntry> prepare(World const& world, db::Stores const& stores, Me const& me, AppendEntry const& command) {
  auto const seen = find_room(stores, command.room, me.id());
  if (!seen) return seen.error();
  if (seen->room.closed) return Fault::kRoomClosed;
  auto before = world.rooms.of(stores, world.trust(), seen->room);
  if (!before) return before.error();
  auto prepared = verify_new_entry(world, std::move(*before), command.room, command.entry);
  if (!prepared) return prepared.error();
  if (prepared->verified.entry.by != seen->leaf.leaf) return world.policy.deny(domain::DenialCode::kNotAMember).denial();
  return prepared;
}

Outcome<EntryAppended> commit(World const& world, db::Stores& stores, Me const& me, AppendEntry const& command,
                              PreparedEntry const& prepared, News& news) {
  auto const& verified = prepared.verified;
  auto const seen = find_room(stores, command.room, me.id());
  if (!seen) return seen.error();
  auto const& room = seen->room;
  if (room.closed) return Fault::kRoomClosed;
  if (room.entry_hash != prepared.before->head) return Fault::kStaleEntry;
  if (verified.entry.basis.step != static_cast<std::uint64_t>(room.step)) return Fault::kStepDiffers;
  auto const joining = check_people(world, stores, me, room, verified);
  if (!joining) return joining.error();

  if (auto const written = write_entry(stores, room.no, command.entry, verified); !written) return written.error();
  if (auto const written = write_roster(stores, room, verified, *joining); !written) return written.error();
  auto const advanced =
      stores.rooms.advance(room.no, room.entry_hash, verified.entry.n, verified.hash, verified.after.roster_hash, verified.after.closed);
  if (!advanced) return advanced.error();

  news.grown(verified.after);
  if (auto const told = tell(world, stores, room, verified, *joining, news); !told) return told.error();
  bool const other_people = !joining->empty() || !verified.left.empty();
  if ((other_people && shows_case(room)) || verified.after.closed) {
    auto const of_case = stores.cases.find(room.of_case);
    if (!of_case) return of_case.error();
    if (auto const told = tell_case(world.policy, stores, *of_case, news); !told) return told.error();
  }
  return EntryAppended{verified.entry.n};
}

}  // namespace beraad::app
