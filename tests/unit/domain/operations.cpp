// SPDX-License-Identifier: EUPL-1.2
// What changes the room goes through the function that judges log entries.
#include "tests/unit/domain/operations.hpp"

#include "server/domain/authorise.hpp"
#include "server/domain/membership.hpp"
#include "tests/unit/domain/cast.hpp"

namespace beraad::domain {
namespace {

EntryFacts entry_in(RoomFacts const& room, LeafFacts const& by, BasisEvent event, OpFacts op) {
  EntryFacts entry;
  entry.room = room.room;
  entry.case_id = room.case_id;
  entry.kind = room.kind;
  entry.n = 7;
  entry.policy = built_in_policy_hash();
  entry.by = by.leaf;
  entry.at = the_moment();
  entry.phase = event == BasisEvent::kPhaseChanged ? Phase::kIdentified : room.phase;
  entry.step = room.step;
  entry.event = event;
  entry.ops.push_back(std::move(op));
  return entry;
}

}  // namespace

Decision operate(std::string const& name, LeafFacts const& actor, RoomFacts const& room, LeafId const& target, LeafFacts const& newcomer) {
  auto const& policy = built_in_policy();
  auto const through_the_log = [&](BasisEvent event, OpFacts op) {
    return authorise(policy, built_in_policy_hash(), &room, entry_in(room, actor, event, std::move(op))).decision;
  };
  if (name == "join") return may_join(policy, actor, room);
  if (name == "open") return may_open(policy, actor, room);
  if (name == "add") return through_the_log(BasisEvent::kMemberAdded, {OpKind::kAdd, newcomer.leaf, newcomer});
  if (name == "remove") return through_the_log(BasisEvent::kMemberRemoved, {OpKind::kRemove, target, {}});
  if (name == "leave") return through_the_log(BasisEvent::kMemberLeft, {OpKind::kRemove, actor.leaf, {}});
  if (name == "renew") return through_the_log(BasisEvent::kCertificateReplaced, {OpKind::kReplace, actor.leaf, actor});
  if (name == "rotate") return through_the_log(BasisEvent::kKeyRotation, {OpKind::kRotate, {}, {}});
  if (name == "close") return through_the_log(BasisEvent::kRoomClosed, {OpKind::kClose, {}, {}});
  if (name == "identify") return through_the_log(BasisEvent::kPhaseChanged, {OpKind::kRotate, {}, {}});
  if (name == "pick_up") return may_pick_up(policy, actor, room);
  if (name == "remove_text") return may_remove_item(policy, actor, room, ItemType::kText);
  return may_append_item(policy, actor, room, of_word<ItemType>(name).value());
}

}  // namespace beraad::domain
