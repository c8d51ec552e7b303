// SPDX-License-Identifier: EUPL-1.2
// Items (docs/protocol.md section 6): sealed under a key that is used once and committed to, signed by their leaf.

import { aad, openWithNonce, sealWithNonce } from '../crypto/aead';
import { toBase64url } from '../crypto/base64url';
import { type Bytes, concat, equalConstantTime, lp, random } from '../crypto/bytes';
import { type SigningKey, sign, type VerifyKey, verify } from '../crypto/ed25519';
import { hkdfExpand, hkdfExtract, sha256 } from '../crypto/hash';
import { tagged } from '../crypto/labels';
import { fail, ok, type Result } from '../crypto/result';
import { type EpochKeys, threadKey } from './epoch';
import type { Id } from './id';
import { type JsonLimits, jsonBytes } from './json';
import { decode, type ObjectReader } from './object_reader';
import { pad, unpad } from './padding';
import { decodePayload, encodePayload, type ItemType, kItemTypes, type Payload } from './payload';

export interface ItemHeader {
  readonly room: Id;
  readonly epoch: number;
  readonly thread: Id;
  readonly type: ItemType;
  /** what an item of type `record` states, as record.ts reads it; "" for every other type */
  readonly record: string;
  readonly id: Id;
  readonly from: Id;
  readonly ctr: number;
  readonly seenSeq: number;
  readonly seenHead: Bytes;
  readonly at: number;
  readonly salt: Bytes;
}

export interface Item {
  readonly h: Bytes;
  readonly k: Bytes;
  readonly c: Bytes;
  readonly s: Bytes;
}

/** `at` is the server's time. For a tombstone `c` is SHA-256 of what was there. */
export interface StoredItem extends Item {
  readonly seq: number;
  readonly at: number;
  readonly tombstone: boolean;
  /** of a tombstone: who said that it made the pupil identifiable, by the server's word; otherwise '' */
  readonly removedBy: Id | '';
}

export interface OpenedItem {
  readonly header: ItemHeader;
  /** undefined for a tombstone */
  readonly payload: Payload | undefined;
}

/** Where the item goes and what its sender knew; `type` follows from the payload, `epoch` from the keys. `record` only with a record. */
export type ItemPlace = Omit<ItemHeader, 'epoch' | 'type' | 'salt' | 'record'> & Partial<Pick<ItemHeader, 'record'>>;

const kHeaderLimits: JsonLimits = { maxBytes: 1024, maxDepth: 16 };
const kFirstNonce: Bytes = new Uint8Array(12);

function encodeHeader(header: ItemHeader): Bytes {
  const { room, epoch, thread, type, record, id, from, ctr, at } = header;
  const seen = { seen_seq: header.seenSeq, seen_head: toBase64url(header.seenHead) };
  return jsonBytes({ v: 1, room, epoch, thread, type, record, id, from, ctr, ...seen, at, salt: toBase64url(header.salt) });
}

function isOutOfPlace(type: ItemType, record: string): boolean {
  return (type === 'record') !== (record !== '');
}

function readHeader(o: ObjectReader): ItemHeader {
  o.int('v', 1, 1);
  const type = o.oneOf('type', kItemTypes);
  const record = o.string('record');
  if (isOutOfPlace(type, record)) o.refuse();
  return {
    room: o.id('room'),
    epoch: o.int('epoch'),
    thread: o.id('thread'),
    type,
    record,
    id: o.id('id'),
    from: o.id('from'),
    ctr: o.int('ctr', 1),
    seenSeq: o.int('seen_seq'),
    seenHead: o.bytes('seen_head', 32),
    at: o.int('at'),
    salt: o.bytes('salt', 32),
  };
}

export function decodeHeader(bytes: Bytes): Result<ItemHeader> {
  return decode(bytes, readHeader, kHeaderLimits);
}

interface ItemKeys {
  readonly key: Bytes;
  readonly k: Bytes;
}

async function itemKeys(thread: Bytes, header: ItemHeader, h: Bytes): Promise<ItemKeys> {
  const prk = await hkdfExtract(header.salt, thread);
  const both = await hkdfExpand(prk, tagged('item', await sha256(h)), 64);
  return { key: both.slice(0, 32), k: both.slice(32) };
}

function signedBytes(h: Bytes, k: Bytes, cipherHash: Bytes): Bytes {
  return tagged('item', lp(h, k, cipherHash));
}

function cipherHash(item: Item | StoredItem): Promise<Bytes> {
  return 'tombstone' in item && item.tombstone ? Promise.resolve(item.c) : sha256(item.c);
}

export async function sealItem(keys: EpochKeys, signer: SigningKey, place: ItemPlace, payload: Payload): Promise<Result<Item>> {
  const padded = pad(encodePayload(payload));
  if (!padded.ok) return padded;
  const header: ItemHeader = { record: '', ...place, epoch: keys.n, type: payload.type, salt: random(32) };
  if (isOutOfPlace(header.type, header.record)) return fail('malformed', 'record');
  const h = encodeHeader(header);
  if (h.length > kHeaderLimits.maxBytes) return fail('malformed', 'header size');
  const { key, k } = await itemKeys(await threadKey(keys, header.thread), header, h);
  const c = await sealWithNonce(key, kFirstNonce, aad(lp(h, k)), padded.value);
  return ok({ h, k, c, s: await sign(signer, signedBytes(h, k, await sha256(c))) });
}

/** The signature alone, which needs no epoch key: what the server checks too. */
export async function verifyItem(author: VerifyKey, item: Item | StoredItem): Promise<boolean> {
  return verify(author, signedBytes(item.h, item.k, await cipherHash(item)), item.s);
}

/** The plaintext alone, under its thread's key: the commitment, the tag and the padding. The signature is the caller's. */
export async function openSealed(thread: Bytes, header: ItemHeader, item: Item): Promise<Result<Bytes>> {
  const { key, k } = await itemKeys(thread, header, item.h);
  if (!equalConstantTime(k, item.k)) return fail('item', 'commitment');
  const padded = await openWithNonce(key, kFirstNonce, aad(lp(item.h, item.k)), item.c);
  return padded.ok ? unpad(padded.value) : padded;
}

/** Verifies and opens. `author` is the key of the leaf that the header names, from the roster of the header's epoch. */
export async function openItem(keys: EpochKeys, author: VerifyKey, item: Item | StoredItem): Promise<Result<OpenedItem>> {
  const decoded = decodeHeader(item.h);
  if (!decoded.ok) return decoded;
  const header = decoded.value;
  if (header.room !== keys.room || header.epoch !== keys.n) return fail('item', 'other epoch');
  if (!(await verifyItem(author, item))) return fail('signature', 'item');
  const thread = await threadKey(keys, header.thread);
  if ('tombstone' in item && item.tombstone) {
    const { k } = await itemKeys(thread, header, item.h);
    return equalConstantTime(k, item.k) ? ok({ header, payload: undefined }) : fail('item', 'commitment');
  }
  const plaintext = await openSealed(thread, header, item);
  if (!plaintext.ok) return plaintext;
  const payload = decodePayload(header.type, plaintext.value);
  return payload.ok ? ok({ header, payload: payload.value }) : payload;
}

export const kFirstHead: Bytes = new Uint8Array(32);

/** head_q from head_{q-1} and the item at q. */
export async function nextHead(previous: Bytes, item: Item | StoredItem): Promise<Bytes> {
  const digest = await sha256(lp(item.h, item.k, await cipherHash(item), item.s));
  return sha256(tagged('head', concat(previous, digest)));
}

export function readItem(o: ObjectReader): Item {
  return { h: o.bytes('h'), k: o.bytes('k', 32), c: o.bytes('c'), s: o.bytes('s', 64) };
}

export function readStoredItem(o: ObjectReader): StoredItem {
  const about = { tombstone: o.bool('tombstone'), removedBy: o.idOrEmpty('removed_by') };
  const item: StoredItem = { seq: o.int('seq', 1), at: o.int('at'), ...about, ...readItem(o) };
  return !item.tombstone || item.c.length === 32 ? item : o.refuse();
}

export type ItemJson = { readonly h: string; readonly k: string; readonly c: string; readonly s: string };

export function itemJson(item: Item): ItemJson {
  return { h: toBase64url(item.h), k: toBase64url(item.k), c: toBase64url(item.c), s: toBase64url(item.s) };
}
