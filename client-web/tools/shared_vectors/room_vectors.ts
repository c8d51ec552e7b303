// SPDX-License-Identifier: EUPL-1.2
// Vectors of epochs, items and files.

import { aad, sealWithNonce } from '../../src/crypto/aead';
import { fromBase64url } from '../../src/crypto/base64url';
import { type Bytes, concat, hex, lp, random, u32, utf8 } from '../../src/crypto/bytes';
import { sign } from '../../src/crypto/ed25519';
import { hkdfExpand, hkdfExtract, sha256 } from '../../src/crypto/hash';
import { hpkeSeal, info } from '../../src/crypto/hpke';
import { tagged } from '../../src/crypto/labels';
import { sealKey } from '../../src/crypto/x25519';
import { epochContext, sealBox, startChain, threadKey } from '../../src/protocol/epoch';
import { sealFile } from '../../src/protocol/file';
import { idBytes, newId } from '../../src/protocol/id';
import type { Item } from '../../src/protocol/item';
import { encodePayload, type Payload } from '../../src/protocol/payload';
import { encodeRecord } from '../../src/protocol/record';
import { mustHave } from '../../src/protocol/testing/region';
import { kThread, newRoom, TestRoomStore, text } from '../../src/protocol/testing/room';
import { flipped, idHex, itemHex, VectorFile } from './vector_file';

export async function epochVectors(): Promise<VectorFile> {
  const file = new VectorFile();
  const place = { room: newId(), n: 0, prev: new Uint8Array(32), roster: random(32), policy: random(32) };
  const placeHex = { room: idHex(place.room), prev: hex(place.prev), roster: hex(place.roster), policy: hex(place.policy) };
  for (const n of [0, 1, 4_294_967_296, Number.MAX_SAFE_INTEGER]) {
    await file.accept(`the context of epoch ${n}`, 'epoch_context', { ...placeHex, n }, hex(await epochContext({ ...place, n })));
  }
  const ctx = await epochContext(place);
  const first = await startChain(undefined, random(32), ctx);
  await file.accept('the first epoch', 'epoch_start', { init_before: '', random: hex(random(32)), ctx: hex(ctx) });
  await file.accept('a later epoch', 'epoch_start', { init_before: hex(first.init), random: hex(random(32)), ctx: hex(random(32)) });

  const privateBytes = random(32);
  const own = await sealKey(privateBytes);
  const holder = { leaf: newId(), certHash: random(32) };
  const box = mustHave(await sealBox(holder, own.publicKey, place, first.es));
  const good = {
    private: hex(privateBytes),
    leaf: idHex(holder.leaf),
    cert_hash: hex(holder.certHash),
    enc: hex(box.enc),
    ct: hex(box.ct),
    ctx: hex(ctx),
    kc: hex(first.kc),
  };
  await file.accept('a box', 'box_open', good, { es: hex(first.es), init: hex(first.init) });
  await file.refuse('a box of another leaf', 'box_open', { ...good, leaf: idHex(newId()) });
  await file.refuse('a box of another certificate', 'box_open', { ...good, cert_hash: hex(random(32)) });
  await file.refuse('a box of another epoch', 'box_open', { ...good, ctx: hex(random(32)) });
  await file.refuse('a box with another key', 'box_open', { ...good, private: hex(random(32)) });
  await file.refuse('a box with another confirmation', 'box_open', { ...good, kc: hex(flipped(first.kc)) });
  await file.refuse('a box with a changed ciphertext', 'box_open', { ...good, ct: hex(flipped(box.ct)) });
  const secretOfOthers = mustHave(await sealBox(holder, own.publicKey, place, random(32)));
  await file.refuse('a box with a secret of its own', 'box_open', { ...good, enc: hex(secretOfOthers.enc), ct: hex(secretOfOthers.ct) });
  const short = mustHave(
    await hpkeSeal(own.publicKey, info(tagged('box', ctx)), aad(lp(idBytes(holder.leaf), holder.certHash)), first.es.slice(0, 31)),
  );
  await file.refuse('a box with a secret of 31 bytes', 'box_open', { ...good, enc: hex(short.enc), ct: hex(short.ct) });

  const boxes = [random(16), random(16)].map((leaf) => ({ leaf: hex(leaf), enc: hex(random(32)), ct: hex(random(48)) }));
  await file.accept('the hash of two boxes', 'boxes_hash', { boxes });
  await file.accept('the hash of the same boxes in another order', 'boxes_hash', { boxes: boxes.toReversed() });
  await file.accept('the hash of a share', 'share_hash', { share: hex(random(32)) });
  return file;
}

export async function itemVectors(): Promise<VectorFile> {
  const file = new VectorFile();
  for (const length of [0, 1, 252, 253, 508, 1020, 2044, 4092, 4093, 8188, 32_000]) {
    await file.accept(`${length} bytes padded`, 'pad', { plaintext: hex(Uint8Array.from({ length }, (_, i) => i % 251)) });
  }
  await file.refuse('32,001 bytes padded', 'pad', { plaintext: '00'.repeat(32_001) });
  const padded = (length: number, plaintext: Bytes, size: number) =>
    hex(concat(u32(length), plaintext, new Uint8Array(size - 4 - plaintext.length)));
  const abc = utf8('abc');
  await file.accept('padding removed', 'unpad', { padded: padded(3, abc, 256) }, hex(abc));
  await file.accept('padding removed from nothing', 'unpad', { padded: padded(0, new Uint8Array(0), 256) }, '');
  await file.refuse('padding that is not zero', 'unpad', { padded: `${padded(3, abc, 256).slice(0, -2)}01` });
  await file.refuse('a length short of the plaintext', 'unpad', { padded: padded(2, abc, 256) });
  await file.refuse('a length beyond the end', 'unpad', { padded: padded(253, abc, 256) });
  await file.refuse('padding to a size that is too large', 'unpad', { padded: padded(3, abc, 512) });
  await file.refuse('padding to a size that does not exist', 'unpad', { padded: padded(3, abc, 300) });
  await file.refuse('a length above 32,000', 'unpad', { padded: padded(32_001, abc, 32_768) });
  await file.refuse('less than a length', 'unpad', { padded: '000000' });

  const room = await newRoom();
  const { author, other, first } = room;
  const key = await threadKey(room.keys, kThread);
  const share = { share: hex(first.share), es: hex(first.secrets.es), thread: idHex(kThread) };
  await file.accept('the key of a thread', 'thread_key', share, hex(key));
  await file.accept('the key of another thread', 'thread_key', { ...share, thread: idHex(newId()) });

  const roster = [author, other].map(({ leaf }) => ({ leaf: idHex(leaf.leaf), sign: hex(leaf.certificate.sign) }));
  const place = { room: idHex(room.state.room), epoch: 0, roster };
  const store = new TestRoomStore(room);
  const words = text('Hoe pakken jullie dit aan? 🙂');
  const item = await store.seal(author, words);
  const opening = (one: Item) => ({ ...place, thread: idHex(kThread), thread_key: hex(key), item: itemHex(one) });
  await file.accept('a text', 'item_open', opening(item), hex(encodePayload(words)));
  const long = text('a'.repeat(31_000));
  await file.accept('a long text', 'item_open', opening(await store.seal(other, long)), hex(encodePayload(long)));
  for (const part of ['h', 'k', 'c', 's'] as const) {
    await file.refuse(`a text with another ${part}`, 'item_open', opening({ ...item, [part]: flipped(item[part], part === 'h' ? 8 : 0) }));
  }
  const motivation: Payload = { type: 'record', text: 'De leerling wilde praten.', texts: {} };
  const talk = mustHave(encodeRecord({ record: 'pupil_talk', step: '2', fields: new Map([['on', '2026-03-02']]) }));
  const recorded = await store.seal(author, motivation, { record: talk });
  await file.accept('a record', 'item_open', opening(recorded), hex(encodePayload(motivation)));
  await file.refuse('a text of another room', 'item_open', { ...opening(item), room: idHex(newId()) });
  await file.refuse('a text of another epoch', 'item_open', { ...opening(item), epoch: 1 });
  await file.refuse('a text of another thread', 'item_open', { ...opening(item), thread: idHex(newId()) });
  await file.refuse('a text under another thread key', 'item_open', { ...opening(item), thread_key: hex(random(32)) });
  await file.refuse('a text of somebody who is not in the roster', 'item_open', { ...opening(item), roster: roster.slice(1) });
  await file.refuse(
    'a text signed by somebody else of the roster',
    'item_open',
    opening({ ...item, s: (await store.seal(other, words)).s }),
  );

  /** An item made by a member who holds the keys but not to the rules. */
  const crafted = async (header: string, plaintext: Bytes, commitment?: Bytes): Promise<Item> => {
    const h = utf8(header);
    const salt = mustHave(saltOf(item.h));
    const both = await hkdfExpand(await hkdfExtract(salt, key), tagged('item', await sha256(h)), 64);
    const k = commitment ?? both.slice(32);
    const c = await sealWithNonce(both.slice(0, 32), new Uint8Array(12), aad(lp(h, k)), plaintext);
    return { h, k, c, s: await sign(author.keys.sign, tagged('item', lp(h, k, await sha256(c)))) };
  };
  const h = new TextDecoder().decode(item.h);
  const plaintext = concat(u32(3), abc, new Uint8Array(249));
  await file.accept('a crafted item that keeps the rules', 'item_open', opening(await crafted(h, plaintext)), hex(abc));
  await file.refuse('a commitment that does not match', 'item_open', opening(await crafted(h, plaintext, random(32))));
  await file.refuse('a plaintext that is not padded', 'item_open', opening(await crafted(h, abc)));
  await file.refuse('a header with a field more', 'item_open', opening(await crafted(h.replace('{', '{"more":1,'), plaintext)));
  await file.refuse('a header with a field twice', 'item_open', opening(await crafted(h.replace('{', '{"v":1,'), plaintext)));
  await file.refuse('a header of another version', 'item_open', opening(await crafted(h.replace('"v":1', '"v":2'), plaintext)));
  await file.refuse('a counter of zero', 'item_open', opening(await crafted(h.replace('"ctr":1', '"ctr":0'), plaintext)));

  const says = (record: string) => h.replace('"record":""', `"record":${JSON.stringify(record)}`);
  const asRecord = (header: string) => header.replace('"type":"text"', '"type":"record"');
  await file.accept('a crafted record', 'item_open', opening(await crafted(asRecord(says(talk)), plaintext)), hex(abc));
  await file.refuse('a record that states nothing', 'item_open', opening(await crafted(asRecord(h), plaintext)));
  await file.refuse('a text that states something', 'item_open', opening(await crafted(says(talk), plaintext)));
  await file.refuse('a header without a record', 'item_open', opening(await crafted(h.replace('"record":"",', ''), plaintext)));
  const longest = (length: number) => asRecord(says('a'.repeat(length - asRecord(h).length)));
  await file.accept('a header of 1024 bytes', 'item_open', opening(await crafted(longest(1024), plaintext)), hex(abc));
  await file.refuse('a header of 1025 bytes', 'item_open', opening(await crafted(longest(1025), plaintext)));

  const fresh = new TestRoomStore(room);
  for (const [at, who] of [author, other, author, author, other].entries()) await fresh.say(who, `bericht ${at}`);
  const chain = (...items: readonly Item[]) => ({ ...place, items: items.map(itemHex) });
  const head = (seq: number) => fresh.heads[seq] ?? random(32);
  await file.accept('a room without items', 'item_chain', chain(), { seq: 0, head: hex(head(0)) });
  await file.accept('a chain', 'item_chain', chain(...fresh.items), { seq: 5, head: hex(head(5)) });
  const [one, two, three] = fresh.items;
  if (one === undefined || two === undefined || three === undefined) throw new Error('three items');
  await file.accept(
    'the head after an item',
    'item_head',
    {
      before: hex(head(0)),
      h: hex(one.h),
      k: hex(one.k),
      c_hash: hex(await sha256(one.c)),
      s: hex(one.s),
    },
    hex(head(1)),
  );
  await file.refuse('a chain with an item left out', 'item_chain', chain(one, three));
  await file.refuse('a chain with an item twice', 'item_chain', chain(one, two, two));
  await file.refuse('a chain with two items exchanged', 'item_chain', chain(two, one));
  await file.refuse('a chain with a changed item', 'item_chain', chain(one, { ...two, c: flipped(two.c) }));
  const next = new TestRoomStore(room);
  await next.store(author, one);
  await file.refuse('a counter that does not grow', 'item_chain', chain(one, await next.seal(author, words, { ctr: 1 })));
  await file.accept('a counter that skips', 'item_chain', chain(one, await next.seal(author, words, { ctr: 9 })));
  await file.refuse('a head that nobody else saw', 'item_chain', chain(one, await next.seal(other, words, { seenHead: random(32) })));
  await file.refuse('a head of the future', 'item_chain', chain(one, await next.seal(other, words, { seenSeq: 2, seenHead: head(2) })));
  await file.accept(
    'a sender who had seen nothing',
    'item_chain',
    chain(one, await next.seal(other, words, { seenSeq: 0, seenHead: head(0) })),
  );
  await file.refuse(
    'a sender who had seen nothing and says another head',
    'item_chain',
    chain(one, await next.seal(other, words, { seenSeq: 0, seenHead: random(32) })),
  );
  await file.refuse('an item of another room in a chain', 'item_chain', chain(one, await next.seal(other, words, { room: newId() })));
  return file;
}

function saltOf(h: Bytes) {
  const found = /"salt":"([^"]+)"/.exec(new TextDecoder().decode(h));
  return fromBase64url(found?.[1] ?? '');
}

export async function fileVectors(): Promise<VectorFile> {
  const file = new VectorFile();
  const [id, key] = [newId(), random(32)];
  const inputs = { key: hex(key), file: idHex(id) };
  for (const size of [0, 1, 65_535, 65_536, 65_537, 131_072])
    await file.accept(`a file of ${size} bytes`, 'file_seal', { ...inputs, size });
  const content = Uint8Array.from({ length: 65_536 + 9 }, (_, i) => i % 251);
  const [a, b] = await sealFile(id, key, content);
  if (a === undefined || b === undefined) throw new Error('two chunks');
  const digest = { size: content.length, sha256: hex(await sha256(content)) };
  const chunks = (...all: readonly Bytes[]) => ({ ...inputs, chunks: all.map(hex) });
  await file.accept('a file of two chunks', 'file_open', chunks(a, b), digest);
  await file.refuse('a file without its last chunk', 'file_open', chunks(a));
  await file.refuse('a file without its first chunk', 'file_open', chunks(b));
  await file.refuse('a file without chunks', 'file_open', chunks());
  await file.refuse('a file with its last chunk twice', 'file_open', chunks(a, b, b));
  await file.refuse('a file with chunks exchanged', 'file_open', chunks(b, a));
  await file.refuse('a file under another id', 'file_open', { ...chunks(a, b), file: idHex(newId()) });
  const one = { ...inputs, index: 1, last: true, ct: hex(b) };
  await file.accept('a last chunk', 'chunk_open', one, hex(content.slice(65_536)));
  await file.refuse('a last chunk taken for a middle one', 'chunk_open', { ...one, last: false });
  await file.refuse('a chunk at another place', 'chunk_open', { ...one, index: 0 });
  await file.refuse('a chunk under another key', 'chunk_open', { ...one, key: hex(random(32)) });
  return file;
}
