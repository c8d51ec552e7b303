// SPDX-License-Identifier: EUPL-1.2
// Epoch secrets (docs/protocol.md section 5): started by an entry's author, sealed to every leaf, confirmed by each that opens its box.

import { type Aad, aad } from '../crypto/aead';
import { type Bytes, equalConstantTime, lp, random, u64 } from '../crypto/bytes';
import { hkdfExtract, sha256 } from '../crypto/hash';
import { type HpkeSealed, hpkeOpen, hpkeSeal, type Info, info } from '../crypto/hpke';
import { derive, hash, tagged } from '../crypto/labels';
import { fail, ok, type Result } from '../crypto/result';
import type { SealKey } from '../crypto/x25519';
import { type Id, idBytes } from './id';
import type { Box } from './log_entry';

export interface EpochPlace {
  readonly room: Id;
  readonly n: number;
  /** hashes as the entry carries them */
  readonly prev: Bytes;
  readonly roster: Bytes;
  readonly policy: Bytes;
}

/** Everything in an epoch hangs from `es`; `init` is the salt of the next. */
export interface EpochChain {
  readonly es: Bytes;
  readonly init: Bytes;
  readonly kc: Bytes;
}

export interface EpochSecrets extends EpochChain {
  readonly room: Id;
  readonly n: number;
}

/** Whom a box is for. */
export interface BoxHolder {
  readonly leaf: Id;
  readonly certHash: Bytes;
}

/** What an epoch's items are read and written with. Thread keys are derived once. */
export interface EpochKeys {
  readonly room: Id;
  readonly n: number;
  readonly root: Bytes;
  readonly threads: Map<Id, Promise<Bytes>>;
}

export function epochContext(place: EpochPlace): Promise<Bytes> {
  return sha256(lp(idBytes(place.room), u64(place.n), place.prev, place.roster, place.policy));
}

async function chainFrom(es: Bytes, ctx: Bytes): Promise<EpochChain> {
  return { es, init: await derive(es, 'init'), kc: await derive(es, 'commit', ctx) };
}

/** `ikm` is 32 random bytes, used once. */
export async function startChain(previousInit: Bytes | undefined, ikm: Bytes, ctx: Bytes): Promise<EpochChain> {
  const extracted = await hkdfExtract(previousInit ?? new Uint8Array(32), ikm);
  return chainFrom(await derive(extracted, 'epoch', ctx), ctx);
}

/** `previousInit` is the init of epoch n-1, undefined for epoch 0. */
export async function startEpoch(previousInit: Bytes | undefined, place: EpochPlace): Promise<EpochSecrets> {
  return { room: place.room, n: place.n, ...(await startChain(previousInit, random(32), await epochContext(place))) };
}

function boxInfo(ctx: Bytes): Info {
  return info(tagged('box', ctx));
}

function boxAad(holder: BoxHolder): Aad {
  return aad(lp(idBytes(holder.leaf), holder.certHash));
}

export async function sealBox(to: BoxHolder, seal: Bytes, place: EpochPlace, es: Bytes): Promise<Result<Box>> {
  const sealed = await hpkeSeal(seal, boxInfo(await epochContext(place)), boxAad(to), es);
  return sealed.ok ? ok({ leaf: to.leaf, ...sealed.value }) : sealed;
}

/** Opens a box and confirms that everybody got the same secret: `kc` is the entry's. */
export async function openChain(own: SealKey, holder: BoxHolder, ctx: Bytes, kc: Bytes, box: HpkeSealed): Promise<Result<EpochChain>> {
  const es = await hpkeOpen(own, boxInfo(ctx), boxAad(holder), box);
  if (!es.ok || es.value.length !== 32) return fail('epoch', 'box');
  const chain = await chainFrom(es.value, ctx);
  return equalConstantTime(chain.kc, kc) ? ok(chain) : fail('epoch', 'key confirmation');
}

/** One's own box of the epoch at `place`. */
export async function openBox(
  own: SealKey,
  holder: BoxHolder,
  place: EpochPlace,
  kc: Bytes,
  box: HpkeSealed,
): Promise<Result<EpochSecrets>> {
  const chain = await openChain(own, holder, await epochContext(place), kc, box);
  return chain.ok ? ok({ room: place.room, n: place.n, ...chain.value }) : chain;
}

/** What the entry commits to about the share the server keeps apart. */
export function shredOf(share: Bytes): Promise<Bytes> {
  return hash('share', share);
}

/** `shred` is the entry's; a share that is not the one committed to would make every item unreadable. */
export async function epochKeys(secrets: EpochSecrets, share: Bytes, shred: Bytes): Promise<Result<EpochKeys>> {
  if (!equalConstantTime(await shredOf(share), shred)) return fail('epoch', 'share');
  return ok({ room: secrets.room, n: secrets.n, root: await hkdfExtract(share, secrets.es), threads: new Map() });
}

export function threadKey(keys: EpochKeys, thread: Id): Promise<Bytes> {
  const known = keys.threads.get(thread);
  if (known !== undefined) return known;
  const derived = derive(keys.root, 'thread', idBytes(thread));
  keys.threads.set(thread, derived);
  return derived;
}
