// SPDX-License-Identifier: EUPL-1.2
// A person's private keys (docs/protocol.md section 2): one sealed blob on the server, opened only on the person's device.

import { type Aad, aad, open, seal } from '../crypto/aead';
import { toBase64url } from '../crypto/base64url';
import { type Bytes, kNoBytes, lp, random, u64, utf8, wipe } from '../crypto/bytes';
import { type SigningKey, signingKey } from '../crypto/ed25519';
import { label } from '../crypto/labels';
import { fail, type Result } from '../crypto/result';
import { type SealKey, sealKey } from '../crypto/x25519';
import { jsonBytes } from './json';
import { decode } from './object_reader';

export interface Vault {
  readonly sign: Bytes;
  readonly seal: Bytes;
  readonly pseudonym: Bytes;
  /** the organisation's signing seed; empty but for a beheerder */
  readonly org: Bytes;
}

/** The keys of an opened vault, imported once; public halves are always computed from the private ones. */
export interface PersonKeys {
  readonly sign: SigningKey;
  readonly seal: SealKey;
  readonly pseudonym: Bytes;
  readonly org: SigningKey | undefined;
}

export function isLogin(login: string): boolean {
  return /^[a-z0-9._@-]{3,64}$/.test(login);
}

export function newVault(org: Bytes = kNoBytes): Vault {
  return { sign: random(32), seal: random(32), pseudonym: random(32), org };
}

function vaultAad(login: string, version: number): Aad {
  return aad(lp(label('vault'), utf8(login), u64(version)));
}

export async function sealVault(vaultKey: Bytes, login: string, version: number, vault: Vault): Promise<Bytes> {
  const { sign, seal: sealSeed, pseudonym, org } = vault;
  const secrets = { sign: toBase64url(sign), seal: toBase64url(sealSeed), pseudonym: toBase64url(pseudonym), org: toBase64url(org) };
  const json = jsonBytes({ v: 1, ...secrets });
  const blob = await seal(vaultKey, vaultAad(login, version), json);
  wipe(json);
  return blob;
}

export async function openVault(vaultKey: Bytes, login: string, version: number, blob: Bytes): Promise<Result<Vault>> {
  const json = await open(vaultKey, vaultAad(login, version), blob);
  if (!json.ok) return fail('crypto', 'vault');
  const vault = decode(json.value, (o) => {
    o.int('v', 1, 1);
    const keys = { sign: o.bytes('sign', 32), seal: o.bytes('seal', 32), pseudonym: o.bytes('pseudonym', 32) };
    return { ...keys, org: o.bytesOrEmpty('org', 32) };
  });
  wipe(json.value);
  return vault;
}

export async function personKeys(vault: Vault): Promise<PersonKeys> {
  return {
    sign: await signingKey(vault.sign),
    seal: await sealKey(vault.seal),
    pseudonym: vault.pseudonym,
    org: vault.org.length > 0 ? await signingKey(vault.org) : undefined,
  };
}
