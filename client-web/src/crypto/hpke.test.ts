// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from 'vitest';
import { aad } from './aead';
import { type Bytes, hex, kNoBytes, utf8 } from './bytes';
import { hpkeOpen, hpkeSeal, info } from './hpke';
import { unhex } from './testing/unhex';
import { readVectors } from './testing/vector_files';
import { sealKey } from './x25519';

interface Rfc9180 {
  readonly aead_id: number;
  readonly info: string;
  readonly skRm: string;
  readonly pkRm: string;
  readonly enc: string;
  readonly encryptions: readonly { readonly aad: string; readonly ct: string; readonly pt: string }[];
}
const kAes256Gcm = 2;

function flipped(bytes: Bytes, at: number): Bytes {
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
}

describe('hpke', () => {
  it('opens the first encryption of RFC 9180 (later ones need a context, which we do not have)', async () => {
    const vectors = readVectors<readonly Rfc9180[]>('published/hpke_rfc9180_base_x25519.json').filter((v) => v.aead_id === kAes256Gcm);
    expect(vectors.length).toBe(1);
    for (const vector of vectors) {
      const own = await sealKey(unhex(vector.skRm));
      expect(hex(own.publicKey)).toBe(vector.pkRm);
      const [first, second] = vector.encryptions;
      const open = (one: typeof first) =>
        hpkeOpen(own, info(unhex(vector.info)), aad(unhex(one?.aad ?? '')), { enc: unhex(vector.enc), ct: unhex(one?.ct ?? '') });
      const opened = await open(first);
      expect(opened.ok && hex(opened.value)).toBe(first?.pt);
      expect((await open(second)).ok).toBe(false);
    }
  });

  it('opens only for the right key, info, aad, enc and ciphertext', async () => {
    const own = await sealKey(new Uint8Array(32).fill(7));
    const other = await sealKey(new Uint8Array(32).fill(8));
    const [i, a] = [info(utf8('info')), aad(utf8('aad'))];
    const sealed = await hpkeSeal(own.publicKey, i, a, utf8('secret'));
    if (!sealed.ok) throw new Error('seal');
    const { enc, ct } = sealed.value;
    const opened = await hpkeOpen(own, i, a, sealed.value);
    expect(opened.ok && hex(opened.value)).toBe(hex(utf8('secret')));
    const refused = [
      await hpkeOpen(other, i, a, sealed.value),
      await hpkeOpen(own, info(utf8('aad')), a, sealed.value),
      await hpkeOpen(own, i, aad(kNoBytes), sealed.value),
      await hpkeOpen(own, i, a, { enc: flipped(enc, 0), ct }),
      await hpkeOpen(own, i, a, { enc, ct: flipped(ct, 0) }),
      await hpkeOpen(own, i, a, { enc, ct: ct.slice(1) }),
      await hpkeOpen(own, i, a, { enc: enc.slice(1), ct }),
    ];
    expect(refused.map(({ ok }) => ok)).toEqual(Array(7).fill(false));
    expect((await hpkeSeal(kNoBytes, i, a, kNoBytes)).ok).toBe(false);
  });
});
