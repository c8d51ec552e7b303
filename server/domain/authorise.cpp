// SPDX-License-Identifier: EUPL-1.2
// Form first (is this an entry at all, and of these rules), then whose act it is, then what each op does to the roster.
#include "server/domain/authorise.hpp"

#include <algorithm>

#include "server/domain/membership.hpp"

namespace beraad::domain {
namespace {

bool every_op_is(EntryFacts const& entry, OpKind op, std::size_t from = 0) {
  return std::all_of(entry.ops.begin() + static_cast<std::ptrdiff_t>(from), entry.ops.end(),
                     [op](OpFacts const& each) { return each.op == op; });
}

// add and replace bring the certificate of the leaf they name, the others bring none; only remove names a leaf besides.
bool op_is_whole(OpFacts const& each) {
  switch (each.op) {
    case OpKind::kAdd:
    case OpKind::kReplace:
      return each.candidate.has_value() && each.candidate->leaf == each.leaf && !each.leaf.is_zero();
    case OpKind::kRemove:
      return !each.candidate.has_value() && !each.leaf.is_zero();
    case OpKind::kCreate:
    case OpKind::kRotate:
    case OpKind::kClose:
      return !each.candidate.has_value() && each.leaf.is_zero();
  }
  return false;
}

bool removes(EntryFacts const& entry, LeafId const& leaf) {
  return std::any_of(entry.ops.begin(), entry.ops.end(),
                     [&](OpFacts const& each) { return each.op == OpKind::kRemove && each.leaf == leaf; });
}

bool is_for_another(OpFacts const& each) {
  return each.candidate.has_value() && !each.candidate->stands_in_for.is_zero();
}

bool has_an_event_of_its_own(RoomKind kind) {
  return kind == RoomKind::kSchoolteam || kind == RoomKind::kConsult || kind == RoomKind::kMelding;
}

// The table of protocol.md, section 4: an entry says one thing.
bool event_matches_ops(EntryFacts const& entry) {
  auto const& ops = entry.ops;
  if (ops.empty() || ops.size() > kMostOps || !std::all_of(ops.begin(), ops.end(), op_is_whole)) return false;
  if (std::any_of(ops.begin(), ops.end(), is_for_another) != (entry.event == BasisEvent::kStandInAdded)) return false;
  bool const begins = ops.front().op == OpKind::kCreate && ops.size() > 1 && every_op_is(entry, OpKind::kAdd, 1);
  switch (entry.event) {
    case BasisEvent::kCaseOpened:
      return begins && entry.kind == RoomKind::kSchoolteam;
    case BasisEvent::kConsultOpened:
      return begins && entry.kind == RoomKind::kConsult;
    case BasisEvent::kReportOpened:
      return begins && entry.kind == RoomKind::kMelding;
    case BasisEvent::kRoomOpened:
      return begins && !has_an_event_of_its_own(entry.kind);
    case BasisEvent::kMemberAdded:
      return every_op_is(entry, OpKind::kAdd);
    case BasisEvent::kStandInAdded:
      return ops.size() == 1 && ops.front().op == OpKind::kAdd;
    case BasisEvent::kMemberLeft:
      return ops.size() == 1 && removes(entry, entry.by);
    case BasisEvent::kMemberRemoved:
    case BasisEvent::kTermEnded:
      return every_op_is(entry, OpKind::kRemove) && !removes(entry, entry.by);
    case BasisEvent::kCertificateReplaced:
      return every_op_is(entry, OpKind::kReplace);
    case BasisEvent::kKeyRotation:
    case BasisEvent::kPhaseChanged:
      return ops.size() == 1 && ops.front().op == OpKind::kRotate;
    case BasisEvent::kRoomClosed:
      return ops.size() == 1 && ops.front().op == OpKind::kClose;
  }
  return false;
}

// Leaving, and renewing one's own certificate, is possible with one that is no longer valid.
bool concerns_only_oneself(EntryFacts const& entry) {
  bool const own = entry.event == BasisEvent::kMemberLeft || entry.event == BasisEvent::kCertificateReplaced;
  return own && std::all_of(entry.ops.begin(), entry.ops.end(), [&](OpFacts const& each) { return each.leaf == entry.by; });
}

bool begins_a_room(BasisEvent event) {
  return event == BasisEvent::kCaseOpened || event == BasisEvent::kConsultOpened || event == BasisEvent::kReportOpened ||
         event == BasisEvent::kRoomOpened;
}

bool fits_the_room(Policy const& policy, RoomFacts const* before, EntryFacts const& entry) {
  if (policy.room(entry.kind).names_case == entry.case_id.is_zero()) return false;
  if (before == nullptr) return entry.n == 0 && begins_a_room(entry.event);
  return entry.n != 0 && !begins_a_room(entry.event) && entry.room == before->room && entry.case_id == before->case_id &&
         entry.kind == before->kind;
}

// A room in which people wrote anonymously never becomes one in which the pupil is known: that is a room of its own (rule 9).
Decision phase_fits(Policy const& policy, RoomFacts const* before, EntryFacts const& entry) {
  if (before == nullptr) return Decision::allow();  // entry 0 chooses; may_join compares it with the room's phases
  bool const stays = entry.phase == before->phase && entry.event != BasisEvent::kPhaseChanged;
  return stays ? Decision::allow() : policy.deny(DenialCode::kPhaseNotAllowed);
}

// The room in which an op is judged: the roster so far, at the entry's step and phase.
RoomFacts room_at(RoomFacts const* before, EntryFacts const& entry) {
  RoomFacts room;
  if (before != nullptr) room = *before;
  room.room = entry.room;
  room.case_id = entry.case_id;
  room.kind = entry.kind;
  room.phase = entry.phase;
  room.step = entry.step;
  return room;
}

LeafFacts const* author_of(RoomFacts const* before, EntryFacts const& entry) {
  if (before != nullptr) return before->find(entry.by);
  for (auto const& each : entry.ops)
    if (each.leaf == entry.by && each.candidate) return &*each.candidate;
  return nullptr;
}

// Everybody may see to it that whose time is over is out.
bool removes_only_whose_term_is_over(RoomFacts const& room, EntryFacts const& entry) {
  return std::all_of(entry.ops.begin(), entry.ops.end(), [&](OpFacts const& each) {
    auto const* const leaf = room.find(each.leaf);
    return leaf == nullptr || leaf->term_over;
  });
}

// Everybody may see to it that whoever is blocked is out.
bool removes_only_who_is_blocked(RoomFacts const& room, EntryFacts const& entry) {
  return std::all_of(entry.ops.begin(), entry.ops.end(), [&](OpFacts const& each) {
    auto const* const leaf = room.find(each.leaf);
    return leaf != nullptr && leaf->revoked;
  });
}

// Whoever is back sends away who stood in for them.
bool removes_only_own_stand_ins(RoomFacts const& room, LeafFacts const& author, EntryFacts const& entry) {
  return std::all_of(entry.ops.begin(), entry.ops.end(), [&](OpFacts const& each) {
    auto const* const leaf = room.find(each.leaf);
    return leaf != nullptr && leaf->stands_in_for == author.leaf;
  });
}

// Whose act is this? Judged before the ops change the roster.
Decision author_may(Policy const& policy, LeafFacts const& author, RoomFacts const& room, EntryFacts const& entry) {
  auto const& rules = policy.room(entry.kind);
  switch (entry.event) {
    case BasisEvent::kCaseOpened:
    case BasisEvent::kConsultOpened:
    case BasisEvent::kReportOpened:
    case BasisEvent::kRoomOpened:
      return may_open(policy, author, room);
    case BasisEvent::kMemberAdded:
      return std::all_of(entry.ops.begin(), entry.ops.end(),
                         [&](OpFacts const& each) { return each.candidate && may_add(policy, author, room, *each.candidate); })
                 ? Decision::allow()
                 : policy.deny(DenialCode::kNotYoursToAdd);
    case BasisEvent::kStandInAdded: {
      bool const own = entry.ops.front().candidate->stands_in_for == author.leaf;
      return own || is_on(policy, rules.add_by, author, entry.step) ? Decision::allow() : policy.deny(DenialCode::kNotYoursToAdd);
    }
    case BasisEvent::kTermEnded:
      return removes_only_whose_term_is_over(room, entry) ? Decision::allow() : policy.deny(DenialCode::kNotYoursToRemove);
    case BasisEvent::kMemberRemoved: {
      bool const may = is_on(policy, rules.remove_by, author, entry.step) || removes_only_own_stand_ins(room, author, entry) ||
                       removes_only_who_is_blocked(room, entry);
      return may ? Decision::allow() : policy.deny(DenialCode::kNotYoursToRemove);
    }
    case BasisEvent::kRoomClosed:
      return is_on(policy, rules.close_by, author, entry.step) ? Decision::allow() : policy.deny(DenialCode::kNotYoursToClose);
    case BasisEvent::kPhaseChanged:
      return policy.deny(DenialCode::kPhaseNotAllowed);
    case BasisEvent::kMemberLeft:
    case BasisEvent::kCertificateReplaced:
    case BasisEvent::kKeyRotation:
      return Decision::allow();
  }
  return policy.deny(DenialCode::kEntryMalformed);
}

bool is_same_person(LeafFacts const& was, LeafFacts const& becomes) {
  return was.leaf_class == becomes.leaf_class && was.org_type == becomes.org_type && was.organisation == becomes.organisation;
}

Decision apply_add(Policy const& policy, RoomFacts& room, OpFacts const& op, TimeMs at) {
  if (room.find(op.leaf) != nullptr) return policy.deny(DenialCode::kAlreadyAMember);
  if (auto const joins = may_join(policy, *op.candidate, room); !joins.allowed()) return joins;
  if (auto const term = term_fits(policy, *op.candidate, room, at); !term.allowed()) return term;
  if (room.roster.size() == kMostLeaves) return policy.deny(DenialCode::kRoomFull);
  room.roster.push_back(*op.candidate);
  return Decision::allow();
}

Decision apply_remove(Policy const& policy, RoomFacts& room, OpFacts const& op) {
  if (room.find(op.leaf) == nullptr) return policy.deny(DenialCode::kNotAMember);
  if (room.roster.size() == 1) return policy.deny(DenialCode::kNobodyLeft);
  std::erase_if(room.roster, [&](LeafFacts const& each) { return each.leaf == op.leaf; });
  return Decision::allow();
}

Decision apply_replace(Policy const& policy, RoomFacts& room, OpFacts const& op, LeafFacts const& author) {
  auto const place = std::find_if(room.roster.begin(), room.roster.end(), [&](LeafFacts const& each) { return each.leaf == op.leaf; });
  if (place == room.roster.end()) return policy.deny(DenialCode::kNotAMember);
  if (!is_same_person(*place, *op.candidate)) return policy.deny(DenialCode::kCertificateInvalid);
  bool const own = op.leaf == author.leaf;
  bool const for_another = place->leaf_class != LeafClass::kPseudonym && is_on(policy, policy.room(room.kind).add_by, author, room.step);
  if (!own && !for_another) return policy.deny(DenialCode::kNotYoursToAdd);
  if (auto const joins = may_join(policy, *op.candidate, room); !joins.allowed()) return joins;
  auto const was = *place;
  *place = *op.candidate;
  place->until = was.until;
  place->stands_in_for = was.stands_in_for;
  place->term_over = was.term_over;
  return Decision::allow();
}

Decision apply(Policy const& policy, RoomFacts& room, OpFacts const& op, LeafFacts const& author, TimeMs at) {
  switch (op.op) {
    case OpKind::kAdd:
      return apply_add(policy, room, op, at);
    case OpKind::kRemove:
      return apply_remove(policy, room, op);
    case OpKind::kReplace:
      return apply_replace(policy, room, op, author);
    case OpKind::kClose:
      room.closed = true;
      return Decision::allow();
    case OpKind::kCreate:
    case OpKind::kRotate:
      return Decision::allow();
  }
  return policy.deny(DenialCode::kEntryMalformed);
}

}  // namespace

Verdict authorise(Policy const& policy, PolicyHash const& policy_hash, RoomFacts const* before, EntryFacts const& entry) {
  if (entry.policy != policy_hash) return {policy.deny(DenialCode::kOtherPolicy), {}};
  if (!event_matches_ops(entry) || !fits_the_room(policy, before, entry)) return {policy.deny(DenialCode::kEntryMalformed), {}};
  auto const* const author = author_of(before, entry);
  if (author == nullptr) return {policy.deny(DenialCode::kNotAMember), {}};
  if (before != nullptr && before->closed) return {policy.deny(DenialCode::kRoomClosed), {}};
  if (before != nullptr && before->case_closed) return {policy.deny(DenialCode::kCaseClosed), {}};
  if (auto const phase = phase_fits(policy, before, entry); !phase.allowed()) return {phase, {}};

  if (!author->certificate_valid && !concerns_only_oneself(entry)) return {policy.deny(DenialCode::kCertificateInvalid), {}};

  if (author->term_over && entry.event != BasisEvent::kMemberLeft) return {policy.deny(DenialCode::kTermOver), {}};

  auto room = room_at(before, entry);
  auto const by = *author;  // the ops below may move the roster it lives in
  if (auto const may = author_may(policy, by, room, entry); !may.allowed()) return {may, {}};
  for (auto const& op : entry.ops)
    if (auto const fits = apply(policy, room, op, by, entry.at); !fits.allowed()) return {fits, {}};
  return {Decision::allow(), std::move(room)};
}

}  // namespace beraad::domain
