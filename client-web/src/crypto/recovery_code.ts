// SPDX-License-Identifier: EUPL-1.2
// The printed recovery code: 16 bytes as 26 characters of Crockford base32 in groups of 4. Reading forgives what people confuse.

import type { Bytes } from './bytes';
import { fail, ok, type Result } from './result';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const kCodeBytes = 16;
const kCodeCharacters = 26;

export function recoveryCode(secret: Bytes): string {
  if (secret.length !== kCodeBytes) throw new RangeError('recoveryCode: a secret has 16 bytes');
  let value = secret.reduce((held, byte) => (held << 8n) | BigInt(byte), 0n) << 2n;
  let out = '';
  for (let i = 0; i < kCodeCharacters; i++) {
    out = alphabet.charAt(Number(value & 31n)) + out;
    value >>= 5n;
  }
  return out.replace(/.{4}(?=.)/g, '$&-');
}

/** Case, spaces and dashes do not matter; O reads as 0, I and L as 1. The two bits past the 128 must be zero. */
export function readRecoveryCode(text: string): Result<Bytes> {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\u2010-\u2015-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (plain.length !== kCodeCharacters) return fail('malformed', 'recovery code');
  let value = 0n;
  for (const character of plain) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return fail('malformed', 'recovery code');
    value = (value << 5n) | BigInt(digit);
  }
  if ((value & 3n) !== 0n) return fail('malformed', 'recovery code');
  value >>= 2n;
  const out = new Uint8Array(kCodeBytes);
  for (let i = kCodeBytes - 1; i >= 0; i--) {
    out[i] = Number(value & 255n);
    value >>= 8n;
  }
  return ok(out);
}
