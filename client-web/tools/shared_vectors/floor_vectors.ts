// SPDX-License-Identifier: EUPL-1.2
// Vectors of the conventions, the primitives and what a person keeps.

import { aad, sealWithNonce } from '../../src/crypto/aead';
import { toBase64url } from '../../src/crypto/base64url';
import { type Bytes, hex, kNoBytes, random, utf8 } from '../../src/crypto/bytes';
import { sign, signingKey } from '../../src/crypto/ed25519';
import { hpkeSeal, info } from '../../src/crypto/hpke';
import { agree, sealKey } from '../../src/crypto/x25519';
import { newId } from '../../src/protocol/id';
import { signObject } from '../../src/protocol/signed';
import { newRecoveryParams, type SlotParams, slotSecrets, wrapVaultKey } from '../../src/protocol/slot';
import { mustHave } from '../../src/protocol/testing/region';
import { utf8Hex } from '../../src/protocol/testing/shared_ops';
import { newVault, sealVault } from '../../src/protocol/vault';
import { flipped, idHex, signedHex, VectorFile } from './vector_file';

export async function conventionVectors(): Promise<VectorFile> {
  const file = new VectorFile();
  for (const length of [0, 1, 2, 3, 16, 32]) {
    const bytes = random(length);
    await file.accept(`${length} bytes of base64url`, 'b64u_decode', { text: toBase64url(bytes) }, hex(bytes));
  }
  const wrong = {
    padding: 'Zg==',
    'white space': 'Zm9 v',
    'a line end': 'Zm9v\n',
    'the other alphabet': 'Zm+v',
    'one character': 'Z',
    'unused bits': 'Zh',
  };
  for (const [what, text] of Object.entries(wrong)) await file.refuse(`base64url with ${what}`, 'b64u_decode', { text });

  const parts = [random(1), kNoBytes, random(300)].map(hex);
  await file.accept('no parts', 'lp', { parts: [] }, '');
  await file.accept('one empty part', 'lp', { parts: [''] }, '00000000');
  await file.accept('parts of different lengths', 'lp', { parts });
  await file.accept('a tagged text', 'tagged', { word: 'item', x: '00ff' }, `${utf8Hex('beraad/v1 item')}0000ff`);
  await file.accept('a tagged nothing', 'tagged', { word: 'box', x: '' });
  await file.accept('derived without parts', 'derive', { secret: hex(random(32)), word: 'init', parts: [] });
  await file.accept('derived with parts', 'derive', { secret: hex(random(32)), word: 'pseudonym sign', parts });
  await file.accept('a hash of nothing', 'hash', { word: 'roster', x: '' });
  await file.accept('a hash', 'hash', { word: 'entry', x: hex(random(100)) });

  const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
  const good = {
    'an empty object': '{}',
    'white space around': ' {\n"a" : [ 1 , true , "x" ] }\t',
    'the largest integer': '{"a":9007199254740991}',
    'a pair of surrogates': '{"a":"\\ud83d\\ude00"}',
    'the deepest nesting': nested(16),
    'one name in two objects': '{"a":{"a":1},"b":{"a":1}}',
    'escapes in a name': '{"\\u0061\\n":1}',
    'all of 64 KiB': `{"a":"${'x'.repeat(65_536 - 8)}"}`,
  };
  for (const [what, text] of Object.entries(good)) await file.accept(`json with ${what}`, 'json', { bytes: utf8Hex(text) }, true);
  const bad = {
    nothing: '',
    'a list outside': '[]',
    'a name twice': '{"a":1,"a":1}',
    'a name twice, once escaped': '{"a":1,"\\u0061":1}',
    'a name twice deep inside': '{"a":[{"b":1,"c":2,"b":3}]}',
    'a negative number': '{"a":-1}',
    'minus zero': '{"a":-0}',
    'a fraction': '{"a":1.0}',
    'an exponent': '{"a":1e2}',
    'too large an integer': '{"a":9007199254740992}',
    'a leading zero': '{"a":01}',
    'too deep a nesting': nested(17),
    'half a pair of surrogates': '{"a":"\\ud800"}',
    'a comment': '{"a":1}//',
    'a comma too many': '{"a":1,}',
    'something behind': '{}{}',
    'a byte order mark': '\ufeff{}',
    'a control character in a string': '{"a":"\n"}',
    'a byte more than 64 KiB': `{"a":"${'x'.repeat(65_536 - 7)}"}`,
  };
  for (const [what, text] of Object.entries(bad)) await file.refuse(`json with ${what}`, 'json', { bytes: utf8Hex(text) });
  await file.refuse('json with a byte that is not UTF-8', 'json', { bytes: `${utf8Hex('{"a":"')}ff${utf8Hex('"}')}` });
  await file.refuse('json with an encoded surrogate', 'json', { bytes: `${utf8Hex('{"a":"')}eda080${utf8Hex('"}')}` });
  return file;
}

export async function primitiveVectors(): Promise<VectorFile> {
  const file = new VectorFile();
  const key = await signingKey(random(32));
  const message = random(50);
  const signature = await sign(key, message);
  const base = { key: hex(key.publicKey), message: hex(message), signature: hex(signature) };
  await file.accept('a signature', 'ed25519_verify', base, true);
  await file.accept(
    'a signature over nothing',
    'ed25519_verify',
    { ...base, message: '', signature: hex(await sign(key, kNoBytes)) },
    true,
  );
  for (const at of [0, 31, 32, 63])
    await file.refuse(`byte ${at} of a signature changed`, 'ed25519_verify', { ...base, signature: hex(flipped(signature, at)) });
  await file.refuse('another message', 'ed25519_verify', { ...base, message: hex(flipped(message)) });
  await file.refuse('a signature cut short', 'ed25519_verify', { ...base, signature: hex(signature.slice(0, 63)) });
  const smallOrder = {
    'the identity': `01${'00'.repeat(31)}`,
    'order two': `ec${'ff'.repeat(30)}7f`,
    'order four': '00'.repeat(32),
    'order eight': 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'a coordinate of the prime': `ed${'ff'.repeat(30)}7f`,
  };
  for (const [what, point] of Object.entries(smallOrder)) {
    await file.refuse(`a key that is ${what}`, 'ed25519_verify', { ...base, key: point });
    await file.refuse(`an R that is ${what}`, 'ed25519_verify', { ...base, signature: point + hex(signature.slice(32)) });
    await file.refuse(`a key that is ${what} under a signature of zeros`, 'ed25519_verify', {
      ...base,
      key: point,
      signature: point + '00'.repeat(32),
    });
  }

  const [privateBytes, theirs] = [random(32), await sealKey(random(32))];
  const own = await sealKey(privateBytes);
  const shared = mustHave(await agree(theirs, own.publicKey));
  await file.accept('an agreement', 'x25519', { private: hex(privateBytes), public: hex(theirs.publicKey) }, hex(shared));
  await file.refuse('an agreement on zero', 'x25519', { private: hex(privateBytes), public: '00'.repeat(32) });
  await file.refuse('an agreement with the point one', 'x25519', { private: hex(privateBytes), public: `01${'00'.repeat(31)}` });

  const [i, a, plaintext] = [random(20), random(10), random(32)];
  const sealed = mustHave(await hpkeSeal(own.publicKey, info(i), aad(a), plaintext));
  const hpke = { private: hex(privateBytes), info: hex(i), aad: hex(a), enc: hex(sealed.enc), ct: hex(sealed.ct) };
  await file.accept('an hpke message', 'hpke_open', hpke, hex(plaintext));
  const empty = mustHave(await hpkeSeal(own.publicKey, info(kNoBytes), aad(kNoBytes), kNoBytes));
  await file.accept('an empty hpke message', 'hpke_open', { ...hpke, info: '', aad: '', enc: hex(empty.enc), ct: hex(empty.ct) }, '');
  await file.refuse('hpke with info and aad exchanged', 'hpke_open', { ...hpke, info: hpke.aad, aad: hpke.info });
  await file.refuse('hpke with another key', 'hpke_open', { ...hpke, private: hex(random(32)) });
  await file.refuse('hpke with another enc', 'hpke_open', { ...hpke, enc: hex(flipped(sealed.enc)) });
  await file.refuse('hpke with an enc of zeros', 'hpke_open', { ...hpke, enc: '00'.repeat(32) });
  await file.refuse('hpke with a changed ciphertext', 'hpke_open', { ...hpke, ct: hex(flipped(sealed.ct)) });

  const [aesKey, nonce] = [random(32), random(12)];
  const ct = await sealWithNonce(aesKey, nonce, aad(a), plaintext);
  const gcm = { key: hex(aesKey), nonce: hex(nonce), aad: hex(a), ct: hex(ct) };
  await file.accept('an aes-256-gcm message', 'aes256_gcm_open', gcm, hex(plaintext));
  await file.refuse('aes-256-gcm with another aad', 'aes256_gcm_open', { ...gcm, aad: '' });
  await file.refuse('aes-256-gcm with a changed tag', 'aes256_gcm_open', { ...gcm, ct: hex(flipped(ct, ct.length - 1)) });
  await file.refuse('aes-256-gcm shorter than a tag', 'aes256_gcm_open', { ...gcm, ct: hex(ct.slice(0, 15)) });

  const cheap = { secret: utf8Hex('wachtzin é'), salt: hex(random(16)), m_kib: 64, t: 1, p: 1 };
  await file.accept('a cheap password hash', 'argon2id', cheap);
  await file.accept('a password hash of standard cost', 'argon2id', { ...cheap, m_kib: 65536, t: 3 });
  await file.accept('a password hash with four lanes', 'argon2id', { ...cheap, p: 4, t: 2 });

  for (const kind of ['root', 'org', 'member', 'guest', 'pseudonym', 'status', 'log', 'item'] as const) {
    const object = await signObject(key, kind, utf8('{"x":1}'));
    await file.accept(`a signed ${kind}`, 'signed', { kind, key: base.key, ...signedHex(object) }, true);
    const other = kind === 'log' ? 'item' : 'log';
    await file.refuse(`a signed ${kind} taken for a ${other}`, 'signed', { kind: other, key: base.key, ...signedHex(object) });
  }
  return file;
}

export async function personVectors(): Promise<VectorFile> {
  const file = new VectorFile();
  const login = 'a.devries@school-eik';
  const salt = random(16);
  const passphrase = { kind: 'passphrase', secret: utf8Hex('vier woorden zijn genoeg'), salt: hex(salt), m_kib: 65536, t: 3, p: 1 };
  await file.accept('a passphrase of standard cost', 'slot_master', passphrase);
  const costs = {
    'too little memory': { m_kib: 65535 },
    'too few passes': { t: 2 },
    'two lanes': { p: 2 },
    'too much memory': { m_kib: 1048577 },
    'too many passes': { t: 17 },
  };
  for (const [what, cost] of Object.entries(costs))
    await file.refuse(`a passphrase with ${what}`, 'slot_master', { ...passphrase, ...cost });
  const recovery = { kind: 'recovery', secret: hex(random(16)), salt: hex(salt), m_kib: 0, t: 0, p: 0 };
  await file.accept('a recovery code', 'slot_master', recovery);
  await file.refuse('a recovery code with a cost', 'slot_master', { ...recovery, m_kib: 65536, t: 3, p: 1 });
  await file.refuse('a recovery code of 15 bytes', 'slot_master', { ...recovery, secret: hex(random(15)) });

  const master = random(32);
  await file.accept('what signs in', 'slot_auth', { master: hex(master), login });
  const vaultKey = random(32);
  const slots: readonly SlotParams[] = [{ kind: 'passphrase', salt, mKib: 65536, t: 3, p: 1 }, newRecoveryParams()];
  for (const slot of slots) {
    const { slotKey } = await slotSecrets(master.slice(), login);
    const wrapped = await wrapVaultKey(slotKey, login, slot, vaultKey);
    const { kind, mKib: m_kib, t, p } = slot;
    const inputs = { master: hex(master), login, kind, salt: hex(slot.salt), m_kib, t, p, wrapped: hex(wrapped) };
    await file.accept(`a ${kind} slot`, 'slot_unwrap', inputs, hex(vaultKey));
    await file.refuse(`a ${kind} slot of another login`, 'slot_unwrap', { ...inputs, login: 'b.devries@school-eik' });
    await file.refuse(`a ${kind} slot with another salt`, 'slot_unwrap', { ...inputs, salt: hex(random(16)) });
    await file.refuse(`a ${kind} slot with another cost`, 'slot_unwrap', { ...inputs, t: t + 1 });
    await file.refuse(`a ${kind} slot with a changed wrap`, 'slot_unwrap', { ...inputs, wrapped: hex(flipped(wrapped, 20)) });
    await file.refuse(`a ${kind} slot cut short`, 'slot_unwrap', { ...inputs, wrapped: hex(wrapped.slice(0, 11)) });
  }

  for (const [what, org] of [
    ['of a member', kNoBytes],
    ['of a beheerder', random(32)],
  ] as const) {
    const vault = newVault(org);
    const blob = await sealVault(vaultKey, login, 3, vault);
    const inputs = { vault_key: hex(vaultKey), login, version: 3, blob: hex(blob) };
    await file.accept(`a vault ${what}`, 'vault_open', inputs);
    await file.refuse(`a vault ${what} of an older version`, 'vault_open', { ...inputs, version: 2 });
    await file.refuse(`a vault ${what} under another login`, 'vault_open', { ...inputs, login: 'b.devries@school-eik' });
    await file.refuse(`a vault ${what} with a changed blob`, 'vault_open', { ...inputs, blob: hex(flipped(blob, 30)) });
  }

  for (const secret of [new Uint8Array(16), new Uint8Array(16).fill(255), random(16)] as readonly Bytes[]) {
    await file.accept(`the recovery code of ${hex(secret)}`, 'recovery_encode', { secret: hex(secret) });
  }
  const known = '00022000000000000000000000000000';
  await file.accept('a printed recovery code', 'recovery_decode', { code: '0012-0000-0000-0000-0000-0000-00' }, known);
  await file.accept('a recovery code as people type it', 'recovery_decode', { code: ' ooi2 oooo-OOOO 0000 00000000 oO' }, known);
  await file.accept('a recovery code with an l for a one', 'recovery_decode', { code: '00l2-0000-0000-0000-0000-0000-00' }, known);
  const wrong = {
    'a letter that is not used': `${'0'.repeat(25)}U`,
    'unused bits': `${'0'.repeat(25)}1`,
    'a character too few': '0'.repeat(25),
    'a character too many': '0'.repeat(27),
    nothing: '',
  };
  for (const [what, code] of Object.entries(wrong)) await file.refuse(`a recovery code with ${what}`, 'recovery_decode', { code });

  const pseudonym = hex(random(32));
  await file.accept('a pseudonym in a room', 'pseudonym_keys', { pseudonym, room: idHex(newId()) });
  await file.accept('the same person in another room', 'pseudonym_keys', { pseudonym, room: idHex(newId()) });
  return file;
}
