// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from 'vitest';
import { AccountsHttp } from '../api/accounts_http';
import type { HttpReply, Socket, Transport } from '../api/transport';
import { toBase64url } from '../crypto/base64url';
import { SignIn } from './sign_in';

const kSalt = toBase64url(new Uint8Array(16));

/** Answers every post with the same reply and remembers what was posted. */
class OneAnswer implements Transport {
  readonly posted: { path: string; body: unknown }[] = [];
  constructor(private readonly reply: HttpReply) {}

  async post(path: string, body: string): Promise<HttpReply> {
    this.posted.push({ path, body: JSON.parse(body) });
    return this.reply;
  }
  connect(): Socket {
    throw new Error('not asked for');
  }
  onOnline(): () => void {
    return () => undefined;
  }
}

function signIn(reply: HttpReply) {
  const transport = new OneAnswer(reply);
  return { transport, signing: new SignIn(new AccountsHttp(transport, () => 'nl'), () => 'nl') };
}

const parameters = (m_kib: number, t: number, p: number) => ({ status: 200, text: JSON.stringify({ salt: kSalt, m_kib, t, p }) });

describe('signing in', () => {
  it.each([
    ['little memory', parameters(65_535, 3, 1)],
    ['few passes', parameters(65_536, 2, 1)],
    ['more lanes', parameters(65_536, 3, 2)],
    ['no work at all', parameters(0, 0, 0)],
    ['more memory than a device has', parameters(1_048_577, 3, 1)],
  ])('sends_nothing_made_from_the_passphrase_when_the_server_asks_for_%s', async (_, reply) => {
    const { transport, signing } = signIn(reply);
    expect(await signing.withPassphrase('anna', 'rustig water onder de brug', '123456')).toMatchObject({
      ok: false,
      problem: { reason: 'weak_parameters' },
    });
    expect(transport.posted).toEqual([{ path: '/api/sign-in/start', body: { lang: 'nl', login: 'anna', slot: 'passphrase' } }]);
  });

  it.each([
    ['another form', { status: 200, text: '{"salt":"AAAA"}' }],
    ['a field too many', { status: 200, text: JSON.stringify({ salt: kSalt, m_kib: 65_536, t: 3, p: 1, extra: 1 }) }],
    ['no json', { status: 200, text: '<html>' }],
    ['a refusal that is none', { status: 500, text: 'oops' }],
  ])('takes_no_answer_of_%s', async (_, reply) => {
    const { signing } = signIn(reply);
    expect(await signing.withPassphrase('anna', 'rustig water onder de brug', '123456')).toMatchObject({
      ok: false,
      problem: { reason: 'malformed_answer' },
    });
  });

  it('passes_on_how_long_to_wait', async () => {
    const { signing } = signIn({
      status: 429,
      text: JSON.stringify({ error: { reason: 'slow_down', message: 'Wacht even.', retry_after_ms: 9000 } }),
    });
    const refused = await signing.withPassphrase('anna', 'rustig water onder de brug', '123456');
    expect(refused).toEqual({ ok: false, problem: { reason: 'slow_down', rule: '', message: 'Wacht even.', retryAfterMs: 9000 } });
  });

  it('keeps_the_key_of_the_organisation_out_of_what_it_sends', async () => {
    const seed = toBase64url(new Uint8Array(32).fill(7));
    const { transport, signing } = signIn({ status: 400, text: '{}' });
    await signing.enrolStart(`KODE.${seed}`);
    expect(JSON.stringify(transport.posted)).not.toContain(seed);
    expect(transport.posted[0]?.body).toEqual({ lang: 'nl', code: 'KODE' });
  });

  it.each(['', '.', 'a.b.c', 'KODE.AAAA', 'KODE.!!!'])('refuses_the_invitation_%j_before_asking', async (code) => {
    const { transport, signing } = signIn({ status: 200, text: '{}' });
    expect(await signing.enrolStart(code)).toMatchObject({ ok: false, problem: { reason: 'bad_invitation' } });
    expect(transport.posted).toEqual([]);
  });

  it('refuses_a_recovery_code_with_a_wrong_character_before_asking', async () => {
    const { transport, signing } = signIn({ status: 200, text: '{}' });
    expect(await signing.withRecoveryCode('anna', 'niet goed', '123456')).toMatchObject({
      ok: false,
      problem: { reason: 'bad_recovery_code' },
    });
    expect(transport.posted).toEqual([]);
  });
});
