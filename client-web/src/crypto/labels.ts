// SPDX-License-Identifier: EUPL-1.2
// Domain separation of docs/protocol.md section 1: every use of a key or a hash has a word of its own.

import { type Bytes, concat, lp, utf8 } from './bytes';
import { hkdfExpand, sha256 } from './hash';

/** `L(word)` */
export function label(word: string): Bytes {
  return utf8(`beraad/v1 ${word}`);
}

/** `L(word) 0x00 x` */
export function tagged(word: string, x: Uint8Array): Bytes {
  return concat(label(word), Uint8Array.of(0), x);
}

/** 32 bytes bound to the word and the parts. `secret` is a pseudorandom key: uniform already. */
export function derive(secret: Bytes, word: string, ...parts: readonly Uint8Array[]): Promise<Bytes> {
  return hkdfExpand(secret, tagged(word, lp(...parts)), 32);
}

export function hash(word: string, x: Uint8Array): Promise<Bytes> {
  return sha256(tagged(word, x));
}
