// SPDX-License-Identifier: EUPL-1.2
// The six digits an authenticator app shows (RFC 6238: SHA-1, 30 seconds), for tools that play people.
import { createHmac } from 'node:crypto';

const kStepMs = 30_000;
const kBase32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function fromBase32(text: string): Buffer {
  let bits = '';
  for (const character of text.replace(/=+$/, '').toUpperCase()) {
    const value = kBase32.indexOf(character);
    if (value < 0) throw new Error('not base32');
    bits += value.toString(2).padStart(5, '0');
  }
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/** `stepsAway`: -1 for the code before this one, 1 for the one after. The server takes each of the three, once. */
export function oneTimeCode(secret: string, now: number, stepsAway = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / kStepMs) + stepsAway));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
