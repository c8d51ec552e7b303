// SPDX-License-Identifier: EUPL-1.2
// Argon2id (RFC 9106) over hash-wasm. Parameters outside the bounds of docs/protocol.md section 2 are refused, whatever the server says.

import { argon2id as argon2idWasm } from 'hash-wasm';
import { type Bytes, utf8 } from './bytes';
import { fail, ok, type Result } from './result';

export interface Argon2Params {
  readonly mKib: number;
  readonly t: number;
  readonly p: number;
}

export const kStandardArgon2: Argon2Params = { mKib: 65536, t: 3, p: 1 };

function withinBounds({ mKib, t, p }: Argon2Params): boolean {
  return mKib >= 65536 && mKib <= 1048576 && t >= 3 && t <= 16 && p === 1;
}

/** The bytes of a passphrase: NFKC, UTF-8, so that every keyboard gives the same. */
export function passphraseBytes(passphrase: string): Bytes {
  return utf8(passphrase.normalize('NFKC'));
}

/** 32 bytes; about half a second with the standard parameters. */
export async function argon2id(secret: Bytes, salt: Bytes, params: Argon2Params): Promise<Result<Bytes>> {
  if (!withinBounds(params) || salt.length !== 16 || secret.length === 0) return fail('crypto', 'argon2id');
  const hash = await argon2idWasm({
    password: secret,
    salt,
    memorySize: params.mKib,
    iterations: params.t,
    parallelism: params.p,
    hashLength: 32,
    outputType: 'binary',
  });
  return ok(new Uint8Array(hash));
}
