// SPDX-License-Identifier: EUPL-1.2
// A rough judgement of a passphrase, to help someone choose; the strength itself comes from Argon2id and its length.

export const kPassphraseMinimum = 14;
export const kStrongEnough = 2;

/** 0 too short · 1 weak · 2 fair · 3 strong · 4 very strong */
export function strengthOf(passphrase: string): 0 | 1 | 2 | 3 | 4 {
  const text = passphrase.normalize('NFKC').toLowerCase();
  const length = [...text].length;
  if (length < kPassphraseMinimum) return 0;
  const characters = new Set(text).size;
  const words = new Set(text.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2)).size;
  if (characters < 8) return 1;
  if (words >= 5 && length >= 26) return 4;
  if (words >= 4 || (length >= 20 && characters >= 12)) return 3;
  return 2;
}
