// SPDX-License-Identifier: EUPL-1.2
// From what the replay of a log verified to the facts the rules look at, and the verdict in the form the replay asks for.

import { type Bytes, hex } from '../crypto/bytes';
import type { Id } from '../protocol/id';
import { isOver, kNoCase, type Term } from '../protocol/log_entry';
import type { Authorise, RoomState, VerifiedEntry } from '../protocol/room_state';
import type { Leaf } from '../protocol/trust';
import { authorise } from './authorise';
import type { EntryFacts, LeafFacts, RoomFacts } from './facts';
import { deny, type Policy } from './policy';
import { isRoomKind } from './words';

export { kNoCase };

function named(id: string): string {
  return id === kNoCase ? '' : id;
}

/** A verified leaf as it stands at `at`; whether somebody declared a relation is not in any certificate. */
export function leafFactsOf(who: Leaf & Partial<Term>, at: number): LeafFacts {
  const { leaf, certificate, issuer, until = 0, standsInFor = '' } = who;
  const { kind } = certificate;
  return {
    leaf,
    leafClass: kind,
    orgType: issuer.type,
    functie: kind === 'member' ? certificate.functie : kind === 'guest' ? certificate.class : 'school_professional',
    organisation: kind === 'pseudonym' ? '' : certificate.org,
    room: kind === 'pseudonym' ? certificate.room : '',
    caseId: kind === 'guest' ? certificate.case : '',
    certificateValid: [certificate, issuer].every(({ from, to }) => from <= at && at < to),
    convenantValid: issuer.convenantFrom <= at && at < issuer.convenantTo,
    revoked: false,
    relationDeclared: false,
    until,
    standsInFor,
    termOver: isOver({ until, standsInFor }, at),
  };
}

/** undefined when the room's kind is not a word of the rules. `at`: when it is asked. A log does not say whether its case is closed. */
export function roomFactsOf(state: RoomState, at: number): RoomFacts | undefined {
  const { room, kind, phase, step, closed } = state;
  if (!isRoomKind(kind)) return undefined;
  const roster = state.leaves.map((leaf) => leafFactsOf(leaf, at));
  return { room, caseId: named(state.case), kind, phase, step, closed, caseClosed: false, roster };
}

export function entryFactsOf({ entry, subjects }: VerifiedEntry): EntryFacts | undefined {
  const { room, kind, n, by, phase, basis, at } = entry;
  if (!isRoomKind(kind)) return undefined;
  const ops = entry.ops.map(({ op, leaf }, i) => {
    const subject = op === 'add' || op === 'replace' ? subjects[i] : undefined;
    return subject === undefined ? { op, leaf } : { op, leaf, candidate: leafFactsOf(subject, at) };
  });
  return { room, caseId: named(entry.case), kind, n, policy: hex(entry.policy), by, at, phase, step: basis.step, event: basis.event, ops };
}

/** The verdict on an entry straight from the log; entry_malformed for a kind of room that the rules do not know. */
export function authoriseLog(policy: Policy, policyHash: Bytes): Authorise {
  const expected = hex(policyHash);
  return (before, verified) => {
    const entry = entryFactsOf(verified);
    const found = before === undefined ? undefined : roomFactsOf(before, verified.entry.at);
    const room = found && { ...found, roster: found.roster.map((each) => ({ ...each, revoked: verified.revoked.has(each.leaf as Id) })) };
    if (entry === undefined || (before !== undefined && room === undefined)) return deny(policy, 'entry_malformed');
    return authorise(policy, expected, room, entry);
  };
}
