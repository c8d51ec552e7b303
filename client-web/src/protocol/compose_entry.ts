// SPDX-License-Identifier: EUPL-1.2
// Writes the next entry of a room's log with everything that goes with it: a new epoch, a box for every leaf, a share.

import { type Bytes, kNoBytes, random } from '../crypto/bytes';
import type { SigningKey } from '../crypto/ed25519';
import { ok, type Result } from '../crypto/result';
import { type EpochSecrets, sealBox, shredOf, startEpoch } from './epoch';
import type { Id } from './id';
import {
  type BasisEvent,
  type Box,
  boxesHash,
  type Entry,
  encodeEntry,
  kEndless,
  kFirstPrev,
  type Op,
  type Phase,
  rosterHash,
  type Term,
} from './log_entry';
import { changeRoster, type RoomState, type Seat, type SentEntry } from './room_state';
import { type Signed, signObject } from './signed';
import type { Leaf } from './trust';

/** What the author wants to happen. `add` and `replace` bring the leaf whose certificate was verified. */
export type Change =
  | { readonly op: 'add'; readonly leaf: Leaf; readonly term?: Term }
  | { readonly op: 'replace'; readonly leaf: Leaf }
  | { readonly op: 'remove'; readonly leaf: Id }
  | { readonly op: 'rotate' | 'close' };

export interface EntryDraft {
  readonly by: Id;
  readonly signer: SigningKey;
  readonly at: number;
  readonly phase: Phase;
  readonly step: number;
  readonly event: BasisEvent;
  readonly policy: Bytes;
  readonly changes: readonly Change[];
}

export interface RoomStart {
  readonly room: Id;
  readonly case: Id;
  readonly kind: string;
}

/** `NewEntry` of the wire, and the secrets its author already has. */
export interface ComposedEntry extends SentEntry {
  readonly boxes: readonly Box[];
  readonly share: Bytes;
  readonly shred: Bytes;
  readonly secrets: EpochSecrets;
}

function opOf(change: Change): Op {
  switch (change.op) {
    case 'add':
      return { op: 'add', leaf: change.leaf.leaf, certHash: change.leaf.certHash, ...(change.term ?? kEndless) };
    case 'replace':
      return { op: 'replace', leaf: change.leaf.leaf, certHash: change.leaf.certHash, ...kEndless };
    case 'remove':
      return { op: 'remove', leaf: change.leaf, certHash: kNoBytes, ...kEndless };
    default:
      return { op: change.op, leaf: '', certHash: kNoBytes, ...kEndless };
  }
}

interface Previous {
  readonly n: number;
  readonly prev: Bytes;
  readonly leaves: readonly Seat[];
  readonly init: Bytes | undefined;
  readonly opening: readonly Op[];
}

async function compose(start: RoomStart, previous: Previous, draft: EntryDraft): Promise<Result<ComposedEntry>> {
  const joining = draft.changes.flatMap((change) => (change.op === 'add' || change.op === 'replace' ? [change.leaf] : []));
  const ops = [...previous.opening, ...draft.changes.map(opOf)];
  const change = changeRoster(previous.leaves, ops, joining);
  if (!change.ok) return change;
  const { leaves } = change.value;
  const place = { room: start.room, n: previous.n, prev: previous.prev, roster: await rosterHash(leaves), policy: draft.policy };
  const secrets = await startEpoch(previous.init, place);
  const boxes: Box[] = [];
  for (const leaf of leaves) {
    const box = await sealBox(leaf, leaf.certificate.seal, place, secrets.es);
    if (!box.ok) return box;
    boxes.push(box.value);
  }
  const share = random(32);
  const shred = await shredOf(share);
  const { by, at, phase, step, event, policy } = draft;
  const hashes = { roster: place.roster, kc: secrets.kc, boxes: await boxesHash(boxes), shred };
  const entry: Entry = { ...start, n: place.n, prev: place.prev, policy, by, at, phase, ops, basis: { step, event }, ...hashes };
  const signed = await signObject(draft.signer, 'log', encodeEntry(entry));
  const certs: readonly Signed[] = joining.map((leaf) => leaf.signed);
  return ok({ entry: signed, certs, boxes, share, shred, secrets });
}

/** Entry 0. The author is one of those added. */
export function composeFirstEntry(start: RoomStart, draft: EntryDraft): Promise<Result<ComposedEntry>> {
  const create: Op = { op: 'create', leaf: '', certHash: kNoBytes, ...kEndless };
  return compose(start, { n: 0, prev: kFirstPrev, leaves: [], init: undefined, opening: [create] }, draft);
}

/** The entry after `before`; `init` is the newest epoch's. */
export function composeEntry(before: RoomState, init: Bytes, draft: EntryDraft): Promise<Result<ComposedEntry>> {
  const start = { room: before.room, case: before.case, kind: before.kind };
  return compose(start, { n: before.n + 1, prev: before.head, leaves: before.leaves, init, opening: [] }, draft);
}
