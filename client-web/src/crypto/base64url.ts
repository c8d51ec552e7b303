// SPDX-License-Identifier: EUPL-1.2
// base64url without padding (RFC 4648 section 5); decoding accepts exactly one spelling of every byte string.

import type { Bytes } from './bytes';
import { fail, ok, type Result } from './result';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const values: ReadonlyMap<string, number> = new Map([...alphabet].map((character, value) => [character, value]));

export function toBase64url(bytes: Uint8Array): string {
  let out = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      out += alphabet[(held >> bits) & 63];
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? out + alphabet[(held << (6 - bits)) & 63] : out;
}

/** Refuses padding, white space, other alphabets, an impossible length and unused bits that are not zero. */
export function fromBase64url(text: string): Result<Bytes> {
  if (text.length % 4 === 1) return fail('malformed', 'base64url length');
  const out = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const character of text) {
    const value = values.get(character);
    if (value === undefined) return fail('malformed', 'base64url character');
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  return held === 0 ? ok(out) : fail('malformed', 'base64url unused bits');
}
