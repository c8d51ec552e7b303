// SPDX-License-Identifier: EUPL-1.2
// A room between a school and a gemeente for tests, with everybody's keys.

import type { Bytes } from '../../crypto/bytes';
import { type ComposedEntry, composeFirstEntry, type EntryDraft } from '../compose_entry';
import { type EpochKeys, epochKeys } from '../epoch';
import { type Id, newId } from '../id';
import { type Item, type ItemPlace, kFirstHead, nextHead, type StoredItem, sealItem } from '../item';
import type { Payload } from '../payload';
import { applyEntry, type RoomState } from '../room_state';
import { kNow, kTestPolicy, mustHave, newPerson, newRegion, type Person, type Region, replayContext } from './region';

export interface TestRoom {
  readonly region: Region;
  readonly author: Person;
  readonly other: Person;
  readonly first: ComposedEntry;
  readonly state: RoomState;
  readonly keys: EpochKeys;
}

export function draftBy(author: Person, changes: EntryDraft['changes'], event: EntryDraft['event'], at = kNow): EntryDraft {
  const { keys, leaf } = author;
  return { by: leaf.leaf, signer: keys.sign, at, phase: 'anonymous', step: 1, event, policy: kTestPolicy, changes };
}

export async function newRoom(): Promise<TestRoom> {
  const region = await newRegion();
  const author = await newPerson(region, region.school);
  const other = await newPerson(region, region.gemeente);
  const changes = [author, other].map(({ leaf }) => ({ op: 'add', leaf }) as const);
  const start = { room: newId(), case: newId(), kind: 'consult' };
  const first = mustHave(await composeFirstEntry(start, draftBy(author, changes, 'consult_opened')));
  const state = mustHave(await applyEntry(undefined, first, replayContext(region.trust)));
  return { region, author, other, first, state, keys: mustHave(await epochKeys(first.secrets, first.share, first.shred)) };
}

export function text(words: string): Payload {
  return { type: 'text', text: words, title: '', replyTo: '' };
}

/** Seals as a well-behaved sender does and stores as an honest server does. */
export class TestRoomStore {
  readonly items: StoredItem[] = [];
  readonly heads: Bytes[] = [kFirstHead];
  private readonly counters_ = new Map<Id, number>();

  constructor(private readonly room_: TestRoom) {}

  async seal(from: Person, payload: Payload, changes: Partial<ItemPlace> = {}): Promise<Item> {
    const ctr = (this.counters_.get(from.leaf.leaf) ?? 0) + 1;
    const seen = { seenSeq: this.items.length, seenHead: this.heads.at(-1) ?? kFirstHead };
    const place: ItemPlace = {
      room: this.room_.state.room,
      thread: kThread,
      id: newId(),
      from: from.leaf.leaf,
      ctr,
      ...seen,
      at: kNow,
      ...changes,
    };
    return mustHave(await sealItem(this.room_.keys, from.keys.sign, place, payload));
  }

  async store(from: Person, item: Item): Promise<StoredItem> {
    this.counters_.set(from.leaf.leaf, (this.counters_.get(from.leaf.leaf) ?? 0) + 1);
    const stored: StoredItem = { ...item, seq: this.items.length + 1, at: kNow, tombstone: false, removedBy: '' };
    this.heads.push(await nextHead(this.heads.at(-1) ?? kFirstHead, stored));
    this.items.push(stored);
    return stored;
  }

  async say(from: Person, words: string): Promise<StoredItem> {
    return this.store(from, await this.seal(from, text(words)));
  }
}

export const kThread = newId();
