// SPDX-License-Identifier: EUPL-1.2
// A pseudonym is somebody only when that person says so with their own key, and the pseudonym with its own: every other combination is nobody.
import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../protocol/id';
import type { Payload } from '../protocol/payload';
import { type Reveal, signReveal } from '../protocol/reveal';
import { signObject } from '../protocol/signed';
import { kDay, kNow, newPerson, newRegion, type Person, type Region } from '../protocol/testing/region';
import { Reveals } from './reveals';
import type { ReadItem } from './room_items';

const room = newId();
const pseudonym = newId();
const another = newId();
let region: Region;
let anna: Person;
let bram: Person;

const said = (by: Person, change: Partial<Reveal> = {}): Reveal => ({ room, leaf: pseudonym, account: by.leaf.leaf, at: kNow, ...change });

function item(payload: Payload, at = kNow): ReadItem {
  const place = { room, epoch: 0, thread: newId(), record: '', id: newId(), from: pseudonym, ctr: 1, seenSeq: 0 };
  const header = { ...place, type: payload.type, seenHead: new Uint8Array(32), at, salt: new Uint8Array(32) };
  return { seq: 1, at, header, payload, tombstone: false, removedBy: '' };
}

async function revealed(payload: Payload, at = kNow): Promise<string | undefined> {
  const reveals = new Reveals(room);
  await reveals.take([item(payload, at)], region.trust, () => true);
  return reveals.of(pseudonym)?.leaf ?? reveals.of(another)?.leaf;
}

beforeAll(async () => {
  region = await newRegion();
  anna = await newPerson(region, region.school);
  bram = await newPerson(region, region.school);
});

describe('whoever is here under a pseudonym', () => {
  it('is_known_after_saying_so_with_both_keys', async () => {
    const reveal = await signReveal(anna.keys.sign, said(anna));
    expect(await revealed({ type: 'reveal', cert: anna.signed, reveal })).toBe(anna.leaf.leaf);
  });

  it('is_not_made_known_by_what_does_not_verify', async () => {
    const by = (person: Person, change: Partial<Reveal> = {}) => signReveal(person.keys.sign, said(person, change));
    const otherKind = await signObject(anna.keys.sign, 'declaration', (await by(anna)).b);
    const forged: Readonly<Record<string, Payload>> = {
      'said by another, with her certificate': { type: 'reveal', cert: anna.signed, reveal: await by(bram) },
      'said of another account': { type: 'reveal', cert: anna.signed, reveal: await by(anna, { account: bram.leaf.leaf }) },
      'said of another pseudonym': { type: 'reveal', cert: anna.signed, reveal: await by(anna, { leaf: another }) },
      'said in another room': { type: 'reveal', cert: anna.signed, reveal: await by(anna, { room: newId() }) },
      'signed as something else': { type: 'reveal', cert: anna.signed, reveal: otherKind },
      'with a certificate of nobody': { type: 'reveal', cert: { ...anna.signed, s: new Uint8Array(64) }, reveal: await by(anna) },
    };
    for (const [how, payload] of Object.entries(forged)) expect(await revealed(payload), how).toBeUndefined();
    expect(await revealed({ type: 'reveal', cert: anna.signed, reveal: await by(anna) }, kNow + 400 * kDay), 'ran out').toBeUndefined();
  });
});
