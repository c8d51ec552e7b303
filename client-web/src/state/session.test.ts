// SPDX-License-Identifier: EUPL-1.2
// From nobody to signed in, locked and out again; the clock's hands are the test's.
import { beforeAll, describe, expect, it } from 'vitest';
import { kLockAfterMs, kWarnBeforeMs } from './lock_timer';
import { HandClock } from './testing/hand_clock';
import { type Device, kPassphrase, MemoryPeople } from './testing/memory_people';
import { granted, until } from './waiting';

const clock = new HandClock();
let people: MemoryPeople;
let recoveryCode = '';

beforeAll(async () => {
  people = await MemoryPeople.start(clock);
  const { school } = people.server.region;
  ({ recoveryCode } = await people.enrol('anna', 'Anna de Vries', 'medewerker', school));
}, 240_000);

const screenOf = ({ client }: Device) => client.snapshot().screen;

describe('a session', { timeout: 120_000 }, () => {
  it('knows_who_signed_in_and_to_which_region_this_program_belongs', async () => {
    const device = await people.signIn('anna');
    expect(device.client.snapshot()).toMatchObject({
      screen: 'signed_in',
      me: { login: 'anna', name: 'Anna de Vries', orgName: 'School De Eik', orgType: 'school', functie: 'medewerker' },
    });
    expect(device.client.snapshot().me?.rootFingerprint).toMatch(/^[0-9a-f]{64}$/);
    await device.client.signOut();
  });

  it('is_signed_in_only_once_it_is_known_as_whom', async () => {
    const device = await people.device();
    const seen: string[] = [];
    device.client.subscribe(() => {
      const { screen, me } = device.client.snapshot();
      seen.push(`${screen} ${me?.login ?? 'nobody'}`);
    });
    granted(await device.client.signIn('anna', kPassphrase, '000000'));
    expect(seen).not.toContain('signed_in nobody');
    expect(seen.at(-1)).toBe('signed_in anna');
    await device.client.signOut();
  });

  it('is_not_begun_when_the_connection_does_not_come_about', async () => {
    const device = await people.device();
    const signingIn = device.client.signIn('anna', kPassphrase, '000000');
    await until(device.client, ({ connection }) => connection === 'connecting');
    device.line.cut();
    clock.turn(20_000);
    expect(await signingIn).toMatchObject({ ok: false, problem: { reason: 'offline' } });
    expect(screenOf(device)).not.toBe('signed_in');
  });

  it('is_refused_with_a_wrong_passphrase', async () => {
    const { client } = await people.device();
    expect(await client.signIn('anna', 'iets heel anders dan dat', '000000')).toMatchObject({
      ok: false,
      problem: { reason: 'bad_credentials' },
    });
    expect(client.snapshot().rooms).toEqual([]);
  });

  it('locks_itself_after_a_quarter_of_an_hour_and_warns_before', async () => {
    const device = await people.signIn('anna');
    device.client.setDraft('x', 'half af');
    const { locksAt } = device.client.snapshot();
    expect(locksAt).toBe(clock.now() + kLockAfterMs);
    clock.turn(kLockAfterMs - kWarnBeforeMs);
    await until(device.client, ({ lockWarning }) => lockWarning);
    clock.turn(kWarnBeforeMs);
    await until(device.client, ({ screen }) => screen === 'locked');
    expect(device.client.snapshot()).toMatchObject({ rooms: [], cases: [], locksAt: 0, connection: 'offline' });
    expect(device.client.snapshot().me).toBeUndefined();
    expect(await device.client.openRoom('AAAAAAAAAAAAAAAAAAAAAA')).toMatchObject({ ok: false, problem: { reason: 'locked' } });
    granted(await device.client.unlock(kPassphrase));
    expect(device.client.draft('x')).toBe('half af');
    await device.client.signOut();
  });

  it('says_so_when_the_server_no_longer_knows_the_locked_session', async () => {
    const device = await people.signIn('anna');
    clock.turn(kLockAfterMs);
    await until(device.client, ({ screen }) => screen === 'locked');
    device.line.account = undefined;
    clock.turn(90_000);
    await until(device.client, ({ screen, endedBecause }) => screen === 'signed_out' && endedBecause === 'idle');
  });

  it('stays_open_for_who_is_active', async () => {
    const device = await people.signIn('anna');
    for (let minute = 0; minute < 60; minute++) {
      clock.turn(60_000);
      device.client.touch();
    }
    expect(screenOf(device)).toBe('signed_in');
    await device.client.signOut();
  });

  it('finds_a_living_session_after_a_reload_and_only_needs_the_passphrase', async () => {
    const device = await people.signIn('anna');
    const reloaded = await people.device();
    reloaded.line.account = device.line.account;
    await reloaded.client.start();
    expect(screenOf(reloaded)).toBe('locked');
    granted(await reloaded.client.unlock(kPassphrase));
    await until(reloaded.client, ({ loaded }) => loaded);
    await reloaded.client.signOut();
    await device.client.signOut();
  });

  it('shows_the_sign_in_screen_when_there_is_no_session', async () => {
    const fresh = await people.device();
    await fresh.client.start();
    expect(screenOf(fresh)).toBe('signed_out');
  });

  it('ends_and_forgets_when_the_server_says_it_is_blocked', async () => {
    const device = await people.signIn('anna');
    device.client.setDraft('x', 'half af');
    device.line.notify('session.ended', { reason: 'blocked' });
    device.line.end(4001);
    await until(device.client, ({ screen, endedBecause }) => screen === 'signed_out' && endedBecause === 'blocked');
    expect(device.client.draft('x')).toBe('');
  });

  it('does_not_speak_with_a_server_of_another_region', async () => {
    const other = await MemoryPeople.start(clock);
    const device = await people.device();
    const honest = people.server.region;
    people.server.region = other.server.region;
    expect(await device.client.signIn('anna', kPassphrase, '000000')).toMatchObject({ ok: false, problem: { reason: 'other_region' } });
    expect(device.client.snapshot()).toMatchObject({ screen: 'signed_out', endedBecause: 'other_region' });
    people.server.region = honest;
  });

  it('comes_back_with_the_recovery_code_and_a_new_passphrase', async () => {
    const device = await people.device();
    granted(await device.client.recover('anna', recoveryCode.toLowerCase(), '000000'));
    expect(screenOf(device)).toBe('replaced_passphrase_needed');
    expect(await device.client.setPassphrase('te kort')).toMatchObject({ ok: false, problem: { reason: 'short_passphrase' } });
    await until(device.client, ({ connection }) => connection === 'online');
    granted(await device.client.setPassphrase('een heel nieuwe lange zin'));
    expect(screenOf(device)).toBe('signed_in');
    await device.client.signOut();

    expect(await device.client.signIn('anna', kPassphrase, '000000')).toMatchObject({ ok: false, problem: { reason: 'bad_credentials' } });
    granted(await device.client.signIn('anna', 'een heel nieuwe lange zin', '000000'));
    await device.client.signOut();
    granted(await device.client.recover('anna', recoveryCode, '000000'));
    await device.client.signOut();
  });
});
