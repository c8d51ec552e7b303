// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from 'vitest';
import { hex, utf8 } from './bytes';
import { sign, signingKey, verify, verifyKey } from './ed25519';
import { unhex } from './testing/unhex';

// RFC 8032 section 7.1: seed, public key, message, signature.
const rfc8032: readonly (readonly [string, string, string, string])[] = [
  [
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    '',
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  ],
  [
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    '72',
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ],
  [
    'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    'af82',
    '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  ],
];

// Every encoding of the eight points of small order, canonical or not, with either sign of x.
const smallOrder: readonly string[] = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
];

describe('ed25519', () => {
  it.each(rfc8032)('signs and verifies as RFC 8032 says, seed %s', async (seed, publicKey, message, signature) => {
    const key = await signingKey(unhex(seed));
    expect(hex(key.publicKey)).toBe(publicKey);
    expect(hex(await sign(key, unhex(message)))).toBe(signature);
    const theirs = await verifyKey(unhex(publicKey));
    expect(theirs.ok && (await verify(theirs.value, unhex(message), unhex(signature)))).toBe(true);
  });

  it.each(smallOrder)('refuses the point of small order %s as key and as R', async (encoded) => {
    expect((await verifyKey(unhex(encoded))).ok).toBe(false);
    const theirs = await verifyKey((await signingKey(new Uint8Array(32))).publicKey);
    const forged = unhex(encoded + '00'.repeat(32));
    expect(theirs.ok && (await verify(theirs.value, utf8('x'), forged))).toBe(false);
  });

  it('verifies nothing under a key that is not on the curve', async () => {
    const nowhere = await verifyKey(unhex(`02${'00'.repeat(31)}`));
    const signature = await sign(await signingKey(new Uint8Array(32)), utf8('x'));
    expect(nowhere.ok && (await verify(nowhere.value, utf8('x'), signature))).toBe(false);
  });

  it('refuses an S to which the group order was added', async () => {
    const order = 2n ** 252n + 27742317777372353535851937790883648493n;
    const key = await signingKey(new Uint8Array(32));
    const signature = await sign(key, utf8('x'));
    let s = order;
    for (let i = 0; i < 32; i++) s += BigInt(signature[32 + i] ?? 0) << BigInt(8 * i);
    const raised = Uint8Array.from(signature, (byte, i) => (i < 32 ? byte : Number((s >> BigInt(8 * (i - 32))) & 255n)));
    const theirs = await verifyKey(key.publicKey);
    expect(theirs.ok && (await verify(theirs.value, utf8('x'), signature))).toBe(true);
    expect(theirs.ok && (await verify(theirs.value, utf8('x'), raised))).toBe(false);
  });

  it('gives a private key that cannot be exported', async () => {
    const { privateKey } = await signingKey(new Uint8Array(32));
    expect(privateKey.extractable).toBe(false);
  });
});
