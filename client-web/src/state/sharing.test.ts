// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from 'vitest';
import type { Room, Snapshot } from './model';
import { share } from './sharing';
import { patched, snapshotPatch } from './snapshot_patch';
import { kStartSnapshot, SnapshotStore } from './snapshot_store';
import { kBareRoom } from './testing/bare_room';

const room = (id: string, lastSeq = 0): Room => ({ ...kBareRoom, id, reference: id, lastSeq });

describe('structural sharing', () => {
  it('gives_back_what_was_there_when_nothing_changed', () => {
    const before = { a: [{ id: 'x', n: 1 }], b: { c: 'd' } };
    expect(share(before, structuredClone(before))).toBe(before);
  });

  it('keeps_every_part_that_did_not_change', () => {
    const before = {
      list: [
        { id: 'x', n: 1 },
        { id: 'y', n: 2 },
      ],
      other: { z: 1 },
    };
    const after = share(before, {
      list: [
        { id: 'x', n: 1 },
        { id: 'y', n: 3 },
      ],
      other: { z: 1 },
    });
    expect(after.list[0]).toBe(before.list[0]);
    expect(after.list[1]).toEqual({ id: 'y', n: 3 });
    expect(after.other).toBe(before.other);
  });

  it('follows_what_has_an_id_to_its_new_place', () => {
    const before = [
      { id: 'x', n: 1 },
      { id: 'y', n: 2 },
    ];
    const after = share(before, [
      { id: 'w', n: 0 },
      { id: 'x', n: 1 },
      { id: 'y', n: 2 },
    ]);
    expect(after[1]).toBe(before[0]);
    expect(after[2]).toBe(before[1]);
  });

  it('does_not_take_a_missing_field_for_an_undefined_one', () => {
    const before: { a: number; b?: number } = { a: 1, b: 2 };
    expect(share(before, { a: 1 })).toEqual({ a: 1 });
  });
});

describe('a patch between worker and page', () => {
  const signedIn: Snapshot = { ...kStartSnapshot, screen: 'signed_in', rooms: [room('a'), room('b')], loaded: true };

  it('carries_only_the_rooms_that_changed', () => {
    const [a, b] = signedIn.rooms;
    if (a === undefined || b === undefined) throw new Error('rooms');
    const after = { ...signedIn, rooms: [{ ...b, lastSeq: 1 }, a] };
    const patch = snapshotPatch(signedIn, after);
    expect(patch.rooms).toEqual({ order: ['b', 'a'], changed: [{ ...b, lastSeq: 1 }] });
    expect(patch.cases).toBeUndefined();
    const applied = patched(signedIn, structuredClone(patch));
    expect(applied).toEqual(after);
    expect(applied.rooms[1]).toBe(a);
  });

  it('takes_away_what_is_no_longer_there', () => {
    const out: Snapshot = { ...kStartSnapshot, screen: 'signed_out', endedBecause: 'idle' };
    const me = {
      ...{ account: 'a', login: 'l', name: 'n', org: 'o', orgName: 'on' },
      orgType: 'school',
      functie: 'f',
      certified: true,
      rootFingerprint: 'r',
    };
    expect(patched({ ...signedIn, me }, structuredClone(snapshotPatch({ ...signedIn, me }, out)))).toEqual(out);
  });
});

describe('the snapshot store', () => {
  it('publishes_the_changes_of_one_turn_together_and_nothing_when_nothing_changed', async () => {
    let lang: 'nl' | 'en' = 'nl';
    const store = new SnapshotStore(() => ({ ...kStartSnapshot, lang }));
    let told = 0;
    store.subscribe(() => told++);
    store.changed();
    await Promise.resolve();
    expect(told).toBe(0);
    lang = 'en';
    store.changed();
    store.changed();
    await Promise.resolve();
    expect(told).toBe(1);
    expect(store.get().lang).toBe('en');
  });
});
