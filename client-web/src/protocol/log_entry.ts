// SPDX-License-Identifier: EUPL-1.2
// One entry of a room's log (docs/protocol.md section 4): its bytes and the hashes it carries.

import { toBase64url } from '../crypto/base64url';
import { type Bytes, concat, lp } from '../crypto/bytes';
import { hash } from '../crypto/labels';
import type { Result } from '../crypto/result';
import { type Id, idBytes } from './id';
import { jsonBytes } from './json';
import { decode, type ObjectReader } from './object_reader';
import type { Signed } from './signed';

export type Phase = 'anonymous' | 'identified';
export type OpWord = 'create' | 'add' | 'remove' | 'replace' | 'rotate' | 'close';

/** For how long a leaf takes part (0: without an end), and whose place it takes (waarneming; "": nobody's). */
export interface Term {
  readonly until: number;
  readonly standsInFor: Id | '';
}

export const kEndless: Term = { until: 0, standsInFor: '' };

export function isOver({ until }: Term, at: number): boolean {
  return until !== 0 && until <= at;
}

/** `certHash` is empty for whatever but `add` and `replace`; `leaf` is "" for `create`, `rotate` and `close`; only `add` has a term. */
export interface Op extends Term {
  readonly op: OpWord;
  readonly leaf: Id | '';
  readonly certHash: Bytes;
}

export const kEvents = [
  'case_opened',
  'consult_opened',
  'report_opened',
  'room_opened',
  'member_added',
  'stand_in_added',
  'term_ended',
  'member_left',
  'member_removed',
  'certificate_replaced',
  'key_rotation',
  'phase_changed',
  'room_closed',
] as const;
export type BasisEvent = (typeof kEvents)[number];

export interface Entry {
  readonly room: Id;
  readonly case: Id;
  readonly kind: string;
  readonly n: number;
  readonly prev: Bytes;
  readonly policy: Bytes;
  readonly by: Id;
  readonly at: number;
  readonly phase: Phase;
  readonly ops: readonly Op[];
  readonly basis: { readonly step: number; readonly event: BasisEvent };
  readonly roster: Bytes;
  readonly kc: Bytes;
  readonly boxes: Bytes;
  readonly shred: Bytes;
}

export interface Box {
  readonly leaf: Id;
  readonly enc: Bytes;
  readonly ct: Bytes;
}

export const kMaxLeaves = 64;
export const kMaxOps = 64;
export const kFirstPrev: Bytes = new Uint8Array(32);
/** 16 zero bytes: the case of a room whose log does not name it. */
export const kNoCase = 'A'.repeat(22) as Id;

const words: readonly OpWord[] = ['create', 'add', 'remove', 'replace', 'rotate', 'close'];

function readOp(o: ObjectReader): Op {
  const term = { until: o.int('until'), standsInFor: o.idOrEmpty('for') };
  const op = { op: o.oneOf('op', words), leaf: o.idOrEmpty('leaf'), certHash: o.bytesOrEmpty('cert', 32), ...term };
  const namesLeaf = op.op === 'add' || op.op === 'replace' || op.op === 'remove';
  const namesCertificate = op.op === 'add' || op.op === 'replace';
  if (op.op !== 'add' && (term.until !== 0 || term.standsInFor !== '')) o.refuse();
  if (namesLeaf !== (op.leaf !== '') || namesCertificate !== op.certHash.length > 0) o.refuse();
  return op;
}

export function decodeEntry(bytes: Bytes): Result<Entry> {
  return decode(bytes, (o) => {
    o.int('v', 1, 1);
    o.int('suite', 1, 1);
    return {
      room: o.id('room'),
      case: o.id('case'),
      kind: o.string('kind'),
      n: o.int('n'),
      prev: o.bytes('prev', 32),
      policy: o.bytes('policy', 32),
      by: o.id('by'),
      at: o.int('at'),
      phase: o.oneOf('phase', ['anonymous', 'identified'] as const),
      ops: o.objects('ops', readOp, kMaxOps),
      basis: o.object('basis', (basis) => ({ step: basis.int('step'), event: basis.oneOf('event', kEvents) })),
      roster: o.bytes('roster', 32),
      kc: o.bytes('kc', 32),
      boxes: o.bytes('boxes', 32),
      shred: o.bytes('shred', 32),
    };
  });
}

export function encodeEntry(entry: Entry): Bytes {
  const { room, kind, n, by, at, phase, basis } = entry;
  const ops = entry.ops.map(({ op, leaf, certHash, until, standsInFor }) => {
    return { op, leaf, cert: toBase64url(certHash), until, for: standsInFor };
  });
  const link = { prev: toBase64url(entry.prev), policy: toBase64url(entry.policy) };
  const hashes = { roster: toBase64url(entry.roster), kc: toBase64url(entry.kc), boxes: toBase64url(entry.boxes) };
  const start = { v: 1, suite: 1, room, case: entry.case, kind, n, ...link, by, at, phase, ops };
  return jsonBytes({ ...start, basis: { step: basis.step, event: basis.event }, ...hashes, shred: toBase64url(entry.shred) });
}

export function entryHash(entry: Signed): Promise<Bytes> {
  return hash('entry', lp(entry.b, entry.s));
}

export function rosterHash(leaves: readonly { readonly leaf: Id; readonly certHash: Bytes }[]): Promise<Bytes> {
  return hash('roster', lp(...leaves.flatMap(({ leaf, certHash }) => [idBytes(leaf), certHash])));
}

/** The boxes stand in roster order. */
export function boxesHash(boxes: readonly Box[]): Promise<Bytes> {
  return hash('boxes', lp(...boxes.flatMap(({ leaf, enc, ct }) => [idBytes(leaf), concat(enc, ct)])));
}
