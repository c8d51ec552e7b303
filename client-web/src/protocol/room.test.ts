// SPDX-License-Identifier: EUPL-1.2
import { beforeAll, describe, expect, it } from 'vitest';
import { equalConstantTime, hex, kNoBytes, random } from '../crypto/bytes';
import type { Result } from '../crypto/result';
import { composeEntry, type EntryDraft } from './compose_entry';
import { epochContext, epochKeys, openBox } from './epoch';
import { newId } from './id';
import { boxesHash, decodeEntry, type Entry, encodeEntry } from './log_entry';
import { applyEntry, needsRotation, type RoomState } from './room_state';
import { signObject } from './signed';
import { kDay, kNow, kTestPolicy, mustHave, newPerson, newRegion, type Person, replayContext } from './testing/region';
import { draftBy, newRoom, type TestRoom } from './testing/room';

let room: TestRoom;
let third: Person;
beforeAll(async () => {
  room = await newRoom();
  third = await newPerson(room.region, room.region.gemeente);
});

const context = () => replayContext(room.region.trust);

function code(result: Result<unknown>): string {
  return result.ok ? 'accepted' : result.failure.code;
}

async function next(draft: EntryDraft, before: RoomState = room.state) {
  return mustHave(await composeEntry(before, room.first.secrets.init, draft));
}

/** The first entry with fields changed, signed again by its author: what a modified client of a member could send. */
async function resigned(changes: Partial<Entry>, signer = room.author.keys.sign): Promise<string> {
  const entry = mustHave(decodeEntry(room.first.entry.b));
  const signed = await signObject(signer, 'log', encodeEntry({ ...entry, ...changes }));
  return code(await applyEntry(undefined, { entry: signed, certs: room.first.certs }, context()));
}

describe("a room's log", () => {
  it('starts with its members in order and goes on entry by entry', async () => {
    expect(room.state.leaves.map(({ leaf }) => leaf)).toEqual([room.author.leaf.leaf, room.other.leaf.leaf]);
    const added = await next(draftBy(room.author, [{ op: 'add', leaf: third.leaf }], 'member_added'));
    const second = mustHave(await applyEntry(room.state, added, context()));
    expect([second.n, second.leaves.length]).toEqual([1, 3]);
    const removed = mustHave(
      await composeEntry(
        second,
        added.secrets.init,
        draftBy(room.author, [{ op: 'remove', leaf: room.other.leaf.leaf }], 'member_removed'),
      ),
    );
    const last = mustHave(await applyEntry(second, removed, context()));
    expect(last.leaves.map(({ leaf }) => leaf)).toEqual([room.author.leaf.leaf, third.leaf.leaf]);
    expect(removed.boxes.map(({ leaf }) => leaf)).toEqual([room.author.leaf.leaf, third.leaf.leaf]);
  });

  it('keeps the place of a leaf whose certificate is replaced', async () => {
    const renewed = await newPerson(room.region, room.region.school, { account: room.author.leaf.leaf });
    const entry = await next(draftBy(room.other, [{ op: 'replace', leaf: renewed.leaf }], 'certificate_replaced'));
    const state = mustHave(await applyEntry(room.state, entry, context()));
    expect(state.leaves.map(({ leaf }) => leaf)).toEqual([room.author.leaf.leaf, room.other.leaf.leaf]);
    expect(equalConstantTime(state.leaves[0]?.certHash ?? kNoBytes, renewed.leaf.certHash)).toBe(true);
  });

  it('takes nothing more after a close', async () => {
    const closing = await next(draftBy(room.author, [{ op: 'close' }], 'room_closed'));
    const closed = mustHave(await applyEntry(room.state, closing, context()));
    expect([closed.closed, closed.leaves.length]).toEqual([true, 2]);
    const more = mustHave(await composeEntry(closed, closing.secrets.init, draftBy(room.author, [{ op: 'rotate' }], 'key_rotation')));
    expect(code(await applyEntry(closed, more, context()))).toBe('log');
  });

  it('wants a rotation when its newest author has left', async () => {
    expect(needsRotation(room.state)).toBe(false);
    const leaving = await next(draftBy(room.other, [{ op: 'remove', leaf: room.other.leaf.leaf }], 'member_left'));
    expect(needsRotation(mustHave(await applyEntry(room.state, leaving, context())))).toBe(true);
  });

  it('is put to the policy', async () => {
    const denied = { ...context(), authorise: () => ({ allowed: false, code: 'functie_not_in_room' }) as const };
    expect(await applyEntry(undefined, room.first, denied)).toEqual({
      ok: false,
      failure: { code: 'denied', where: 'functie_not_in_room' },
    });
    expect(code(await applyEntry(undefined, room.first, { ...context(), policy: random(32) }))).toBe('denied');
  });

  it.each<readonly [string, () => Partial<Entry>, string]>([
    ['another number', () => ({ n: 1 }), 'log'],
    ['another prev', () => ({ prev: random(32) }), 'log'],
    ['another roster', () => ({ roster: random(32) }), 'log'],
    ['an author who is not in the roster', () => ({ by: newId() }), 'log'],
    ['no create', () => ({ ops: mustHave(decodeEntry(room.first.entry.b)).ops.slice(1) }), 'log'],
    ['nobody added', () => ({ ops: mustHave(decodeEntry(room.first.entry.b)).ops.slice(0, 1) }), 'log'],
    [
      'a certificate that is not the one named',
      () => ({ ops: mustHave(decodeEntry(room.first.entry.b)).ops.map((op) => (op.op === 'add' ? { ...op, certHash: random(32) } : op)) }),
      'log',
    ],
    ['a time outside the certificates', () => ({ at: kNow - 2 * kDay }), 'certificate'],
    ['nothing changed', () => ({}), 'accepted'],
  ])('judges an entry with %s', async (_, changes, verdict) => {
    expect(await resigned(changes())).toBe(verdict);
  });

  it('refuses a signature that is not the author’s, and one over other bytes', async () => {
    expect(await resigned({}, room.other.keys.sign)).toBe('signature');
    const { b, s } = room.first.entry;
    const bytes = mustHave(decodeEntry(b));
    const other = { entry: { b: encodeEntry({ ...bytes, at: bytes.at + 1 }), s }, certs: room.first.certs };
    expect(code(await applyEntry(undefined, other, context()))).toBe('signature');
  });

  it('refuses certificates too few, too many, in another order or from another region', async () => {
    const [a, b] = room.first.certs;
    if (a === undefined || b === undefined) throw new Error('two certificates');
    for (const certs of [[a], [a, b, third.signed], [b, a]]) {
      expect(code(await applyEntry(undefined, { entry: room.first.entry, certs }, context()))).toBe('log');
    }
    const foreign = await newRegion();
    expect(code(await applyEntry(undefined, room.first, replayContext(foreign.trust)))).toBe('certificate');
  });

  it('refuses an entry that does not follow the newest, and one of another room', async () => {
    const one = await next(draftBy(room.author, [{ op: 'rotate' }], 'key_rotation'));
    const other = await next(draftBy(room.author, [{ op: 'rotate' }], 'key_rotation'));
    const state = mustHave(await applyEntry(room.state, one, context()));
    expect(code(await applyEntry(state, other, context()))).toBe('log');
    expect(code(await applyEntry(state, one, context()))).toBe('log');
    const elsewhere = await newRoom();
    const strange = { ...room.state, room: elsewhere.state.room };
    expect(code(await applyEntry(strange, one, context()))).toBe('log');
  });

  it('refuses somebody added twice and somebody removed who is not there', async () => {
    expect(
      (await composeEntry(room.state, random(32), draftBy(room.author, [{ op: 'add', leaf: room.other.leaf }], 'member_added'))).ok,
    ).toBe(false);
    expect((await composeEntry(room.state, random(32), draftBy(room.author, [{ op: 'remove', leaf: newId() }], 'member_removed'))).ok).toBe(
      false,
    );
    expect(
      (await composeEntry(room.state, random(32), draftBy(room.author, [{ op: 'replace', leaf: third.leaf }], 'certificate_replaced'))).ok,
    ).toBe(false);
  });
});

describe('an epoch', () => {
  const boxOf = (person: Person) => {
    const box = room.first.boxes.find(({ leaf }) => leaf === person.leaf.leaf);
    if (box === undefined) throw new Error('box');
    return box;
  };

  it('is opened by every member to the same secret, through a RoomState alone', async () => {
    for (const person of [room.author, room.other]) {
      const secrets = mustHave(await openBox(person.keys.seal, person.leaf, room.state, room.state.kc, boxOf(person)));
      expect(hex(secrets.es)).toBe(hex(room.first.secrets.es));
      expect(mustHave(await epochKeys(secrets, room.first.share, room.state.shred)).n).toBe(0);
    }
    expect(hex(await boxesHash(room.first.boxes))).toBe(hex(room.state.boxes));
  });

  it('is refused with the wrong key, holder, place, confirmation or share', async () => {
    const { keys, leaf } = room.other;
    const open = (holder = leaf, place = room.state, kc = room.state.kc, own = keys.seal) =>
      openBox(own, holder, place, kc, boxOf(room.other));
    expect(code(await open(leaf, room.state, room.state.kc, room.author.keys.seal))).toBe('epoch');
    expect(code(await open(room.author.leaf))).toBe('epoch');
    expect(code(await open(leaf, { ...room.state, n: 1 }))).toBe('epoch');
    expect(code(await open(leaf, { ...room.state, policy: random(32) }))).toBe('epoch');
    expect(code(await open(leaf, room.state, random(32)))).toBe('epoch');
    expect(code(await epochKeys(room.first.secrets, random(32), room.state.shred))).toBe('epoch');
  });

  it('follows from the one before it and from new randomness', async () => {
    const rotate = () => draftBy(room.author, [{ op: 'rotate' }], 'key_rotation');
    const [one, two] = [await next(rotate()), await next(rotate())];
    expect(hex(one.secrets.es)).not.toBe(hex(two.secrets.es));
    const place = { ...room.state, policy: kTestPolicy };
    expect(hex(await epochContext(place))).not.toBe(hex(await epochContext({ ...place, n: 1 })));
  });
});
