// SPDX-License-Identifier: EUPL-1.2
// Slots (docs/protocol.md section 2): ways to the vault key. The server learns `auth` and never what it was made from.

import { type Aad, aad, open, seal } from '../crypto/aead';
import { type Bytes, lp, random, u32, utf8, wipe } from '../crypto/bytes';
import { hkdfExtract } from '../crypto/hash';
import { derive, label } from '../crypto/labels';
import { type Argon2Params, argon2id, kStandardArgon2, passphraseBytes } from '../crypto/password';
import { fail, ok, type Result } from '../crypto/result';

export type SlotKind = 'passphrase' | 'recovery';

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

async function slotSecrets(master: Bytes, login: string): Promise<SlotSecrets> {
  const name = utf8(login);
  const secrets = { auth: await derive(master, 'auth', name), slotKey: await derive(master, 'slot', name) };
  wipe(master);
  return secrets;
}

export async function passphraseSecrets(passphrase: string, login: string, params: SlotParams): Promise<Result<SlotSecrets>> {
  if (params.kind !== 'passphrase') return fail('crypto', 'slot');
  const secret = passphraseBytes(passphrase);
  const master = await argon2id(secret, params.salt, params);
  wipe(secret);
  return master.ok ? ok(await slotSecrets(master.value, login)) : master;
}

/** `secret` is the 16 bytes that the recovery code spells. */
export async function recoverySecrets(secret: Bytes, login: string, params: SlotParams): Promise<Result<SlotSecrets>> {
  const bare = params.kind === 'recovery' && params.mKib === 0 && params.t === 0 && params.p === 0;
  if (!bare || secret.length !== 16 || params.salt.length !== 16) return fail('crypto', 'slot');
  return ok(await slotSecrets(await hkdfExtract(params.salt, secret), login));
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
