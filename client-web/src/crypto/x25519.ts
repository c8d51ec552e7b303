// SPDX-License-Identifier: EUPL-1.2
// X25519 (RFC 7748). An all-zero shared secret is refused (section 6.1).

import type { Bytes } from './bytes';
import { okpPair } from './okp';
import { fail, ok, type Result } from './result';

export interface SealKey {
  readonly publicKey: Bytes;
  readonly privateKey: CryptoKey;
}

export function sealKey(privateBytes: Bytes): Promise<SealKey> {
  return okpPair('X25519', privateBytes);
}

export async function agree(own: SealKey, theirPublicKey: Bytes): Promise<Result<Bytes>> {
  if (theirPublicKey.length !== 32) return fail('crypto', 'x25519');
  try {
    const theirs = await crypto.subtle.importKey('raw', theirPublicKey, 'X25519', true, []);
    const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: 'X25519', public: theirs }, own.privateKey, 256));
    return shared.some((byte) => byte !== 0) ? ok(shared) : fail('crypto', 'x25519');
  } catch {
    return fail('crypto', 'x25519');
  }
}
