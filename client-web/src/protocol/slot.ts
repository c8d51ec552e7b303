// SPDX-License-Identifier: EUPL-1.2
// Slots (docs/protocol.md section 2): ways to the vault key. The server learns `auth` and never what it was made from.

import { type Aad, aad, open, seal } from '../crypto/aead';
import { type Bytes, lp, random, u32, utf8, wipe } from '../crypto/bytes';
import { hkdfExtract } from '../crypto/hash';
import { derive, label } from '../crypto/labels';
import { type Argon2Params, argon2id, passphraseBytes } from '../crypto/password';
import { fail, ok, type Result } from '../crypto/result';

export type SlotKind = 'passphrase' | 'recovery';

const kStandardArgon2: Argon2Params = { mKib: 65536, t: 3, p: 1 };

/** Cheaper would help a guesser, dearer would stall the device: both are refused, whatever the server says. */
function acceptableCost({ mKib, t, p }: Argon2Params): boolean {
  return mKib >= 65536 && mKib <= 1048576 && t >= 3 && t <= 16 && p === 1;
}

/** What the server keeps beside a slot and gives before sign-in. */
export interface SlotParams extends Argon2Params {
  readonly kind: SlotKind;
  readonly salt: Bytes;
}

export interface SlotSecrets {
  /** sent to the server to sign in */
  readonly auth: Bytes;
  readonly slotKey: Bytes;
}

export function newPassphraseParams(): SlotParams {
  return { kind: 'passphrase', salt: random(16), ...kStandardArgon2 };
}

export function newRecoveryParams(): SlotParams {
  return { kind: 'recovery', salt: random(16), mKib: 0, t: 0, p: 0 };
}

/** Wipes the master: everything else is derived here. */
export async function slotSecrets(master: Bytes, login: string): Promise<SlotSecrets> {
  const name = utf8(login);
  const secrets = { auth: await derive(master, 'auth', name), slotKey: await derive(master, 'slot', name) };
  wipe(master);
  return secrets;
}

/** `secret` is the passphrase's bytes, or the 16 bytes that a recovery code spells. */
export async function slotMaster(secret: Bytes, params: SlotParams): Promise<Result<Bytes>> {
  const { kind, salt, mKib, t, p } = params;
  if (salt.length !== 16) return fail('crypto', 'slot');
  if (kind === 'passphrase') return acceptableCost(params) ? argon2id(secret, salt, params) : fail('crypto', 'slot');
  const bare = mKib === 0 && t === 0 && p === 0;
  return bare && secret.length === 16 ? ok(await hkdfExtract(salt, secret)) : fail('crypto', 'slot');
}

export async function passphraseSecrets(passphrase: string, login: string, params: SlotParams): Promise<Result<SlotSecrets>> {
  if (params.kind !== 'passphrase') return fail('crypto', 'slot');
  const secret = passphraseBytes(passphrase);
  const master = await slotMaster(secret, params);
  wipe(secret);
  return master.ok ? ok(await slotSecrets(master.value, login)) : master;
}

/** `secret` is the 16 bytes that the recovery code spells. */
export async function recoverySecrets(secret: Bytes, login: string, params: SlotParams): Promise<Result<SlotSecrets>> {
  if (params.kind !== 'recovery') return fail('crypto', 'slot');
  const master = await slotMaster(secret, params);
  return master.ok ? ok(await slotSecrets(master.value, login)) : master;
}

function slotAad(login: string, { kind, salt, mKib, t, p }: SlotParams): Aad {
  return aad(lp(label('slot'), utf8(login), utf8(kind), salt, u32(mKib), u32(t), u32(p)));
}

export function wrapVaultKey(slotKey: Bytes, login: string, params: SlotParams, vaultKey: Bytes): Promise<Bytes> {
  return seal(slotKey, slotAad(login, params), vaultKey);
}

export async function unwrapVaultKey(slotKey: Bytes, login: string, params: SlotParams, wrapped: Bytes): Promise<Result<Bytes>> {
  const vaultKey = await open(slotKey, slotAad(login, params), wrapped);
  return vaultKey.ok && vaultKey.value.length === 32 ? vaultKey : fail('crypto', 'slot');
}
