// SPDX-License-Identifier: EUPL-1.2
// Sign-in and enrolment over HTTP (docs/protocol.md section 9): typed calls, decoded answers, refusals as values.
import { toBase64url } from '../crypto/base64url';
import type { Bytes } from '../crypto/bytes';
import type { Id } from '../protocol/id';
import type { JsonLimits, JsonObject } from '../protocol/json';
import { decode, type ObjectReader } from '../protocol/object_reader';
import type { SlotKind } from '../protocol/slot';
import type { Lang, Outcome } from '../state/model';
import type { SlotNewJson } from './methods';
import { kMalformedAnswer } from './rpc';
import { readSlotParameters, readVault, type SlotParameters, type VaultAnswer } from './shapes';
import type { HttpReply, Transport } from './transport';

const kAnswerLimits: JsonLimits = { maxBytes: 256 * 1024, maxDepth: 16 };

export interface SessionAnswer {
  readonly signedIn: boolean;
  readonly login: string;
  readonly slot: SlotParameters;
}

export interface EnrolStarted {
  readonly login: string;
  readonly name: string;
  readonly account: Id;
  readonly org: Id;
  readonly orgName: string;
  readonly functie: string;
  readonly totpSecret: string;
  readonly otpauth: string;
}

export interface NewAccount {
  readonly code: string;
  readonly totp: string;
  readonly sign: Bytes;
  readonly seal: Bytes;
  readonly blob: Bytes;
  readonly slots: readonly SlotNewJson[];
}

function readSession(o: ObjectReader): SessionAnswer {
  const signedIn = o.bool('signed_in');
  return {
    signedIn,
    login: o.string('login'),
    slot: { salt: signedIn ? o.bytes('salt', 16) : o.bytesOrEmpty('salt', 16), mKib: o.int('m_kib'), t: o.int('t'), p: o.int('p') },
  };
}

export class AccountsHttp {
  constructor(
    private readonly transport: Transport,
    private readonly lang: () => Lang,
  ) {}

  signInStart(login: string, slot: SlotKind): Promise<Outcome<SlotParameters>> {
    return this.post('/api/sign-in/start', { login, slot }, readSlotParameters);
  }

  signInFinish(login: string, slot: SlotKind, auth: Bytes, code: string): Promise<Outcome<VaultAnswer>> {
    return this.post('/api/sign-in/finish', { login, slot, auth: toBase64url(auth), code }, readVault);
  }

  unlock(auth: Bytes): Promise<Outcome<VaultAnswer>> {
    return this.post('/api/unlock', { auth: toBase64url(auth) }, readVault);
  }

  signOut(): Promise<Outcome<undefined>> {
    return this.post('/api/sign-out', {}, () => undefined);
  }

  session(): Promise<Outcome<SessionAnswer>> {
    return this.post('/api/session', {}, readSession);
  }

  enrolStart(code: string): Promise<Outcome<EnrolStarted>> {
    return this.post('/api/enrol/start', { code }, (o) => ({
      login: o.string('login'),
      name: o.string('name'),
      account: o.id('account'),
      org: o.id('org'),
      orgName: o.string('org_name'),
      functie: o.string('functie'),
      totpSecret: o.string('totp_secret'),
      otpauth: o.string('otpauth'),
    }));
  }

  enrolFinish(account: NewAccount): Promise<Outcome<Id>> {
    const { code, totp, slots } = account;
    const keys = { sign: toBase64url(account.sign), seal: toBase64url(account.seal), blob: toBase64url(account.blob) };
    return this.post('/api/enrol/finish', { code, totp, ...keys, slots }, (o) => o.id('account'));
  }

  private async post<T>(path: string, body: JsonObject, read: (reader: ObjectReader) => T): Promise<Outcome<T>> {
    let reply: HttpReply;
    try {
      reply = await this.transport.post(path, JSON.stringify({ lang: this.lang(), ...body }));
    } catch {
      return { ok: false, problem: { reason: 'offline', rule: '', message: '' } };
    }
    if (reply.status === 200) {
      const answer = decode(reply.text, read, kAnswerLimits);
      return answer.ok ? { ok: true, value: answer.value } : { ok: false, problem: kMalformedAnswer };
    }
    const refusal = decode(
      reply.text,
      (o) =>
        o.object('error', (error) => ({
          reason: error.string('reason'),
          rule: '',
          message: error.string('message'),
          retryAfterMs: error.int('retry_after_ms'),
        })),
      kAnswerLimits,
    );
    return { ok: false, problem: refusal.ok ? refusal.value : kMalformedAnswer };
  }
}
