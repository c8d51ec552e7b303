// SPDX-License-Identifier: EUPL-1.2
import { beforeAll, describe, expect, it } from 'vitest';
import { type Bytes, hex, random, u32, utf8 } from '../crypto/bytes';
import { sha256 } from '../crypto/hash';
import type { Result } from '../crypto/result';
import { newId } from './id';
import { type Item, itemJson, openItem, readItem, verifyItem } from './item';
import { ItemChain } from './item_chain';
import { jsonBytes } from './json';
import { decode } from './object_reader';
import { kMaxPlaintextBytes, pad, paddedLength, unpad } from './padding';
import { decodePayload, encodePayload, type Payload } from './payload';
import { mustHave } from './testing/region';
import { newRoom, type TestRoom, TestRoomStore, text } from './testing/room';

let room: TestRoom;
beforeAll(async () => {
  room = await newRoom();
});

function flipped(bytes: Bytes, at = 0): Bytes {
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
}

function code(result: Result<unknown>): string {
  return result.ok ? 'accepted' : result.failure.code;
}

const payloads: readonly Payload[] = [
  { type: 'text', text: 'Hoe pakken jullie dit aan? 🙂', title: 'Vraag', replyTo: '' },
  { type: 'edit', ref: newId(), text: 'Beter gezegd' },
  { type: 'reaction', ref: newId(), emoji: '👍', on: true },
  { type: 'signal', behaviour: 'a', context: 'b', source: 'c', kind: 'd' },
  { type: 'identity', givenName: 'V', familyName: 'W', birthDate: '2010-01-31', contact: '', aliases: ['x', 'y'] },
  { type: 'file', file: newId(), key: random(32), name: 'plan.pdf', mediaType: 'application/pdf', size: 70_000, chunks: 2 },
  { type: 'record', text: 'De leerling wilde praten.', texts: {} },
];
const stated = '{"record":"pupil_talk","step":"1","fields":{}}';

describe('an item', () => {
  it.each(payloads)('of type $type opens to what was sealed', async (payload) => {
    const store = new TestRoomStore(room);
    const record = payload.type === 'record' ? stated : '';
    const item = await store.seal(room.author, payload, { record });
    const opened = mustHave(await openItem(room.keys, room.author.leaf.verifyKey, item));
    expect(opened.payload).toEqual(payload);
    expect([opened.header.type, opened.header.record, opened.header.from]).toEqual([payload.type, record, room.author.leaf.leaf]);
    expect(mustHave(decode(jsonBytes(itemJson(item)), readItem))).toEqual(item);
  });

  it('is refused when any of its parts is changed, or it is said to be somebody else’s', async () => {
    const item = await new TestRoomStore(room).seal(room.author, text('x'));
    const author = room.author.leaf.verifyKey;
    const { h, k, c, s } = item;
    const changed: readonly Item[] = [
      { ...item, k: flipped(k) },
      { ...item, c: flipped(c) },
      { ...item, s: flipped(s) },
      { ...item, h: flipped(h, 20) },
    ];
    for (const one of changed) expect((await openItem(room.keys, author, one)).ok).toBe(false);
    expect(code(await openItem(room.keys, room.other.leaf.verifyKey, item))).toBe('signature');
    expect(code(await openItem({ ...room.keys, n: 1 }, author, item))).toBe('item');
    expect(code(await openItem({ ...room.keys, room: newId() }, author, item))).toBe('item');
    expect(code(await openItem({ ...room.keys, root: random(32), threads: new Map() }, author, item))).toBe('item');
  });

  it('stays verifiable as a tombstone, without a word left', async () => {
    const stored = await new TestRoomStore(room).say(room.author, 'iets herleidbaars');
    const tombstone = { ...stored, c: await sha256(stored.c), tombstone: true, removedBy: '' };
    expect(await verifyItem(room.author.leaf.verifyKey, tombstone)).toBe(true);
    expect(mustHave(await openItem(room.keys, room.author.leaf.verifyKey, tombstone)).payload).toBeUndefined();
  });

  it('states something in its header exactly when it is a record, in a header that is not too long', async () => {
    const store = new TestRoomStore(room);
    const record: Payload = { type: 'record', text: '', texts: {} };
    await expect(store.seal(room.author, text('x'), { record: stated })).rejects.toThrow('record');
    await expect(store.seal(room.author, record)).rejects.toThrow('record');
    await expect(store.seal(room.author, record, { record: 'a'.repeat(1000) })).rejects.toThrow('header size');
  });

  it('refuses a plaintext that is too long', async () => {
    const words = 'a'.repeat(kMaxPlaintextBytes);
    await expect(new TestRoomStore(room).seal(room.author, text(words))).rejects.toThrow('plaintext size');
  });
});

describe('a payload', () => {
  it.each(payloads)('of type $type is read as it was written, and not as another type', (payload) => {
    const bytes = encodePayload(payload);
    expect(mustHave(decodePayload(payload.type, bytes))).toEqual(payload);
    for (const { type } of payloads) if (type !== payload.type) expect(decodePayload(type, bytes).ok).toBe(false);
  });
});

describe('padding', () => {
  it.each([
    [0, 256],
    [252, 256],
    [253, 512],
    [508, 512],
    [4092, 4096],
    [4093, 8192],
    [8189, 12_288],
    [kMaxPlaintextBytes, 32_768],
  ])('makes %i bytes %i', (length, padded) => {
    const plaintext = random(length);
    const out = mustHave(pad(plaintext));
    expect(out.length).toBe(padded);
    expect(hex(mustHave(unpad(out)))).toBe(hex(plaintext));
  });

  it('refuses what does not fit, bytes that are not zero, a false length and another size', () => {
    expect(pad(new Uint8Array(kMaxPlaintextBytes + 1)).ok).toBe(false);
    const padded = mustHave(pad(utf8('abc')));
    expect(unpad(flipped(padded, 255)).ok).toBe(false);
    expect(unpad(flipped(padded, 0)).ok).toBe(false);
    expect(unpad(padded.slice(0, 255)).ok).toBe(false);
    expect(unpad(new Uint8Array(512)).ok).toBe(false);
    expect(unpad(new Uint8Array(3)).ok).toBe(false);
    const long = new Uint8Array(paddedLength(kMaxPlaintextBytes + 5));
    long.set(u32(kMaxPlaintextBytes + 1));
    expect(unpad(long).ok).toBe(false);
  });
});

describe('the chain of items', () => {
  let store: TestRoomStore;
  let chain: ItemChain;
  beforeAll(async () => {
    store = new TestRoomStore(room);
    for (let i = 0; i < 9; i++) await store.say(i % 2 === 0 ? room.author : room.other, `bericht ${i}`);
  });
  const fresh = () => {
    chain = new ItemChain(room.state.room);
    return chain;
  };
  const page = (from: number, to: number) => store.items.slice(from - 1, to);
  const headBefore = (seq: number) => store.heads[seq - 1] ?? random(32);

  it('grows forward, backward and by single items to the same head', async () => {
    expect(code(await fresh().append(headBefore(1), page(1, 9)))).toBe('accepted');
    expect(hex(chain.head)).toBe(hex(headBefore(10)));

    expect(code(await fresh().append(headBefore(7), page(7, 8)))).toBe('accepted');
    expect([chain.first, chain.last]).toEqual([7, 8]);
    expect(code(await chain.append(undefined, page(9, 9)))).toBe('accepted');
    expect(code(await chain.prepend(headBefore(4), page(4, 6)))).toBe('accepted');
    expect(code(await chain.prepend(headBefore(1), page(1, 3)))).toBe('accepted');
    expect([chain.first, chain.last, hex(chain.head)]).toEqual([1, 9, hex(headBefore(10))]);
    expect([chain.counter(room.author.leaf.leaf), chain.counter(room.other.leaf.leaf), chain.counter(newId())]).toEqual([5, 4, 0]);
  });

  it('skips what it has and returns what it took', async () => {
    await fresh().append(headBefore(1), page(1, 5));
    const taken = mustHave(await chain.append(headBefore(4), page(4, 7)));
    expect(taken.map(({ seq }) => seq)).toEqual([6, 7]);
    expect(mustHave(await chain.append(headBefore(1), page(1, 7)))).toEqual([]);
  });

  it('asks for what is missing', async () => {
    await fresh().append(headBefore(1), page(1, 3));
    expect(code(await chain.append(undefined, page(5, 5)))).toBe('item');
    expect(code(await fresh().append(undefined, page(5, 5)))).toBe('item');
  });

  it('notices a changed, dropped, exchanged or invented item', async () => {
    const [one, two, three] = page(1, 3);
    if (one === undefined || two === undefined || three === undefined) throw new Error('three items');
    const changed = { ...two, s: flipped(two.s) };
    expect(code(await fresh().append(headBefore(1), [one, changed, three]))).toBe('forked');
    expect(code(await fresh().append(headBefore(1), [one, { ...three, seq: 2 }]))).toBe('forked');
    expect(code(await fresh().append(headBefore(1), [one, three]))).toBe('item');
    expect(code(await fresh().append(random(32), [one]))).toBe('forked');
    expect(code(await fresh().append(headBefore(1), [one, two, { ...two, seq: 3 }]))).toBe('item');
  });

  it('notices an older page that does not lead to the newer one', async () => {
    await fresh().append(headBefore(6), page(6, 9));
    expect(code(await chain.prepend(random(32), page(3, 5)))).toBe('forked');
    const [three, four, five] = page(3, 5);
    if (three === undefined || four === undefined || five === undefined) throw new Error('three items');
    expect(code(await chain.prepend(headBefore(3), [three, { ...four, s: flipped(four.s) }, five]))).toBe('forked');
    expect(code(await chain.prepend(headBefore(2), page(2, 4)))).toBe('item');
  });

  it('notices a false head that a sender says it saw before the loaded part', async () => {
    const forked = new TestRoomStore(room);
    for (let i = 0; i < 3; i++) await forked.say(room.author, `${i}`);
    const item = await forked.seal(room.author, text('x'), { seenSeq: 2, seenHead: random(32) });
    await forked.store(room.author, item);
    const view = new ItemChain(room.state.room);
    expect(code(await view.append(forked.heads[3], forked.items.slice(3)))).toBe('accepted');
    expect(code(await view.prepend(forked.heads[0] ?? random(32), forked.items.slice(0, 3)))).toBe('forked');
  });

  it('refuses a repeated id, a counter that does not grow and another room', async () => {
    const other = new TestRoomStore(room);
    const first = await other.say(room.author, 'a');
    const header = mustHave(await openItem(room.keys, room.author.leaf.verifyKey, first)).header;
    const twice = await other.seal(room.author, text('b'), { id: header.id });
    const stuck = await other.seal(room.author, text('b'), { ctr: 1 });
    const elsewhere = await other.seal(room.author, text('b'), { room: newId() });
    for (const item of [twice, stuck, elsewhere]) {
      const view = new ItemChain(room.state.room);
      await view.append(other.heads[0], [first]);
      expect(code(await view.append(undefined, [{ ...item, seq: 2, at: 0, tombstone: false, removedBy: '' }]))).toBe('item');
    }
  });

  it('takes nothing of a page it refuses', async () => {
    await fresh().append(headBefore(1), page(1, 3));
    const bad = await store.seal(room.author, text('x'), { seenSeq: 1, seenHead: random(32), ctr: 50 });
    const four = page(4, 4);
    expect(code(await chain.append(undefined, [...four, { ...bad, seq: 5, at: 0, tombstone: false, removedBy: '' }]))).toBe('forked');
    expect([chain.last, hex(chain.head)]).toEqual([3, hex(headBefore(4))]);
    expect(code(await chain.append(undefined, page(4, 9)))).toBe('accepted');
  });
});
