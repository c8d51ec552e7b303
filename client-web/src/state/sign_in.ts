// SPDX-License-Identifier: EUPL-1.2
// From what a person types to opened keys, over HTTP: sign in, recover, unlock, enrol, and the slots of a new passphrase. Keeps nothing.
import type { AccountsHttp, EnrolStarted } from '../api/accounts_http';
import type { SlotNewJson } from '../api/methods';
import type { SlotParameters } from '../api/shapes';
import { fromBase64url, toBase64url } from '../crypto/base64url';
import { type Bytes, kNoBytes, random, wipe } from '../crypto/bytes';
import { readRecoveryCode, recoveryCode } from '../crypto/recovery_code';
import {
  newPassphraseParams,
  newRecoveryParams,
  passphraseSecrets,
  recoverySecrets,
  type SlotKind,
  type SlotParams,
  type SlotSecrets,
  wrapVaultKey,
} from '../protocol/slot';
import { newVault, personKeys, sealVault } from '../protocol/vault';
import { Keys } from './keys';
import type { Lang, Outcome } from './model';
import { refuse } from './words';

export const kShortestPassphrase = 14;

export interface Recovered {
  readonly keys: Keys;
  /** the 16 bytes the code spells: the recovery slot is made again from them when the passphrase is replaced */
  readonly recoverySecret: Bytes;
}

/** A beheerder's first invitation carries the organisation's signing seed after a dot. That part never leaves the device. */
interface Invitation {
  readonly code: string;
  readonly orgSeed: Bytes;
}

function readInvitation(text: string): Invitation | undefined {
  const [code = '', seed = '', ...rest] = text.trim().split('.');
  const orgSeed = fromBase64url(seed);
  if (code === '' || rest.length > 0 || !orgSeed.ok || (orgSeed.value.length !== 0 && orgSeed.value.length !== 32)) return undefined;
  return { code, orgSeed: orgSeed.value };
}

async function newSlot(params: SlotParams, secrets: SlotSecrets, login: string, vaultKey: Bytes): Promise<SlotNewJson> {
  const { kind, salt, mKib, t, p } = params;
  const wrapped = await wrapVaultKey(secrets.slotKey, login, params, vaultKey);
  const slot = { kind, salt: toBase64url(salt), m_kib: mKib, t, p, wrapped: toBase64url(wrapped), auth: toBase64url(secrets.auth) };
  wipe(secrets.slotKey);
  return slot;
}

export class SignIn {
  constructor(
    private readonly http: AccountsHttp,
    private readonly lang: () => Lang,
  ) {}

  async withPassphrase(login: string, passphrase: string, code: string): Promise<Outcome<Keys>> {
    const params = await this.http.signInStart(login, 'passphrase');
    if (!params.ok) return params;
    const secrets = await this.secrets(login, passphrase, params.value);
    return secrets.ok ? this.finish(login, 'passphrase', secrets.value, code) : secrets;
  }

  async withRecoveryCode(login: string, spelled: string, code: string): Promise<Outcome<Recovered>> {
    const recoverySecret = readRecoveryCode(spelled);
    if (!recoverySecret.ok) return refuse('bad_recovery_code', this.lang());
    const params = await this.http.signInStart(login, 'recovery');
    if (!params.ok) return params;
    const secrets = await recoverySecrets(recoverySecret.value, login, { kind: 'recovery', ...params.value });
    if (!secrets.ok) return refuse('weak_parameters', this.lang());
    const keys = await this.finish(login, 'recovery', secrets.value, code);
    return keys.ok ? { ok: true, value: { keys: keys.value, recoverySecret: recoverySecret.value } } : keys;
  }

  /** With the cookie still alive: after a reload or a lock. */
  async unlock(passphrase: string): Promise<Outcome<Keys>> {
    const session = await this.http.session();
    if (!session.ok) return session;
    if (!session.value.signedIn) return refuse('not_signed_in', this.lang());
    const { login, slot } = session.value;
    const secrets = await this.secrets(login, passphrase, slot);
    if (!secrets.ok) return secrets;
    const vault = await this.http.unlock(secrets.value.auth);
    if (!vault.ok) return vault;
    const keys = await Keys.open(vault.value, 'passphrase', secrets.value);
    return keys.ok ? keys : refuse('bad_vault', this.lang());
  }

  /** The slots of a vault with a new passphrase; the recovery code stays what it was. */
  async slotsFor(keys: Keys, passphrase: string, recoverySecret: Bytes): Promise<Outcome<readonly SlotNewJson[]>> {
    if (passphrase.length < kShortestPassphrase) return refuse('short_passphrase', this.lang());
    return this.slots(keys.login, keys.vaultKey, passphrase, recoverySecret);
  }

  async enrolStart(invitation: string): Promise<Outcome<EnrolStarted>> {
    const read = readInvitation(invitation);
    return read === undefined ? refuse('bad_invitation', this.lang()) : this.http.enrolStart(read.code);
  }

  /** Makes the vault and hands the server only what it may have. Gives the recovery code as it must be printed. */
  async enrolFinish(invitation: string, totp: string, passphrase: string): Promise<Outcome<string>> {
    const read = readInvitation(invitation);
    if (read === undefined) return refuse('bad_invitation', this.lang());
    if (passphrase.length < kShortestPassphrase) return refuse('short_passphrase', this.lang());
    const started = await this.http.enrolStart(read.code);
    if (!started.ok) return started;
    const { login } = started.value;
    const vault = newVault(read.orgSeed);
    const vaultKey = random(32);
    const recoverySecret = random(16);
    const person = await personKeys(vault);
    const slots = await this.slots(login, vaultKey, passphrase, recoverySecret);
    if (!slots.ok) return slots;
    const blob = await sealVault(vaultKey, login, 1, vault);
    const keys = { sign: person.sign.publicKey, seal: person.seal.publicKey };
    const account = await this.http.enrolFinish({ code: read.code, totp, ...keys, blob, slots: slots.value });
    const printed = recoveryCode(recoverySecret);
    wipe(vaultKey, recoverySecret, vault.sign, vault.seal, vault.pseudonym, vault.org.length > 0 ? vault.org : kNoBytes);
    return account.ok ? { ok: true, value: printed } : account;
  }

  private async slots(login: string, vaultKey: Bytes, passphrase: string, recoverySecret: Bytes): Promise<Outcome<readonly SlotNewJson[]>> {
    const passphraseParams = newPassphraseParams();
    const recoveryParams = newRecoveryParams();
    const opened = await passphraseSecrets(passphrase, login, passphraseParams);
    const recovered = await recoverySecrets(recoverySecret, login, recoveryParams);
    if (!opened.ok || !recovered.ok) return refuse('weak_parameters', this.lang());
    return {
      ok: true,
      value: [
        await newSlot(passphraseParams, opened.value, login, vaultKey),
        await newSlot(recoveryParams, recovered.value, login, vaultKey),
      ],
    };
  }

  private async secrets(login: string, passphrase: string, slot: SlotParameters): Promise<Outcome<SlotSecrets>> {
    const secrets = await passphraseSecrets(passphrase, login, { kind: 'passphrase', ...slot });
    if (secrets.ok) return secrets;
    return refuse(passphrase === '' ? 'empty_passphrase' : 'weak_parameters', this.lang());
  }

  private async finish(login: string, kind: SlotKind, secrets: SlotSecrets, code: string): Promise<Outcome<Keys>> {
    const vault = await this.http.signInFinish(login, kind, secrets.auth, code);
    if (!vault.ok) return vault;
    if (vault.value.login !== login) return refuse('bad_vault', this.lang());
    const keys = await Keys.open(vault.value, kind, secrets);
    return keys.ok ? keys : refuse('bad_vault', this.lang());
  }
}
