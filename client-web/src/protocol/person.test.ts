// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from 'vitest';
import { equalConstantTime, hex, random } from '../crypto/bytes';
import { newId } from './id';
import { pseudonymKeys } from './pseudonym';
import {
  newPassphraseParams,
  newRecoveryParams,
  passphraseSecrets,
  recoverySecrets,
  slotMaster,
  unwrapVaultKey,
  wrapVaultKey,
} from './slot';
import { mustHave, seed } from './testing/region';
import { isLogin, newVault, openVault, personKeys, sealVault } from './vault';

const kLogin = 'a.devries@school-eik';

describe('a vault', () => {
  it('opens with its key, login and version only', async () => {
    const [vault, key] = [newVault(random(32)), random(32)];
    const blob = await sealVault(key, kLogin, 3, vault);
    expect(mustHave(await openVault(key, kLogin, 3, blob))).toEqual(vault);
    expect((await openVault(random(32), kLogin, 3, blob)).ok).toBe(false);
    expect((await openVault(key, 'b.devries@school-eik', 3, blob)).ok).toBe(false);
    expect((await openVault(key, kLogin, 2, blob)).ok).toBe(false);
    expect((await openVault(key, kLogin, 3, blob.slice(0, 20))).ok).toBe(false);
  });

  it('has an organisation key only when it was given one', async () => {
    expect((await personKeys(newVault())).org).toBeUndefined();
    expect((await personKeys(newVault(random(32)))).org).toBeDefined();
  });
});

describe('a slot', () => {
  it('gives the vault key back for the passphrase it was made with', async () => {
    const params = newPassphraseParams();
    const vaultKey = random(32);
    const { slotKey, auth } = mustHave(await passphraseSecrets('een lange zin é', kLogin, params));
    const wrapped = await wrapVaultKey(slotKey, kLogin, params, vaultKey);
    const again = mustHave(await passphraseSecrets('een lange zin e\u0301', kLogin, params));
    expect(hex(again.auth)).toBe(hex(auth));
    expect(hex(auth)).not.toBe(hex(slotKey));
    expect(hex(mustHave(await unwrapVaultKey(again.slotKey, kLogin, params, wrapped)))).toBe(hex(vaultKey));
    expect((await unwrapVaultKey(slotKey, kLogin, { ...params, t: 4 }, wrapped)).ok).toBe(false);
    expect((await unwrapVaultKey(slotKey, kLogin, { ...params, kind: 'recovery' }, wrapped)).ok).toBe(false);
    expect((await unwrapVaultKey(slotKey, 'x.devries', params, wrapped)).ok).toBe(false);
  });

  it('gives the vault key back for the recovery code', async () => {
    const params = newRecoveryParams();
    const [secret, vaultKey] = [random(16), random(32)];
    const { slotKey } = mustHave(await recoverySecrets(secret, kLogin, params));
    const wrapped = await wrapVaultKey(slotKey, kLogin, params, vaultKey);
    expect(hex(mustHave(await unwrapVaultKey(slotKey, kLogin, params, wrapped)))).toBe(hex(vaultKey));
  });

  it.each([
    { mKib: 65535, t: 3, p: 1 },
    { mKib: 65536, t: 2, p: 1 },
    { mKib: 65536, t: 3, p: 2 },
    { mKib: 1048577, t: 3, p: 1 },
    { mKib: 65536, t: 17, p: 1 },
    { mKib: 0, t: 0, p: 0 },
  ])('refuses the cost %j whatever the server says', async (cost) => {
    const params = { kind: 'passphrase', salt: random(16), ...cost } as const;
    expect((await passphraseSecrets('x', kLogin, params)).ok).toBe(false);
  });

  it('refuses a recovery slot with a cost, and a salt or secret of another length', async () => {
    const params = newRecoveryParams();
    expect((await slotMaster(random(16), { ...params, t: 1 })).ok).toBe(false);
    expect((await slotMaster(random(16), { ...params, salt: random(15) })).ok).toBe(false);
    expect((await slotMaster(random(15), params)).ok).toBe(false);
    expect((await passphraseSecrets('x', kLogin, params)).ok).toBe(false);
    expect((await recoverySecrets(random(16), kLogin, newPassphraseParams())).ok).toBe(false);
  });
});

describe('a login', () => {
  it.each([
    ['a.devries@school-eik', true],
    ['abc', true],
    ['ab', false],
    ['A.devries', false],
    ['a devries', false],
    ['é.devries', false],
    ['a'.repeat(65), false],
  ])('%s is %s', (login, valid) => {
    expect(isLogin(login)).toBe(valid);
  });
});

describe('a pseudonym', () => {
  it('is the same on every device and has nothing in common between rooms', async () => {
    const secret = await seed('pseudonym');
    const [room, other] = [newId(), newId()];
    const [first, again, elsewhere] = [
      await pseudonymKeys(secret, room),
      await pseudonymKeys(secret, room),
      await pseudonymKeys(secret, other),
    ];
    expect([again.leaf, hex(again.sign.publicKey), hex(again.seal.publicKey)]).toEqual([
      first.leaf,
      hex(first.sign.publicKey),
      hex(first.seal.publicKey),
    ]);
    expect(elsewhere.leaf).not.toBe(first.leaf);
    expect(equalConstantTime(elsewhere.sign.publicKey, first.sign.publicKey)).toBe(false);
    expect(equalConstantTime(elsewhere.seal.publicKey, first.seal.publicKey)).toBe(false);
  });
});
