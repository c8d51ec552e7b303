// SPDX-License-Identifier: EUPL-1.2
// Ed25519 (RFC 8032), verified strictly: S < L, A and R canonical and not of small order, then WebCrypto's equation.

import { type Bytes, hex } from './bytes';
import { okpPair } from './okp';
import { fail, ok, type Result } from './result';

export interface SigningKey {
  readonly publicKey: Bytes;
  readonly privateKey: CryptoKey;
}

/** A public key that has passed the strict checks, imported once. */
export interface VerifyKey {
  readonly bytes: Bytes;
  readonly key: CryptoKey;
}

const kSignatureBytes = 64;

// 2^255 - 19 and the order of the base point, RFC 8032 section 5.1.
const fieldPrime = 2n ** 255n - 19n;
const groupOrder = 2n ** 252n + 27742317777372353535851937790883648493n;

// The y coordinates of the eight points whose order divides 8: 0, 1, -1 and the two of order 8, which are opposite.
const orderEightY = 55188659117513257062467267217118295137698188065244968500265048394206261417927n;
const smallOrderY: ReadonlySet<bigint> = new Set([0n, 1n, fieldPrime - 1n, orderEightY, fieldPrime - orderEightY]);

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${hex(Uint8Array.from(bytes).reverse())}`);
}

/** An encoding of a point that is canonical and not of small order. One that is not on the curve verifies nothing. */
function acceptablePoint(encoded: Uint8Array): boolean {
  const y = littleEndian(encoded) & (2n ** 255n - 1n);
  return y < fieldPrime && !smallOrderY.has(y);
}

export async function signingKey(seed: Bytes): Promise<SigningKey> {
  return okpPair('Ed25519', seed);
}

export async function sign(key: SigningKey, message: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign('Ed25519', key.privateKey, message));
}

export async function verifyKey(publicKey: Bytes): Promise<Result<VerifyKey>> {
  if (publicKey.length !== 32 || !acceptablePoint(publicKey)) return fail('crypto', 'ed25519 key');
  try {
    return ok({ bytes: publicKey, key: await crypto.subtle.importKey('raw', publicKey, 'Ed25519', true, ['verify']) });
  } catch {
    return fail('crypto', 'ed25519 key');
  }
}

export async function verify(key: VerifyKey, message: Bytes, signature: Bytes): Promise<boolean> {
  if (signature.length !== kSignatureBytes) return false;
  if (!acceptablePoint(signature.subarray(0, 32)) || littleEndian(signature.subarray(32)) >= groupOrder) return false;
  try {
    return await crypto.subtle.verify('Ed25519', key.key, signature, message);
  } catch {
    return false;
  }
}
