// SPDX-License-Identifier: EUPL-1.2
// A report to the gemeente: returned, made again and accepted, on the devices of both sides. Real clients with real keys; the server in memory.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../protocol/id';
import type { Case, NewReport, Outcome, Room, Snapshot } from './model';
import type { Session } from './session';
import { type Device, type Enrolled, MemoryPeople } from './testing/memory_people';
import { granted, until } from './waiting';

let people: MemoryPeople;
let bertEnrolled: Enrolled;
let anna: Device;
let bert: Device;
let samira: Device;
let joost: Device;
let caseId = '';
let report = '';
const devices: Device[] = [];

const kTalk = { on: '2026-03-02', known_to_care: 'no' };

async function device(login: string): Promise<Device> {
  const found = await people.signIn(login);
  devices.push(found);
  return found;
}

/** Opened by Anna with Bert in the team, and brought to step 2. */
async function open(): Promise<void> {
  const opened = await anna.client.openCase({
    ...{ ageBand: '12-15', lead: '', continues: '', team: [bertEnrolled.account.account] },
    signal: { behaviour: 'Stil.', context: 'Klas.', source: 'Zelf.', kind: 'gedrag' },
    identity: { givenName: 'Mirza', familyName: 'Halverstad', birthDate: '2012-03-14', contact: '', aliases: [] },
  });
  caseId = granted(opened);
  granted(await anna.client.record(caseId, 'step', { to: '2' }, ''));
  await until(bert.client, (snapshot) => theCase(snapshot)?.records.length === 1);
}

const asked = (part: Partial<NewReport> = {}): NewReport => ({
  ...{ caseId, as: 'pseudonym', showSchool: false, title: 'Een melding', text: 'Een leerling ronselt anderen.' },
  ...part,
});

/** Reported by Anna, and seen with its first message by Samira. */
async function reports(part: Partial<NewReport> = {}): Promise<Room> {
  report = granted(await anna.client.startReport(asked(part)));
  return until(samira.client, () => shownIn(samira)?.threads[0]?.messages[0] && shownIn(samira));
}

const theCase = (snapshot: Snapshot) => snapshot.cases.find(({ id }) => id === caseId);
const shownIn = ({ client }: Device): Room | undefined => client.snapshot().rooms.find(({ id }) => id === report);

function caseOf({ client }: Device): Case {
  const found = theCase(client.snapshot());
  if (found === undefined) throw new Error('no case');
  return found;
}

function roomOn(on: Device): Room {
  const found = shownIn(on);
  if (found === undefined) throw new Error('no room');
  return found;
}

const inRoom = (on: Device, record: string, fields: Readonly<Record<string, string>> = {}, text = ''): Promise<Outcome<void>> =>
  on.client.recordInRoom(report, record, fields, text);
const refusal = (outcome: Outcome<unknown>) => (outcome.ok ? undefined : outcome.problem);
const recorded = (found: { readonly records: readonly { readonly record: string }[] }) => found.records.map(({ record }) => record);

beforeAll(async () => {
  people = await MemoryPeople.start();
  const { school, gemeente } = people.server.region;
  await people.enrol('anna', 'Anna de Vries', 'medewerker', school);
  bertEnrolled = await people.enrol('bert', 'Bert Bos', 'zorgcoordinator', school);
  await people.enrol('samira', 'Samira Haddad', 'aandachtsfunctionaris', gemeente);
  await people.enrol('joost', 'Joost Wielinga', 'aandachtsfunctionaris', gemeente);
  anna = await device('anna');
  bert = await device('bert');
  samira = await device('samira');
  joost = await device('joost');
}, 240_000);

afterAll(() => {
  for (const { client } of devices) client.close();
});

describe('a report that is returned', { timeout: 120_000 }, () => {
  it('is_not_made_of_a_case_at_step_1', async () => {
    const opened = await anna.client.openCase({
      ...{ ageBand: '<12', lead: '', continues: '', team: [] },
      signal: { behaviour: 'Stil.', context: 'Klas.', source: 'Zelf.', kind: 'gedrag' },
      identity: { givenName: 'Noor', familyName: 'Voorbeeld', birthDate: '2016-03-14', contact: '', aliases: [] },
    });
    const refused = refusal(await anna.client.startReport(asked({ caseId: granted(opened) })));
    expect(refused).toMatchObject({ reason: 'refused', rule: 'rooms' });
  });

  it('is_not_made_while_its_words_name_the_pupil_or_are_none', async () => {
    await open();
    expect(refusal(await anna.client.startReport(asked({ text: 'Over Mirza Halverstad.' })))).toMatchObject({
      reason: 'identifying_words',
      rule: '11',
    });
    expect(refusal(await anna.client.startReport(asked({ title: 'Halverstad' })))?.reason).toBe('identifying_words');
    expect(refusal(await anna.client.startReport(asked({ text: '  ' })))?.reason).toBe('empty_text');
    expect(refusal(await samira.client.startReport(asked()))?.reason).toBe('not_found');
  });

  it('reaches_all_of_the_gemeente_and_leaves_the_case_where_it_is', async () => {
    const room = await reports();
    expect(room).toMatchObject({ kind: 'melding', caseId: '', step: 2, phase: 'anonymous', unread: 1, owner: '', closed: false });
    expect(room.participants.map(({ klass, name }) => [klass, name])).toEqual([
      ['pseudonym', ''],
      ['member', 'Samira Haddad'],
      ['member', 'Joost Wielinga'],
    ]);
    expect(room.threads[0]).toMatchObject({ title: 'Een melding', unread: 1 });
    expect(JSON.stringify(samira.client.snapshot())).not.toMatch(/Anna|Halverstad/);
    expect(caseOf(anna)).toMatchObject({ step: '2', regie: 'school' });
    expect(caseOf(anna).moves.map(({ to }) => to)).toEqual(['3', '4', 'closed_at_school']);
  });

  it('can_be_accepted_or_returned_by_the_gemeente_and_by_nobody_else', async () => {
    expect(roomOn(samira).moves).toEqual([{ to: '5', missing: [], warnings: [], words: 'optional', fields: [] }]);
    expect(roomOn(samira).recordable).toEqual([
      { record: 'report_returned', title: 'Melding teruggegeven', rule: '7', fields: [], words: 'required', texts: [], missing: [] },
    ]);
    expect(roomOn(anna)).toMatchObject({ records: [], moves: [], recordable: [] });
    const team = anna.client.snapshot().rooms.find((room) => room.kind === 'schoolteam' && room.caseId === caseId);
    expect(team).toMatchObject({ records: [], moves: [], recordable: [] });
    expect(refusal(await inRoom(anna, 'step', { to: '5' }))).toMatchObject({ reason: 'refused', rule: 'regie' });
    expect(refusal(await inRoom(anna, 'report_returned', {}, 'Toch niet.'))).toMatchObject({ reason: 'refused', rule: 'regie' });
    expect(refusal(await inRoom(bert, 'step', { to: '5' }))?.reason).toBe('not_found');
    expect(refusal(await inRoom(samira, 'step', { to: '4' }))).toMatchObject({ reason: 'refused', rule: '9' });
    expect(refusal(await inRoom(samira, 'pupil_talk', kTalk, 'x'))).toMatchObject({ reason: 'refused', rule: '9' });
    expect(roomOn(samira).records).toEqual([]);
  });

  it('is_returned_with_a_reason_that_names_nobody', async () => {
    expect(refusal(await inRoom(samira, 'report_returned'))).toMatchObject({ reason: 'words_required', rule: '7' });
    const named = refusal(await inRoom(samira, 'report_returned', {}, 'Bel 06-12345678.'));
    expect(named).toMatchObject({ reason: 'identifying_words', rule: '11' });
    expect(roomOn(samira).records).toEqual([]);
  });

  it('is_closed_with_it_also_when_that_takes_a_second_try', async () => {
    people.server.refuseOnce.set('room.append', 'busy');
    expect(refusal(await inRoom(samira, 'report_returned', {}, 'Spreek eerst de ouders.'))?.reason).toBe('busy');
    await until(joost.client, () => recorded(roomOn(joost)).length === 1);
    expect(roomOn(joost).closed).toBe(false);
    granted(await inRoom(joost, 'report_returned', {}, 'Spreek eerst de ouders.'));
    expect(recorded(roomOn(joost))).toEqual(['report_returned']);
    await until(anna.client, () => roomOn(anna).closed && roomOn(anna).records.length === 1);
    expect(roomOn(anna).records[0]).toMatchObject({
      ...{ record: 'report_returned', step: '2', text: 'Spreek eerst de ouders.', by: 'Samira Haddad', mine: false },
    });
    for (const one of [samira, joost]) {
      await until(one.client, () => roomOn(one).closed);
      expect(roomOn(one)).toMatchObject({ moves: [], recordable: [] });
      expect(recorded(roomOn(one))).toEqual(['report_returned']);
    }
    expect(roomOn(samira).records[0]).toMatchObject({ mine: true });
  });

  it('leaves_the_case_with_the_school_which_sees_why', async () => {
    const found = await until(anna.client, (snapshot) => (theCase(snapshot)?.records.length === 2 ? theCase(snapshot) : undefined));
    expect(recorded(found)).toEqual(['step', 'report_returned']);
    expect(found).toMatchObject({ step: '2', regie: 'school', closed: false, facts: { report: 'returned' } });
    expect(refusal(await inRoom(samira, 'step', { to: '5' }))).toMatchObject({ reason: 'refused', rule: '21' });
    // Who did not take part in the report does not read what was said in it.
    expect(recorded(caseOf(bert))).toEqual(['step']);
  });
});

describe('a report that is accepted', { timeout: 120_000 }, () => {
  it('can_be_made_again_under_ones_own_name_and_is_another_room', async () => {
    granted(await anna.client.record(caseId, 'pupil_talk', kTalk, 'Gesproken.'));
    const first = report;
    const room = await reports({ as: 'name', title: 'Opnieuw' });
    expect(report).not.toBe(first);
    expect(room.participants[0]).toMatchObject({ klass: 'member', name: 'Anna de Vries' });
    expect(room).toMatchObject({ caseId: '', records: [] });
    expect(roomOn(anna).records).toEqual([]);
  });

  it('brings_the_case_to_step_5_and_the_regie_to_the_gemeente_on_every_device', async () => {
    const { id } = roomOn(samira);
    granted(await samira.client.pickUp(id));
    granted(await inRoom(samira, 'step', { to: '5' }, 'Wij pakken dit op.'));
    expect(roomOn(samira)).toMatchObject({
      step: 5,
      closed: false,
      recordable: [{ record: 'skip_reason' }, { record: 'skip_reason_received' }],
    });
    expect(roomOn(samira).moves.map(({ to }) => to)).toEqual(['6', '8']);
    await until(joost.client, () => roomOn(joost).step === 5 && roomOn(joost).records.length === 1);
    const atAnna = await until(anna.client, (snapshot) => {
      const found = theCase(snapshot);
      return found?.step === '5' && found.records.length === 4 ? found : undefined;
    });
    expect(recorded(atAnna)).toEqual(['step', 'report_returned', 'pupil_talk', 'step']);
    expect(atAnna).toMatchObject({ regie: 'gemeente', closed: false });
    expect(atAnna.records.at(-1)).toMatchObject({ step: '2', fields: { to: '5' }, text: 'Wij pakken dit op.', by: 'Samira Haddad' });
    expect(roomOn(anna).records).toEqual(atAnna.records.slice(-1));
    const atBert = await until(bert.client, (snapshot) => (theCase(snapshot)?.step === '5' ? theCase(snapshot) : undefined));
    expect(atBert).toMatchObject({ regie: 'gemeente', moves: [] });
    expect(recorded(atBert)).toEqual(['step', 'pupil_talk']);
  });

  it('cannot_be_accepted_twice_or_returned_afterwards', async () => {
    expect(refusal(await inRoom(joost, 'step', { to: '5' }))).toMatchObject({ reason: 'refused' });
    expect(refusal(await inRoom(joost, 'report_returned', {}, 'Toch niet.'))).toMatchObject({ reason: 'refused', rule: 'rooms' });
    expect(refusal(await anna.client.record(caseId, 'step', { to: 'closed_at_school' }, 'Klaar.'))).toMatchObject({ reason: 'refused' });
    expect(refusal(await anna.client.startReport(asked()))).toMatchObject({ reason: 'refused', rule: 'rooms' });
  });

  it('goes_on_as_a_conversation_with_unread_messages', async () => {
    const thread = roomOn(samira).threads[0]?.id ?? '';
    const before = roomOn(anna).unread;
    granted(await samira.client.send(report, thread, 'Wanneer kunnen wij bellen?', ''));
    await until(anna.client, () => roomOn(anna).unread === before + 1);
    expect(roomOn(anna).threads).toHaveLength(1);
  });

  it('is_the_same_on_new_devices', async () => {
    const again = await device('anna');
    const found = await until(again.client, (snapshot) => (theCase(snapshot)?.records.length === 4 ? theCase(snapshot) : undefined));
    expect(found).toEqual(caseOf(anna));
    expect(roomOn(again).records).toEqual(roomOn(anna).records);
    const official = await device('samira');
    await until(official.client, () => shownIn(official)?.records.length === 1);
    expect(roomOn(official).records).toEqual(roomOn(samira).records);
  });

  it('spoke_the_wire_as_it_is_described', () => {
    expect(people.schema.misfits).toEqual([]);
  });
});

describe('an open report', { timeout: 120_000 }, () => {
  it('is_closed_when_the_case_is_closed_at_school', async () => {
    await open();
    await reports();
    granted(await anna.client.record(caseId, 'step', { to: 'closed_at_school' }, 'Misverstand.'));
    await until(samira.client, () => roomOn(samira).closed);
    expect(roomOn(samira)).toMatchObject({ moves: [], recordable: [] });
    expect(refusal(await inRoom(samira, 'step', { to: '5' }))).toMatchObject({ reason: 'refused', rule: '21' });
    expect(refusal(await anna.client.startReport(asked()))).toMatchObject({ reason: 'refused', rule: '21' });
    expect(caseOf(anna)).toMatchObject({ step: 'closed_at_school', closed: true, regie: 'school' });
  });
});

describe('a program that accepts its own report', { timeout: 120_000 }, () => {
  it('breaks_the_room_for_everybody_and_says_by_which_rule', async () => {
    await open();
    await reports();
    const header = JSON.stringify({ record: 'step', step: '2', fields: { to: '5' } });
    // Past the judgement of one's own device, as somebody with a changed program could.
    const session = Reflect.get(anna.client, 'session') as Session;
    await session.workplace?.rooms.record(roomOn(anna).id as Id, header, 'Aangenomen.', {});
    const { broken } = await until(samira.client, () => roomOn(samira).broken && roomOn(samira));
    expect(broken).toMatchObject({ reason: 'room_broken', rule: 'regie' });
    expect(roomOn(samira).records).toEqual([]);
    expect(refusal(await inRoom(samira, 'report_returned', {}, 'Zo niet.'))).toEqual(broken);
    expect(roomOn(anna).broken).toEqual(broken);
    const team = anna.client.snapshot().rooms.find((room) => room.kind === 'schoolteam' && room.caseId === caseId);
    expect(team?.broken).toBeUndefined();
    expect(recorded(caseOf(anna))).toEqual(['step']);
  });
});
