// SPDX-License-Identifier: EUPL-1.2
// The replay of a room's log: every entry is verified, then put to the policy; a state is what stands after an entry.

import { type Bytes, equalConstantTime } from '../crypto/bytes';
import { fail, ok, type Result } from '../crypto/result';
import type { Id } from './id';
import {
  decodeEntry,
  type Entry,
  entryHash,
  kFirstPrev,
  kMaxLeaves,
  kNoCase,
  type Op,
  type Phase,
  rosterHash,
  type Term,
} from './log_entry';
import { type Signed, verifyObject } from './signed';
import { hasBeenRevoked, type KnowsFunctie, type Leaf, type Trust, verifyLeaf } from './trust';

/** A leaf's place in a room, for as long as it holds it. */
export interface Seat extends Leaf, Term {}

export interface RoomState {
  readonly room: Id;
  readonly case: Id;
  readonly kind: string;
  readonly phase: Phase;
  readonly step: number;
  /** the newest entry's number, which is its epoch's too */
  readonly n: number;
  /** the newest entry's hash: the `prev` of the next */
  readonly head: Bytes;
  /** the newest entry's own, which with room, n, roster and policy make its epoch's context */
  readonly prev: Bytes;
  readonly policy: Bytes;
  readonly roster: Bytes;
  /** in order of adding */
  readonly leaves: readonly Seat[];
  /** the author of the newest entry, who made its epoch's secret */
  readonly by: Id;
  readonly kc: Bytes;
  readonly boxes: Bytes;
  readonly shred: Bytes;
  readonly closed: boolean;
  readonly createdAt: number;
  readonly at: number;
}

/** An entry with the certificates that travelled beside it, one for each add and replace, in the order of the ops. */
export interface SentEntry {
  readonly entry: Signed;
  readonly certs: readonly Signed[];
}

/** What the policy is asked about: an entry whose bytes, signature, chain and certificates are verified. */
export interface VerifiedEntry {
  readonly entry: Entry;
  readonly author: Leaf;
  /** the leaf that each op concerns, undefined for `create`, `rotate` and `close` */
  readonly subjects: readonly (Seat | undefined)[];
  /** of those whom it removes, whose certificate is revoked by the newest status list */
  readonly revoked: ReadonlySet<Id>;
  readonly leavesBefore: readonly Seat[];
  readonly leavesAfter: readonly Seat[];
}

export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly code: string };
export type Authorise = (before: RoomState | undefined, entry: VerifiedEntry) => Decision;

export interface ReplayContext {
  readonly trust: Trust;
  /** SHA-256 of the policy file this build carries */
  readonly policy: Bytes;
  readonly knowsFunctie: KnowsFunctie;
  readonly authorise: Authorise;
}

export interface RosterChange {
  readonly leaves: readonly Seat[];
  readonly subjects: readonly (Seat | undefined)[];
}

/** The roster after the ops; `joining` has one leaf for each add and replace, in their order. */
export function changeRoster(before: readonly Seat[], ops: readonly Op[], joining: readonly Leaf[]): Result<RosterChange> {
  const refused = fail('log', 'roster');
  const leaves = [...before];
  const subjects: (Seat | undefined)[] = [];
  const waiting = [...joining];
  for (const { op, leaf, certHash, until, standsInFor } of ops) {
    const place = leaves.findIndex((one) => one.leaf === leaf);
    if (op === 'add' || op === 'replace') {
      const joined = waiting.shift();
      if (joined === undefined || joined.leaf !== leaf || !equalConstantTime(joined.certHash, certHash)) return refused;
      if ((op === 'add') !== place < 0) return refused;
      const term = leaves[place] ?? { until, standsInFor };
      const seat = { ...joined, until: term.until, standsInFor: term.standsInFor };
      leaves.splice(op === 'add' ? leaves.length : place, op === 'add' ? 0 : 1, seat);
      subjects.push(seat);
    } else if (op === 'remove') {
      const [gone] = place < 0 ? [] : leaves.splice(place, 1);
      if (gone === undefined) return refused;
      subjects.push(gone);
    } else {
      subjects.push(undefined);
    }
  }
  return waiting.length === 0 && leaves.length <= kMaxLeaves ? ok({ leaves, subjects }) : refused;
}

/** Entry 0 is one `create` and then only `add`s; `create` stands nowhere else. */
function opsFit(entry: Entry, first: boolean): boolean {
  if (!first) return entry.ops.length > 0 && entry.ops.every(({ op }) => op !== 'create');
  const [create, ...adds] = entry.ops;
  return create?.op === 'create' && adds.length > 0 && adds.every(({ op }) => op === 'add');
}

function follows(before: RoomState | undefined, entry: Entry): boolean {
  if (before === undefined) return entry.n === 0 && equalConstantTime(entry.prev, kFirstPrev);
  const sameRoom = entry.room === before.room && entry.case === before.case && entry.kind === before.kind;
  return sameRoom && !before.closed && entry.n === before.n + 1 && equalConstantTime(entry.prev, before.head);
}

async function verifyEntry(before: RoomState | undefined, sent: SentEntry, context: ReplayContext): Promise<Result<VerifiedEntry>> {
  const decoded = decodeEntry(sent.entry.b);
  if (!decoded.ok) return decoded;
  const entry = decoded.value;
  if (!opsFit(entry, before === undefined) || !follows(before, entry)) return fail('log', 'sequence');
  if (!equalConstantTime(entry.policy, context.policy)) return fail('denied', 'other_policy');
  const joining: Leaf[] = [];
  for (const signed of sent.certs) {
    const leaf = await verifyLeaf(context.trust, signed, entry.at, context.knowsFunctie);
    if (!leaf.ok) return leaf;
    const { certificate } = leaf.value;
    if (certificate.kind === 'pseudonym' && certificate.room !== entry.room) return fail('certificate', 'other room');
    // A room that does not name its case has no place for guests at all; which rule says so is the policy's answer.
    if (certificate.kind === 'guest' && entry.case !== kNoCase && certificate.case !== entry.case) return fail('certificate', 'other case');
    joining.push(leaf.value);
  }
  const leavesBefore = before?.leaves ?? [];
  const change = changeRoster(leavesBefore, entry.ops, joining);
  if (!change.ok) return change;
  if (!equalConstantTime(await rosterHash(change.value.leaves), entry.roster)) return fail('log', 'roster hash');
  const author = (before === undefined ? change.value.leaves : leavesBefore).find(({ leaf }) => leaf === entry.by);
  if (author === undefined) return fail('log', 'author');
  if (!(await verifyObject(author.verifyKey, 'log', sent.entry))) return fail('signature', 'log entry');
  const { subjects, leaves: leavesAfter } = change.value;
  const removed = subjects.filter((_, i) => entry.ops[i]?.op === 'remove');
  const revoked = new Set(removed.flatMap((seat) => (seat !== undefined && hasBeenRevoked(context.trust, seat) ? [seat.leaf] : [])));
  return ok({ entry, author, subjects, revoked, leavesBefore, leavesAfter });
}

/**
 * Whoever leaves has made the secret of the epoch that begins without them: nothing is sealed into it. The next who writes first
 * writes a `key_rotation`.
 */
export function needsRotation(state: RoomState): boolean {
  return state.leaves.every(({ leaf }) => leaf !== state.by);
}

/** One step of the replay. A failure means: the room is broken, seal nothing more into it. */
export async function applyEntry(before: RoomState | undefined, sent: SentEntry, context: ReplayContext): Promise<Result<RoomState>> {
  const verified = await verifyEntry(before, sent, context);
  if (!verified.ok) return verified;
  const decision = context.authorise(before, verified.value);
  if (!decision.allowed) return fail('denied', decision.code);
  const { entry, leavesAfter } = verified.value;
  return ok({
    room: entry.room,
    case: entry.case,
    kind: entry.kind,
    phase: entry.phase,
    step: entry.basis.step,
    n: entry.n,
    head: await entryHash(sent.entry),
    prev: entry.prev,
    policy: entry.policy,
    roster: entry.roster,
    leaves: leavesAfter,
    by: entry.by,
    kc: entry.kc,
    boxes: entry.boxes,
    shred: entry.shred,
    closed: entry.ops.some(({ op }) => op === 'close'),
    createdAt: before?.createdAt ?? entry.at,
    at: entry.at,
  });
}
