// SPDX-License-Identifier: EUPL-1.2
// A colleague who stands in for a while, on the devices of both: from asking them to the end of their time. Real keys; the server in memory.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Clock, kDeviceClock } from '../api/clock';
import { endOf } from './days';
import type { Outcome, Room } from './model';
import { type Device, MemoryPeople } from './testing/memory_people';
import { granted, until } from './waiting';

const kDayMs = 86_400_000;

let daysLater = 0;
/** Runs as the device's, some days ahead. */
const clock: Clock = {
  now: () => kDeviceClock.now() + daysLater * kDayMs,
  after: (ms, run) => kDeviceClock.after(ms, run),
};
let people: MemoryPeople;
let anna: Device;
let bram: Device;
let team = '';
const accounts = new Map<string, string>();

const dayAt = (ms: number): string => {
  const date = new Date(ms);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
};
const accountOf = (login: string): string => accounts.get(login) ?? '';
const roomAt = ({ client }: Device): Room | undefined => client.snapshot().rooms.find(({ id }) => id === team);
const who = (device: Device) => roomAt(device)?.participants.map(({ name, inPlaceOf }) => [name, inPlaceOf]);
const said = (device: Device) => roomAt(device)?.threads.flatMap(({ messages }) => messages.map(({ text }) => text));
const reason = <T>(outcome: Outcome<T>): string => (outcome.ok ? '' : outcome.problem.reason);

beforeAll(async () => {
  people = await MemoryPeople.start(clock);
  const { school, gemeente } = people.server.region;
  for (const [login, name, functie, org] of [
    ['anna', 'Anna de Vries', 'medewerker', school],
    ['bram', 'Bram Kok', 'medewerker', school],
    ['zita', 'Zita Mol', 'zorgcoordinator', school],
    ['gerrit', 'Gerrit Smit', 'aandachtsfunctionaris', gemeente],
  ] as const) {
    accounts.set(login, (await people.enrol(login, name, functie, org)).account.account);
  }
  anna = await people.signIn('anna');
  bram = await people.signIn('bram');
  const caseId = granted(
    await anna.client.openCase({
      ...{ ageBand: '12-15', lead: '', continues: '', team: [] },
      signal: { behaviour: 'Stil.', context: 'Klas.', source: 'Zelf.', kind: 'gedrag' },
      identity: { givenName: 'Mirza', familyName: 'Halverstad', birthDate: '', contact: '', aliases: [] },
    }),
  );
  team = (await until(anna.client, ({ rooms }) => rooms.find((room) => room.caseId === caseId))).id;
}, 240_000);

afterAll(() => {
  for (const { client } of [anna, bram]) client.close();
});

describe('letting a colleague stand in', { timeout: 120_000 }, () => {
  it('proposes_only_colleagues_with_the_same_functie', async () => {
    const found = granted(await anna.client.standInsFor([team]));
    expect(found.map(({ name }) => name)).toEqual(['Bram Kok']);
  });

  it('is_refused_without_a_day_or_for_too_long', async () => {
    expect(reason(await anna.client.letStandIn(accountOf('bram'), '', [team]))).toBe('not_a_day');
    expect(reason(await anna.client.letStandIn(accountOf('bram'), '2026-02-30', [team]))).toBe('not_a_day');
    const [far] = granted(await anna.client.letStandIn(accountOf('bram'), dayAt(clock.now() + 100 * kDayMs), [team]));
    expect(far?.outcome).toMatchObject({ ok: false, problem: { reason: 'refused', rule: '13' } });
    expect(who(anna)).toEqual([['Anna de Vries', '']]);
  });

  it('is_refused_for_somebody_with_another_functie', async () => {
    const [other] = granted(await anna.client.letStandIn(accountOf('zita'), dayAt(clock.now() + kDayMs), [team]));
    expect(other && reason(other.outcome)).toBe('not_found');
  });

  it('puts_them_in_the_room_in_ones_place_until_the_end_of_that_day', async () => {
    const through = dayAt(clock.now() + 2 * kDayMs);
    const results = granted(await anna.client.letStandIn(accountOf('bram'), through, [team]));
    expect(results).toEqual([{ room: team, outcome: { ok: true, value: 'added' } }]);
    const seat = roomAt(anna)?.participants.find(({ name }) => name === 'Bram Kok');
    expect(seat).toMatchObject({ until: endOf(through), inPlaceOf: 'Anna de Vries', standsInFor: accountOf('anna') });
    await until(bram.client, ({ rooms }) => rooms.find(({ id, historyLoaded }) => id === team && historyLoaded !== 'none'));
    expect(who(bram)).toEqual([
      ['Anna de Vries', ''],
      ['Bram Kok', 'Anna de Vries'],
    ]);
  });

  it('keeps_what_they_wrote_under_both_names_after_they_left', async () => {
    const talk = { on: dayAt(clock.now()), known_to_care: 'no' };
    granted(await bram.client.recordInRoom(team, 'pupil_talk', talk, 'Rustig gesprek.'));
    granted(await bram.client.startThread(team, 'Vandaag', 'Ik neem waar.'));
    await until(anna.client, () => said(anna)?.includes('Ik neem waar.'));
    daysLater = 3;
    anna = await people.signIn('anna');
    await until(anna.client, () => roomAt(anna)?.historyLoaded === 'all');
    expect(who(anna)).toEqual([['Anna de Vries', '']]);
    const [recorded] = anna.client.snapshot().cases.flatMap(({ records }) => records);
    expect(recorded?.by).toBe('Bram Kok namens Anna de Vries');
    expect(roomAt(anna)?.former.map(({ name, inPlaceOf }) => [name, inPlaceOf])).toEqual([['Bram Kok', 'Anna de Vries']]);
  });

  it('shows_the_room_no_longer_to_who_is_over_time', async () => {
    bram = await people.signIn('bram');
    await until(bram.client, () => roomAt(bram) === undefined);
    expect(roomAt(bram)).toBeUndefined();
  });

  it('ends_by_itself_and_seals_nothing_to_them_any_more', async () => {
    const before = roomAt(anna)?.epoch ?? 0;
    granted(await anna.client.startThread(team, 'Terug', 'Ik ben er weer.'));
    await until(anna.client, () => said(anna)?.includes('Ik ben er weer.'));
    await until(anna.client, () => (roomAt(anna)?.epoch ?? 0) > before);
    const entry = people.server.rooms.get(team)?.entries.at(-1);
    expect(entry.boxes.map(({ leaf }: { leaf: string }) => leaf)).toEqual([accountOf('anna')]);
  });

  it('is_ended_early_by_who_is_back', async () => {
    granted(await anna.client.letStandIn(accountOf('bram'), dayAt(clock.now() + kDayMs), [team]));
    await until(anna.client, () => who(anna)?.length === 2);
    granted(await anna.client.endStandIn(accountOf('bram')));
    await until(anna.client, () => who(anna)?.length === 1);
    expect(who(anna)).toEqual([['Anna de Vries', '']]);
  });
});
