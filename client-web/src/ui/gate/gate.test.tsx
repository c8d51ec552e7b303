// SPDX-License-Identifier: EUPL-1.2
// @vitest-environment jsdom
import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { FixtureClient, refuse } from '../testing/fixture_client';
import { mentor } from '../testing/fixture_data';
import { show } from '../testing/show';
import { tidyInvitation } from './invitation_code';
import { strengthOf } from './passphrase_strength';

const kGood = 'groene fiets zingt onder water';

async function fillIn(user: ReturnType<typeof show>['user'], code = '123456') {
  await user.type(screen.getByLabelText('Inlognaam'), ' E.Visser@school-eik ');
  await user.type(screen.getByLabelText('Wachtzin'), kGood);
  await user.type(screen.getByLabelText('Code van 6 cijfers'), code);
}

describe('signing in', () => {
  it('sends_the_login_in_small_letters_and_the_code_as_digits', async () => {
    const client = new FixtureClient({ screen: 'signed_out', me: mentor });
    const { user } = show(client);
    await fillIn(user, '12 34-56');
    await user.keyboard('{Enter}');
    expect(client.asked[0]).toEqual({ what: 'signIn', with: ['e.visser@school-eik', kGood, '123456'] });
    expect(await screen.findByRole('heading', { level: 1, name: 'Mijn casussen' })).toBeTruthy();
  });

  it('marks_each_empty_field_and_asks_nothing', async () => {
    const client = new FixtureClient({ screen: 'signed_out' });
    const { user } = show(client);
    await user.click(screen.getByRole('button', { name: 'Inloggen' }));
    const login = screen.getByLabelText('Inlognaam');
    expect(login.getAttribute('aria-invalid')).toBe('true');
    await waitFor(() => expect(document.activeElement).toBe(login));
    expect(client.times('signIn')).toBe(0);
  });

  it('shows_a_refusal_in_words_keeps_the_passphrase_and_empties_the_code', async () => {
    const client = new FixtureClient({ screen: 'signed_out' });
    client.refusals.set('signIn', refuse('bad_credentials', 'De inlognaam of de wachtzin klopt niet.'));
    const { user } = show(client);
    await fillIn(user);
    await user.click(screen.getByRole('button', { name: 'Inloggen' }));
    expect((await screen.findByRole('alert')).textContent).toContain('De inlognaam of de wachtzin klopt niet.');
    expect((screen.getByLabelText('Wachtzin') as HTMLInputElement).value).toBe(kGood);
    expect((screen.getByLabelText('Code van 6 cijfers') as HTMLInputElement).value).toBe('');
  });

  it('says_how_long_to_wait_after_too_many_attempts', async () => {
    const client = new FixtureClient({ screen: 'signed_out' });
    const slow = refuse('slow_down', 'Te veel pogingen.');
    client.refusals.set('signIn', { ok: false, problem: { ...slow.problem, retryAfterMs: 30_000 } });
    const { user } = show(client);
    await fillIn(user);
    await user.click(screen.getByRole('button', { name: 'Inloggen' }));
    expect((await screen.findByText(/over 30 seconden/)).closest('[role=alert]')).not.toBeNull();
  });

  it('tells_that_the_key_is_being_computed_and_cannot_be_pressed_twice', async () => {
    const client = new FixtureClient({ screen: 'signed_out' });
    let asked = 0;
    client.signIn = () => {
      asked += 1;
      return new Promise(() => undefined);
    };
    const { user } = show(client);
    await fillIn(user);
    await user.click(screen.getByRole('button', { name: 'Inloggen' }));
    await user.click(screen.getByRole('button', { name: 'Uw sleutel wordt berekend…' }));
    expect(asked).toBe(1);
  });

  it('says_why_one_was_signed_out', () => {
    show(new FixtureClient({ screen: 'signed_out', endedBecause: 'idle' }));
    expect(screen.getByRole('status').textContent).toContain('U was een tijd niet actief');
  });

  it('speaks_english_when_asked', async () => {
    const { user } = show(new FixtureClient({ screen: 'signed_out' }));
    await user.click(screen.getByRole('button', { name: 'English' }));
    expect(screen.getByRole('heading', { level: 1, name: 'Sign in' })).toBeTruthy();
    expect(document.documentElement.lang).toBe('en');
  });
});

describe('coming back', () => {
  it('after_the_recovery_code_a_weak_new_passphrase_is_not_accepted', async () => {
    const client = new FixtureClient({ screen: 'replaced_passphrase_needed', me: mentor });
    const { user } = show(client);
    await user.type(screen.getByLabelText('Nieuwe wachtzin'), 'kort');
    await user.type(screen.getByLabelText('Herhaal de wachtzin'), 'kort');
    await user.click(screen.getByRole('button', { name: 'Wachtzin opslaan' }));
    expect(client.times('setPassphrase')).toBe(0);
    await user.clear(screen.getByLabelText('Nieuwe wachtzin'));
    await user.type(screen.getByLabelText('Nieuwe wachtzin'), kGood);
    await user.clear(screen.getByLabelText('Herhaal de wachtzin'));
    await user.type(screen.getByLabelText('Herhaal de wachtzin'), kGood);
    await user.click(screen.getByRole('button', { name: 'Wachtzin opslaan' }));
    expect(client.asked).toContainEqual({ what: 'setPassphrase', with: [kGood] });
  });

  it('a_first_use_walks_from_code_to_recovery_code', async () => {
    const client = new FixtureClient({ screen: 'signed_out' });
    const { user } = show(client, { name: 'enrol' });
    await user.type(screen.getByLabelText('Uitnodigingscode'), 'W4QK-7MXP');
    await user.click(screen.getByRole('button', { name: 'Code controleren' }));
    await user.type(await screen.findByLabelText('Nieuwe wachtzin'), kGood);
    await user.type(screen.getByLabelText('Herhaal de wachtzin'), kGood);
    await user.click(screen.getByRole('button', { name: 'Verder' }));
    expect(await screen.findByRole('img', { name: /QR-code/ })).toBeTruthy();
    await user.type(screen.getByLabelText('Code van 6 cijfers uit de app'), '654321');
    await user.click(screen.getByRole('button', { name: 'Account klaarmaken' }));
    expect(await screen.findByText(/7K2M-QX4P/)).toBeTruthy();
    expect(client.asked).toContainEqual({ what: 'enrolFinish', with: ['W4QK-7MXP', '654321', kGood] });
    await user.click(screen.getByRole('button', { name: 'Naar inloggen' }));
    expect(screen.getByRole('alert').textContent).toContain('Bewaar eerst uw herstelcode');
    await user.click(screen.getByRole('checkbox'));
    await user.click(screen.getByRole('button', { name: 'Naar inloggen' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Inloggen' })).toBeTruthy();
  });

  it('the_warning_before_the_lock_counts_down_and_can_be_answered', async () => {
    const client = new FixtureClient({ me: mentor, lockWarning: true, locksAt: Date.now() + 60_000 });
    const { user } = show(client);
    expect(screen.getByRole('dialog', { name: 'Bent u er nog?' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Ik ben er nog' }));
    expect(client.times('touch')).toBeGreaterThan(0);
    act(() => client.change({ lockWarning: false }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('strength of a passphrase', () => {
  const table: readonly [string, number][] = [
    ['', 0],
    ['kort', 0],
    ['aaaaaaaaaaaaaaaa', 1],
    ['fietsbel twaalf', 2],
    ['groene fiets zingt hard', 3],
    [kGood, 4],
  ];
  for (const [passphrase, strength] of table)
    it(`"${passphrase}" counts as ${strength}`, () => expect(strengthOf(passphrase)).toBe(strength));
});

describe('an invitation code', () => {
  it.each([
    ['as it was given', 'QHCF-0A2N-69H3-MKX0-W1ZN-JYE2-W0'],
    ['in small letters, without dashes', 'qhcf0a2n69h3mkx0w1znjye2w0'],
    ['with spaces, an O for a zero and an l for a one', ' QHCF OA2N 69H3 MKXO WlZN JYE2 W0 '],
  ])('may_be_typed_%s', (_, typed) => {
    expect(tidyInvitation(typed)).toBe('QHCF-0A2N-69H3-MKX0-W1ZN-JYE2-W0');
  });
  it('keeps_the_key_after_the_dot_and_what_is_no_code_as_they_are', () => {
    expect(tidyInvitation('qhcf0a2n69h3mkx0w1znjye2w0.aBc-_9')).toBe('QHCF-0A2N-69H3-MKX0-W1ZN-JYE2-W0.aBc-_9');
    expect(tidyInvitation(' invite-1 ')).toBe('invite-1');
  });
});
