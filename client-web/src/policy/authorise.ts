// SPDX-License-Identifier: EUPL-1.2
// The verdict on every entry of every room log; the same function, in the same order, as server/domain/authorise.cpp.

import type { EntryFacts, LeafFacts, OpFacts, RoomFacts } from './facts';
import { isOn, kMostLeaves, mayAdd, mayJoin, mayOpen, termFits } from './membership';
import { type Decision, deny, kAllowed, type Policy } from './policy';
import type { BasisEvent, DenialCode, OpKind, RoomKind } from './words';

export const kMostOps = 64;

/** `after`, the room after the entry, only when it was allowed. */
export type Verdict = { readonly allowed: true; readonly after: RoomFacts } | (Decision & { readonly allowed: false });

/** add and replace bring the certificate of the leaf they name, the others bring none; only remove names a leaf besides. */
function opIsWhole({ op, leaf, candidate }: OpFacts): boolean {
  switch (op) {
    case 'add':
    case 'replace':
      return candidate !== undefined && candidate.leaf === leaf && leaf !== '';
    case 'remove':
      return candidate === undefined && leaf !== '';
    case 'create':
    case 'rotate':
    case 'close':
      return candidate === undefined && leaf === '';
  }
}

function removes(entry: EntryFacts, leaf: string): boolean {
  return entry.ops.some((each) => each.op === 'remove' && each.leaf === leaf);
}

const hasAnEventOfItsOwn = (kind: RoomKind): boolean => kind === 'schoolteam' || kind === 'consult' || kind === 'melding';

/** The table of docs/protocol.md section 4: an entry says one thing. */
function eventMatchesOps(entry: EntryFacts): boolean {
  const { ops } = entry;
  if (ops.length === 0 || ops.length > kMostOps || !ops.every(opIsWhole)) return false;
  const forAnother = ops.some(({ candidate }) => candidate !== undefined && candidate.standsInFor !== '');
  if (forAnother !== (entry.event === 'stand_in_added')) return false;
  const allAre = (op: OpKind) => ops.every((each) => each.op === op);
  const begins = ops[0]?.op === 'create' && ops.length > 1 && ops.slice(1).every(({ op }) => op === 'add');
  switch (entry.event) {
    case 'case_opened':
      return begins && entry.kind === 'schoolteam';
    case 'consult_opened':
      return begins && entry.kind === 'consult';
    case 'report_opened':
      return begins && entry.kind === 'melding';
    case 'room_opened':
      return begins && !hasAnEventOfItsOwn(entry.kind);
    case 'member_added':
      return allAre('add');
    case 'stand_in_added':
      return ops.length === 1 && allAre('add');
    case 'member_left':
      return ops.length === 1 && removes(entry, entry.by);
    case 'member_removed':
    case 'term_ended':
      return allAre('remove') && !removes(entry, entry.by);
    case 'certificate_replaced':
      return allAre('replace');
    case 'key_rotation':
    case 'phase_changed':
      return ops.length === 1 && allAre('rotate');
    case 'room_closed':
      return ops.length === 1 && allAre('close');
  }
}

function beginsARoom(event: BasisEvent): boolean {
  return event === 'case_opened' || event === 'consult_opened' || event === 'report_opened' || event === 'room_opened';
}

function fitsTheRoom(policy: Policy, before: RoomFacts | undefined, entry: EntryFacts): boolean {
  if (policy.rooms[entry.kind].namesCase !== (entry.caseId !== '')) return false;
  if (before === undefined) return entry.n === 0 && beginsARoom(entry.event);
  const same = entry.room === before.room && entry.caseId === before.caseId && entry.kind === before.kind;
  return same && entry.n !== 0 && !beginsARoom(entry.event);
}

/** A room in which people wrote anonymously never becomes one in which the pupil is known: that is a room of its own (rule 9). */
function phaseFits(before: RoomFacts | undefined, entry: EntryFacts): boolean {
  if (before === undefined) return true; // entry 0 chooses; mayJoin compares it with the room's phases
  return entry.phase === before.phase && entry.event !== 'phase_changed';
}

function authorOf(before: RoomFacts | undefined, entry: EntryFacts): LeafFacts | undefined {
  if (before !== undefined) return before.roster.find(({ leaf }) => leaf === entry.by);
  return entry.ops.find(({ leaf, candidate }) => leaf === entry.by && candidate !== undefined)?.candidate;
}

/** Leaving, and renewing one's own certificate, is possible with one that is no longer valid. */
function concernsOnlyOneself(entry: EntryFacts): boolean {
  const own = entry.event === 'member_left' || entry.event === 'certificate_replaced';
  return own && entry.ops.every(({ leaf }) => leaf === entry.by);
}

/** Everybody may see to it that whose time is over is out. */
function removesOnlyWhoseTermIsOver(room: RoomFacts, entry: EntryFacts): boolean {
  return entry.ops.every(({ leaf }) => room.roster.find((each) => each.leaf === leaf)?.termOver !== false);
}

/** Everybody may see to it that whoever is blocked is out. */
function removesOnlyWhoIsBlocked(room: RoomFacts, entry: EntryFacts): boolean {
  return entry.ops.every(({ leaf }) => room.roster.find((each) => each.leaf === leaf)?.revoked === true);
}

/** Whoever is back sends away who stood in for them. */
function removesOnlyOwnStandIns(room: RoomFacts, author: LeafFacts, entry: EntryFacts): boolean {
  return entry.ops.every(({ leaf }) => room.roster.find((each) => each.leaf === leaf)?.standsInFor === author.leaf);
}

/** Whose act is this? Judged before the ops change the roster. */
function authorMay(policy: Policy, author: LeafFacts, room: RoomFacts, entry: EntryFacts): Decision {
  const rules = policy.rooms[entry.kind];
  const allowIf = (holds: boolean, code: DenialCode) => (holds ? kAllowed : deny(policy, code));
  switch (entry.event) {
    case 'case_opened':
    case 'consult_opened':
    case 'report_opened':
    case 'room_opened':
      return mayOpen(policy, author, room);
    case 'member_added':
      return allowIf(
        entry.ops.every(({ candidate }) => candidate !== undefined && mayAdd(policy, author, room, candidate)),
        'not_yours_to_add',
      );
    case 'stand_in_added': {
      const own = entry.ops[0]?.candidate?.standsInFor === author.leaf;
      return allowIf(own || isOn(policy, rules.addBy, author, entry.step), 'not_yours_to_add');
    }
    case 'term_ended':
      return allowIf(removesOnlyWhoseTermIsOver(room, entry), 'not_yours_to_remove');
    case 'member_removed':
      return allowIf(
        isOn(policy, rules.removeBy, author, entry.step) ||
          removesOnlyOwnStandIns(room, author, entry) ||
          removesOnlyWhoIsBlocked(room, entry),
        'not_yours_to_remove',
      );
    case 'room_closed':
      return allowIf(isOn(policy, rules.closeBy, author, entry.step), 'not_yours_to_close');
    case 'phase_changed':
      return deny(policy, 'phase_not_allowed');
    case 'member_left':
    case 'certificate_replaced':
    case 'key_rotation':
      return kAllowed;
  }
}

function isSamePerson(was: LeafFacts, becomes: LeafFacts): boolean {
  return was.leafClass === becomes.leafClass && was.orgType === becomes.orgType && was.organisation === becomes.organisation;
}

function applyAdd(policy: Policy, room: RoomFacts, candidate: LeafFacts, at: number): Verdict {
  if (room.roster.some(({ leaf }) => leaf === candidate.leaf)) return refused(policy, 'already_a_member');
  const joins = mayJoin(policy, candidate, room);
  if (!joins.allowed) return joins;
  const term = termFits(policy, candidate, room, at);
  if (!term.allowed) return term;
  if (room.roster.length === kMostLeaves) return refused(policy, 'room_full');
  return { allowed: true, after: { ...room, roster: [...room.roster, candidate] } };
}

function applyRemove(policy: Policy, room: RoomFacts, leaf: string): Verdict {
  if (!room.roster.some((each) => each.leaf === leaf)) return refused(policy, 'not_a_member');
  if (room.roster.length === 1) return refused(policy, 'nobody_left');
  return { allowed: true, after: { ...room, roster: room.roster.filter((each) => each.leaf !== leaf) } };
}

function applyReplace(policy: Policy, room: RoomFacts, candidate: LeafFacts, author: LeafFacts): Verdict {
  const was = room.roster.find(({ leaf }) => leaf === candidate.leaf);
  if (was === undefined) return refused(policy, 'not_a_member');
  if (!isSamePerson(was, candidate)) return refused(policy, 'certificate_invalid');
  const own = candidate.leaf === author.leaf;
  const forAnother = was.leafClass !== 'pseudonym' && isOn(policy, policy.rooms[room.kind].addBy, author, room.step);
  if (!own && !forAnother) return refused(policy, 'not_yours_to_add');
  const joins = mayJoin(policy, candidate, room);
  if (!joins.allowed) return joins;
  const { until, standsInFor, termOver } = was;
  const becomes = { ...candidate, until, standsInFor, termOver };
  return { allowed: true, after: { ...room, roster: room.roster.map((each) => (each.leaf === becomes.leaf ? becomes : each)) } };
}

function apply(policy: Policy, room: RoomFacts, op: OpFacts, author: LeafFacts, at: number): Verdict {
  switch (op.op) {
    case 'add':
      return op.candidate === undefined ? refused(policy, 'entry_malformed') : applyAdd(policy, room, op.candidate, at);
    case 'replace':
      return op.candidate === undefined ? refused(policy, 'entry_malformed') : applyReplace(policy, room, op.candidate, author);
    case 'remove':
      return applyRemove(policy, room, op.leaf);
    case 'close':
      return { allowed: true, after: { ...room, closed: true } };
    case 'create':
    case 'rotate':
      return { allowed: true, after: room };
  }
}

function refused(policy: Policy, code: DenialCode): Verdict & { readonly allowed: false } {
  return { allowed: false, code, denial: policy.denials[code] };
}

/** `before`: the room before the entry, undefined for entry 0. `policyHash`: hex of the SHA-256 of `policy`'s bytes. */
export function authorise(policy: Policy, policyHash: string, before: RoomFacts | undefined, entry: EntryFacts): Verdict {
  if (entry.policy !== policyHash) return refused(policy, 'other_policy');
  if (!eventMatchesOps(entry) || !fitsTheRoom(policy, before, entry)) return refused(policy, 'entry_malformed');
  const author = authorOf(before, entry);
  if (author === undefined) return refused(policy, 'not_a_member');
  if (before?.caseClosed) return refused(policy, 'case_closed');
  if (before?.closed) return refused(policy, 'room_closed');
  if (!phaseFits(before, entry)) return refused(policy, 'phase_not_allowed');
  if (!author.certificateValid && !concernsOnlyOneself(entry)) return refused(policy, 'certificate_invalid');
  if (author.termOver && entry.event !== 'member_left') return refused(policy, 'term_over');

  // The room in which an op is judged: the roster so far, at the entry's step and phase.
  const { room: id, caseId, kind, phase, step } = entry;
  let room: RoomFacts = { room: id, caseId, kind, phase, step, closed: false, caseClosed: false, roster: before?.roster ?? [] };
  const may = authorMay(policy, author, room, entry);
  if (!may.allowed) return may;
  for (const op of entry.ops) {
    const applied = apply(policy, room, op, author, entry.at);
    if (!applied.allowed) return applied;
    room = applied.after;
  }
  return { allowed: true, after: room };
}
