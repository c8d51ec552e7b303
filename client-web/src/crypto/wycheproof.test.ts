// SPDX-License-Identifier: EUPL-1.2
// Wycheproof's vectors through our own functions. Each test pins how many vectors it ran and how many of them had to be refused.
import { expect, it } from 'vitest';
import { aad, openWithNonce, sealWithNonce } from './aead';
import { type Bytes, concat, equalConstantTime, hex } from './bytes';
import { verify, verifyKey } from './ed25519';
import { hkdfExpand, hkdfExtract, hmac } from './hash';
import { hpkeOpen, hpkeSeal, info } from './hpke';
import { unhex } from './testing/unhex';
import { readVectors, type WycheproofFile, type WycheproofTest } from './testing/vector_files';
import { agree, sealKey } from './x25519';

function published<Group>(name: string): WycheproofFile<Group> {
  return readVectors(`published/wycheproof_${name}_test.json`);
}

it('ed25519 gives the verdict of every vector', async () => {
  type Group = { publicKey: { pk: string }; tests: readonly (WycheproofTest & { msg: string; sig: string })[] };
  const wrong: number[] = [];
  let valid = 0;
  let ran = 0;
  for (const { publicKey, tests } of published<Group>('ed25519').testGroups) {
    const key = await verifyKey(unhex(publicKey.pk));
    for (const { tcId, msg, sig, result } of tests) {
      const verdict = key.ok && (await verify(key.value, unhex(msg), unhex(sig)));
      if (verdict !== (result === 'valid')) wrong.push(tcId);
      if (verdict) valid++;
      ran++;
    }
  }
  expect({ wrong, ran, valid }).toEqual({ wrong: [], ran: 151, valid: 88 });
});

it('x25519 agrees with every vector and refuses exactly the all-zero secrets', async () => {
  type Group = { tests: readonly (WycheproofTest & { public: string; private: string; shared: string })[] };
  const wrong: number[] = [];
  let refused = 0;
  let ran = 0;
  for (const { tests } of published<Group>('x25519').testGroups) {
    for (const vector of tests) {
      const shared = await agree(await sealKey(unhex(vector.private)), unhex(vector.public));
      const zero = /^0+$/.test(vector.shared);
      if (zero ? shared.ok : !shared.ok || hex(shared.value) !== vector.shared) wrong.push(vector.tcId);
      if (!shared.ok) refused++;
      ran++;
    }
  }
  expect({ wrong, ran, refused }).toEqual({ wrong: [], ran: 518, refused: 31 });
});

it('hpke refuses every public key and every enc that leads to an all-zero secret', async () => {
  type Group = { tests: readonly (WycheproofTest & { public: string; private: string; shared: string })[] };
  const zero = published<Group>('x25519').testGroups.flatMap(({ tests }) => tests.filter(({ shared }) => /^0+$/.test(shared)));
  const nothing = new Uint8Array(0);
  let refused = 0;
  for (const vector of zero) {
    const sealed = await hpkeSeal(unhex(vector.public), info(nothing), aad(nothing), nothing);
    const own = await sealKey(unhex(vector.private));
    const opened = await hpkeOpen(own, info(nothing), aad(nothing), { enc: unhex(vector.public), ct: new Uint8Array(16) });
    if (!sealed.ok && !opened.ok) refused++;
  }
  expect([zero.length, refused]).toEqual([31, 31]);
});

it('aes-256-gcm opens and seals like every vector with our sizes', async () => {
  type Test = WycheproofTest & { key: string; iv: string; aad: string; msg: string; ct: string; tag: string };
  type Group = { keySize: number; ivSize: number; tagSize: number; tests: readonly Test[] };
  const wrong: number[] = [];
  let valid = 0;
  let ran = 0;
  for (const group of published<Group>('aes_gcm').testGroups) {
    if (group.keySize !== 256 || group.ivSize !== 96 || group.tagSize !== 128) continue;
    for (const test of group.tests) {
      const [key, nonce, additional] = [unhex(test.key), unhex(test.iv), aad(unhex(test.aad))] as const;
      const sealed = concat(unhex(test.ct), unhex(test.tag));
      const opened = await openWithNonce(key, nonce, additional, sealed);
      const right = test.result === 'valid' ? opened.ok && hex(opened.value) === test.msg : !opened.ok;
      const again = await sealWithNonce(key, nonce, additional, unhex(test.msg));
      if (!right || (test.result === 'valid' && !equalConstantTime(again, sealed))) wrong.push(test.tcId);
      if (opened.ok) valid++;
      ran++;
    }
  }
  expect({ wrong, ran, valid }).toEqual({ wrong: [], ran: 66, valid: 39 });
});

it('refuses a nonce that is not 12 bytes', async () => {
  type Test = WycheproofTest & { key: string; iv: string; aad: string; ct: string; tag: string };
  type Group = { keySize: number; ivSize: number; tests: readonly Test[] };
  const groups = published<Group>('aes_gcm').testGroups.filter(({ keySize, ivSize }) => keySize === 256 && ivSize !== 96);
  const tests = groups.flatMap((group) => group.tests);
  const opened: number[] = [];
  for (const { tcId, key, iv, aad: additional, ct, tag } of tests) {
    const result = await openWithNonce(unhex(key), unhex(iv), aad(unhex(additional)), concat(unhex(ct), unhex(tag)));
    if (result.ok) opened.push(tcId);
  }
  expect([tests.length, opened]).toEqual([39, []]);
});

it('hkdf-sha256 gives the output of every vector and refuses too long a one', async () => {
  type Group = { tests: readonly (WycheproofTest & { ikm: string; salt: string; info: string; size: number; okm: string })[] };
  const wrong: number[] = [];
  let refused = 0;
  let ran = 0;
  for (const { tests } of published<Group>('hkdf_sha256').testGroups) {
    for (const test of tests) {
      ran++;
      const prk = await hkdfExtract(unhex(test.salt), unhex(test.ikm));
      const okm: Bytes | undefined = await hkdfExpand(prk, unhex(test.info), test.size).catch(() => undefined);
      if (okm === undefined) refused++;
      if (test.result === 'valid' ? okm === undefined || hex(okm) !== test.okm : okm !== undefined) wrong.push(test.tcId);
    }
  }
  expect({ wrong, ran, refused }).toEqual({ wrong: [], ran: 86, refused: 3 });
});

it('hmac-sha256 gives the tag of every vector', async () => {
  type Group = { tagSize: number; tests: readonly (WycheproofTest & { key: string; msg: string; tag: string })[] };
  const wrong: number[] = [];
  let valid = 0;
  let ran = 0;
  for (const { tagSize, tests } of published<Group>('hmac_sha256').testGroups) {
    for (const { tcId, key, msg, tag, result } of tests) {
      const same = equalConstantTime((await hmac(unhex(key), unhex(msg))).slice(0, tagSize / 8), unhex(tag));
      if (same !== (result === 'valid')) wrong.push(tcId);
      if (same) valid++;
      ran++;
    }
  }
  expect({ wrong, ran, valid }).toEqual({ wrong: [], ran: 174, valid: 66 });
});
