// SPDX-License-Identifier: EUPL-1.2
// AES-256-GCM with a 12-byte nonce and a 16-byte tag at the end. A key is 32 bytes; any failure to open is one failure.

import { type Bytes, concat, random } from './bytes';
import { fail, ok, type Result } from './result';

declare const aadBrand: unique symbol;
/** Authenticated, not encrypted. A type of its own, so that it cannot stand where the plaintext or HPKE's info belongs. */
export type Aad = Bytes & { readonly [aadBrand]: true };

export function aad(bytes: Bytes): Aad {
  return bytes as Aad;
}

const kNonceBytes = 12;
const kTagBytes = 16;

async function imported(key: Bytes, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  if (key.length !== 32) throw new RangeError('aead: a key has 32 bytes');
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, [use]);
}

/** The caller never uses a nonce twice with one key. */
export async function sealWithNonce(key: Bytes, nonce: Bytes, additional: Aad, plaintext: Bytes): Promise<Bytes> {
  const parameters = { name: 'AES-GCM', iv: nonce, additionalData: additional, tagLength: 128 };
  return new Uint8Array(await crypto.subtle.encrypt(parameters, await imported(key, 'encrypt'), plaintext));
}

export async function openWithNonce(key: Bytes, nonce: Bytes, additional: Aad, sealed: Bytes): Promise<Result<Bytes>> {
  if (sealed.length < kTagBytes || nonce.length !== kNonceBytes) return fail('crypto', 'aead');
  const parameters = { name: 'AES-GCM', iv: nonce, additionalData: additional, tagLength: 128 };
  const decryptKey = await imported(key, 'decrypt');
  try {
    return ok(new Uint8Array(await crypto.subtle.decrypt(parameters, decryptKey, sealed)));
  } catch {
    return fail('crypto', 'aead');
  }
}

/** `nonce(12, random) || ciphertext || tag` */
export async function seal(key: Bytes, additional: Aad, plaintext: Bytes): Promise<Bytes> {
  const nonce = random(kNonceBytes);
  return concat(nonce, await sealWithNonce(key, nonce, additional, plaintext));
}

export function open(key: Bytes, additional: Aad, sealed: Bytes): Promise<Result<Bytes>> {
  return openWithNonce(key, sealed.slice(0, kNonceBytes), additional, sealed.slice(kNonceBytes));
}
