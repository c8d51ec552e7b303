// SPDX-License-Identifier: EUPL-1.2
// Argon2id (RFC 9106) over hash-wasm, and the bytes of a passphrase. Which costs a client accepts is protocol/slot.ts.

import { argon2id as argon2idWasm } from 'hash-wasm';
import { type Bytes, utf8 } from './bytes';
import { fail, ok, type Result } from './result';

export interface Argon2Params {
  readonly mKib: number;
  readonly t: number;
  readonly p: number;
}

/** The bytes of a passphrase: NFKC, UTF-8, so that every keyboard gives the same. */
export function passphraseBytes(passphrase: string): Bytes {
  return utf8(passphrase.normalize('NFKC'));
}

/** 32 bytes; about half a second with 64 MiB and 3 passes. Refuses what RFC 9106 section 3.1 does not allow. */
export async function argon2id(secret: Bytes, salt: Bytes, params: Argon2Params): Promise<Result<Bytes>> {
  const { mKib, t, p } = params;
  if (p < 1 || t < 1 || mKib < 8 * p || salt.length < 8 || secret.length === 0) return fail('crypto', 'argon2id');
  const hash = await argon2idWasm({
    password: secret,
    salt,
    memorySize: mKib,
    iterations: t,
    parallelism: p,
    hashLength: 32,
    outputType: 'binary',
  });
  return ok(new Uint8Array(hash));
}
