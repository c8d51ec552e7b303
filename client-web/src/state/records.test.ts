// SPDX-License-Identifier: EUPL-1.2
// A case that stays with the school, from the first signal to closing it, on the devices of two colleagues. Real keys; the server in memory.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AgeBand, Case, Outcome, Room, Snapshot } from './model';
import { kPageItems } from './room_replica';
import { type Device, type Enrolled, MemoryPeople } from './testing/memory_people';
import { granted, roomOf, until } from './waiting';

let people: MemoryPeople;
let bertEnrolled: Enrolled;
let anna: Device;
let bert: Device;
let samira: Device;
let caseId = '';
const devices: Device[] = [];

const kTalk = { on: '2026-03-02', known_to_care: 'no' };
const kParents = { on: '2026-03-20', pupil_present: 'yes', sharing_consent: 'not_asked', care_in_place: 'no' };

async function device(login: string): Promise<Device> {
  const found = await people.signIn(login);
  devices.push(found);
  return found;
}

/** Opened by Anna, with Bert in the team. Everything after it is about this case. */
async function open(ageBand: AgeBand): Promise<Case> {
  const opened = await anna.client.openCase({
    ...{ ageBand, lead: '', continues: '', team: [bertEnrolled.account.account] },
    signal: { behaviour: 'Stil.', context: 'Klas.', source: 'Zelf.', kind: 'gedrag' },
    identity: { givenName: 'Mirza', familyName: 'Halverstad', birthDate: '2009-03-14', contact: '', aliases: [] },
  });
  caseId = granted(opened);
  await until(bert.client, (snapshot) => found(snapshot)?.recordable.length);
  return shown(anna);
}

const found = (snapshot: Snapshot) => snapshot.cases.find(({ id }) => id === caseId);

function shown({ client }: Device): Case {
  const one = found(client.snapshot());
  if (one === undefined) throw new Error('no case');
  return one;
}

const team = ({ client }: Device): Room => {
  const room = client.snapshot().rooms.find((one) => one.kind === 'schoolteam' && one.caseId === caseId);
  if (room === undefined) throw new Error('no team');
  return room;
};

function records(from: Device, record: string, fields: Readonly<Record<string, string>> = {}, text = ''): Promise<Outcome<void>> {
  return from.client.record(caseId, record, fields, text);
}

/** Recorded by one, and then seen by the other. */
async function seen(from: Device, by: Device, record: string, fields: Readonly<Record<string, string>> = {}, text = ''): Promise<Case> {
  const before = shown(by).records.length;
  granted(await records(from, record, fields, text));
  return until(by.client, (snapshot) => (found(snapshot)?.records.length === before + 1 ? found(snapshot) : undefined));
}

/** A move is seen once the server said so, too. */
async function moved(from: Device, by: Device, to: string, text = ''): Promise<Case> {
  await seen(from, by, 'step', { to }, text);
  return until(by.client, (snapshot) => (found(snapshot)?.step === to ? found(snapshot) : undefined));
}

const refusal = (outcome: Outcome<void>) => (outcome.ok ? undefined : outcome.problem);
const reasons = (problems: readonly { readonly reason: string }[] | undefined) => problems?.map(({ reason }) => reason);
const missingFor = (one: Case, record: string) => reasons(one.recordable.find((each) => each.record === record)?.missing);
const warningsFor = (one: Case, to: string) => reasons(one.moves.find((each) => each.to === to)?.warnings);

beforeAll(async () => {
  people = await MemoryPeople.start();
  const { school, gemeente } = people.server.region;
  await people.enrol('anna', 'Anna de Vries', 'medewerker', school);
  bertEnrolled = await people.enrol('bert', 'Bert Bos', 'zorgcoordinator', school);
  await people.enrol('samira', 'Samira Haddad', 'aandachtsfunctionaris', gemeente);
  anna = await device('anna');
  bert = await device('bert');
  samira = await device('samira');
}, 240_000);

afterAll(() => {
  for (const { client } of devices) client.close();
});

describe('a case of somebody of 16, from signal to closing', { timeout: 120_000 }, () => {
  it('begins_with_nothing_recorded_and_tells_what_can_be', async () => {
    const begun = await open('16-17');
    expect(begun).toMatchObject({ step: '1', closed: false, records: [], facts: {} });
    expect(begun.moves).toEqual([
      { to: '2', missing: [], warnings: [], words: 'none', fields: [] },
      { to: '3', missing: [], warnings: [], words: 'none', fields: [] },
      { to: 'closed_at_school', missing: [], warnings: [], words: 'required', fields: [] },
    ]);
    expect(begun.recordable.map(({ record, title }) => [record, title])).toEqual([
      ['pupil_talk', 'Gesprek met de leerling'],
      ['pupil_consent', 'Toestemming van de leerling'],
      ['consent_exception', 'Uitzondering op de toestemming'],
    ]);
    expect(begun.recordable[0]).toMatchObject({ rule: '2', words: 'required', missing: [] });
    expect(begun.recordable[0]?.fields).toEqual([
      { name: 'on', type: 'date', values: [], options: [] },
      { name: 'known_to_care', type: 'choice', values: ['yes', 'no', 'unknown'], options: [] },
    ]);
  });

  it('keeps_the_talk_with_the_pupil_and_shows_it_to_the_colleague', async () => {
    const at = await seen(anna, bert, 'pupil_talk', kTalk, '  Hij wilde praten.  ');
    expect(at.records[0]).toMatchObject({ record: 'pupil_talk', step: '1', fields: kTalk, text: 'Hij wilde praten.' });
    expect(at.records[0]).toMatchObject({ by: 'Anna de Vries', mine: false });
    expect(at.facts).toEqual({ pupil_talk: 'yes', known_to_care: 'no' });
    expect(shown(anna).records[0]).toEqual({ ...at.records[0], mine: true });
  });

  it('is_no_conversation', () => {
    expect(team(bert)).toMatchObject({ unread: 0, threads: [] });
    expect(team(anna).threads).toEqual([]);
  });

  it('takes_no_edit_of_a_record_and_no_reaction_to_it', async () => {
    const { id } = team(anna);
    const record = shown(anna).records[0]?.id ?? '';
    expect(refusal(await anna.client.edit(id, record, 'Anders'))?.reason).toBe('not_found');
    expect(refusal(await anna.client.react(id, record, '👍', true))?.reason).toBe('not_found');
  });

  it('refuses_what_is_not_whole_with_a_sentence', async () => {
    const malformed = { reason: 'refused', rule: 'plan', message: 'Deze vastlegging is niet volledig.' };
    expect(refusal(await records(anna, 'pupil_talk', { on: '2026-02-30', known_to_care: 'no' }, 'x'))).toEqual(malformed);
    expect(refusal(await records(anna, 'pupil_talk', { on: '2026-03-02' }, 'x'))).toEqual(malformed);
    expect(refusal(await records(anna, 'pupil_talk', { ...kTalk, more: 'x' }, 'x'))).toEqual(malformed);
    expect(refusal(await records(anna, 'pupil_talk', kTalk, '  '))).toMatchObject({ reason: 'words_required', rule: '2' });
    expect(refusal(await records(anna, 'koffie'))?.message).toBe('Dit soort bericht hoort niet in dit overleg.');
    expect(refusal(await anna.client.record('', 'pupil_talk', kTalk, 'x'))?.reason).toBe('not_found');
    expect(refusal(await records(samira, 'pupil_talk', kTalk, 'x'))?.reason).toBe('not_found');
    expect(shown(anna).records).toHaveLength(1);
  });

  it('moves_by_a_record_and_by_opening_a_consultation', async () => {
    const two = await moved(bert, anna, '2');
    expect(two.records.at(-1)).toMatchObject({ record: 'step', step: '1', fields: { to: '2' }, by: 'Bert Bos' });
    expect(shown(bert).step).toBe('2');
    expect(warningsFor(two, '4')).toEqual(['consult_answers_recorded']);
    const asked = { caseId, as: 'pseudonym' as const, showSchool: false, title: 'Vraag', question: 'Hoe verder?' };
    granted(await anna.client.startConsult(asked));
    const three = await until(bert.client, (snapshot) => (found(snapshot)?.step === '3' ? found(snapshot) : undefined));
    expect(three.records).toHaveLength(2);
    expect(three.recordable.map(({ record }) => record)).toContain('consult_answers');
  });

  it('is_not_moved_along_a_way_that_is_not_there', async () => {
    expect(refusal(await records(anna, 'step', { to: '6' }))).toMatchObject({ reason: 'refused', rule: 'rooms' });
    expect(refusal(await records(anna, 'step', { to: '5' }))).toMatchObject({ reason: 'refused', rule: '9' });
    expect(refusal(await records(anna, 'step', {}))).toMatchObject({ reason: 'refused', rule: 'rooms' });
  });

  it('keeps_the_two_answers_of_the_consultation', async () => {
    const at = await seen(bert, anna, 'consult_answers', { talk_with_parents: 'yes', sharing_needed: 'no' });
    expect(at.records.at(-1)).toMatchObject({ text: '', mine: false });
    expect(warningsFor(at, '4')).toEqual([]);
  });

  it('does_not_let_the_parents_be_spoken_with_before_the_pupil_consents', async () => {
    const four = await moved(anna, bert, '4');
    expect(missingFor(four, 'parents_talk')).toEqual(['parents_may_be_spoken_with']);
    const refused = refusal(await records(bert, 'parents_talk', kParents, 'x'));
    expect(refused).toMatchObject({ reason: 'refused', rule: '5' });
    expect(refused?.message).toContain('Vanaf 16 jaar');
    expect(refusal(await records(bert, 'consent_exception', {}, 'x'))).toMatchObject({ rule: '5' });
  });

  it('lets_an_exception_take_the_place_of_a_consent_that_was_refused', async () => {
    const asked = await seen(bert, anna, 'pupil_consent', { on: '2026-03-09', answer: 'refused' });
    expect(missingFor(asked, 'parents_talk')).toEqual(['parents_may_be_spoken_with']);
    expect(missingFor(asked, 'consent_exception')).toEqual([]);
    const excepted = await seen(anna, bert, 'consent_exception', {}, 'Er is direct gevaar.');
    expect(missingFor(excepted, 'parents_talk')).toEqual([]);
    expect(warningsFor(excepted, 'closed_at_school')).toEqual(['family_spoken_with']);
    const spoken = await seen(bert, anna, 'parents_talk', kParents, 'Met beide ouders.');
    expect(warningsFor(spoken, 'closed_at_school')).toEqual([]);
    expect(spoken.facts).toMatchObject({ pupil_consent: 'refused', consent_exception: 'yes', parents_talk: 'yes' });
  });

  it('is_not_closed_without_words_or_by_somebody_who_cannot_close_what_is_open', async () => {
    expect(refusal(await records(anna, 'step', { to: 'closed_at_school' }))).toMatchObject({ reason: 'words_required', rule: '6' });
    people.server.refuseOnce.set('room.append', 'busy');
    expect(refusal(await records(anna, 'step', { to: 'closed_at_school' }, 'Genoeg gedaan.'))?.reason).toBe('busy');
    expect(shown(anna)).toMatchObject({ step: '4', closed: false });
    expect(roomOf(samira.client.snapshot(), 'consult')?.closed).toBe(false);
  });

  it('is_closed_with_its_consultation_and_can_only_be_read_from_then_on', async () => {
    const closed = await moved(anna, bert, 'closed_at_school', 'Thuis en op school is genoeg gedaan.');
    expect(closed).toMatchObject({ closed: true, moves: [], recordable: [] });
    expect(closed.records).toHaveLength(8);
    await until(samira.client, (snapshot) => roomOf(snapshot, 'consult')?.closed);
    for (const one of [anna, bert]) await until(one.client, () => team(one).closed);
    expect(roomOf(anna.client.snapshot(), 'consult')?.closed).toBe(true);
    const sentence = { reason: 'refused', rule: '21', message: 'Deze casus is gesloten; u kunt er alleen in lezen.' };
    expect(await anna.client.startThread(team(anna).id, 'Nog iets', 'Tekst')).toEqual({ ok: false, problem: sentence });
    expect(refusal(await records(bert, 'pupil_talk', kTalk, 'x'))).toEqual(sentence);
    expect(refusal(await records(bert, 'step', { to: '1' }))).toEqual(sentence);
    anna.client.setLang('en');
    expect(refusal(await records(anna, 'pupil_talk', kTalk, 'x'))?.message).toContain('This case is closed');
    anna.client.setLang('nl');
  });

  it('is_whole_on_a_new_device', async () => {
    const fresh = await device('bert');
    const again = await until(fresh.client, (snapshot) => (found(snapshot)?.records.length === 8 ? found(snapshot) : undefined));
    expect(again).toEqual(shown(bert));
  });

  it('spoke_the_wire_as_it_is_described', () => {
    expect(people.schema.misfits).toEqual([]);
  });
});

describe('a case of somebody of 18', { timeout: 120_000 }, () => {
  it('is_about_the_pupil_alone', async () => {
    await open('18+');
    await seen(anna, bert, 'step', { to: '2' });
    const four = await moved(bert, anna, '4');
    expect(warningsFor(four, 'closed_at_school')).toEqual(['family_spoken_with']);
    expect(missingFor(four, 'pupil_consent')).toEqual(['pupil_decides_at_this_age']);
    expect(refusal(await records(anna, 'parents_talk', kParents, 'x'))).toMatchObject({ reason: 'refused', rule: '5' });
    const talked = await seen(anna, bert, 'pupil_talk', kTalk, 'Alleen met de leerling.');
    expect(warningsFor(talked, 'closed_at_school')).toEqual([]);
  });
});

describe('recording', { timeout: 120_000 }, () => {
  it('waits_for_no_connection_and_leaves_nothing_to_be_sent_later', async () => {
    await open('<12');
    const before = team(anna).lastSeq;
    anna.line.cut();
    expect(refusal(await records(anna, 'pupil_talk', kTalk, 'x'))).toMatchObject({
      reason: 'no_connection',
      message: expect.stringContaining('niets vastgelegd'),
    });
    anna.line.mend();
    await until(anna.client, ({ connection }) => connection === 'online');
    granted(await anna.client.startThread(team(anna).id, 'Weer verbonden', 'Tekst'));
    await until(bert.client, () => team(bert).lastSeq === before + 1);
    expect(shown(bert).records).toEqual([]);
  });

  it('says_that_the_connection_was_lost_and_shows_what_arrived_after_all', async () => {
    people.server.loseAnswersOf.add('item.append');
    expect(refusal(await records(anna, 'pupil_talk', kTalk, 'Toch aangekomen'))?.reason).toBe('lost');
    anna.line.mend();
    const arrived = await until(anna.client, (snapshot) => found(snapshot)?.records[0]);
    expect(arrived.text).toBe('Toch aangekomen');
    expect(team(anna).threads.every(({ messages }) => messages.every(({ state }) => state !== 'waiting'))).toBe(true);
  });

  it('shows_what_the_server_refuses_and_does_not_try_again', async () => {
    people.server.refuseOnce.set('item.append', 'refused');
    const before = team(anna).lastSeq;
    expect(refusal(await records(anna, 'step', { to: '2' }))).toMatchObject({ reason: 'refused', message: 'no' });
    await moved(bert, anna, '2');
    expect(team(anna).lastSeq).toBe(before + 1);
    expect(shown(anna).records.map(({ by }) => by)).toEqual(['Anna de Vries', 'Bert Bos']);
  });

  it('goes_under_the_newest_state_of_the_room', async () => {
    people.server.refuseOnce.set('item.append', 'bad_chain');
    const two = await seen(anna, bert, 'pupil_talk', kTalk, 'Nog eens');
    expect(two.records.at(-1)).toMatchObject({ step: '2', text: 'Nog eens' });
  });

  it('is_read_behind_more_than_a_page_of_talk', async () => {
    const { id } = team(anna);
    const thread = team(anna).threads[0]?.id ?? '';
    const last = team(anna).lastSeq + kPageItems;
    for (let n = 0; n < kPageItems; n++) granted(await anna.client.send(id, thread, `bericht ${n}`, ''));
    await until(anna.client, () => team(anna).lastSeq === last);
    const fresh = await device('bert');
    const whole = await until(fresh.client, (snapshot) => (found(snapshot)?.records.length === 3 ? found(snapshot) : undefined));
    expect(whole).toMatchObject({ facts: { pupil_talk: 'yes' }, identity: { familyName: 'Halverstad' } });
    expect(team(fresh).historyLoaded).not.toBe('some');
  });
});

describe('a case that was closed', { timeout: 120_000 }, () => {
  it('is_continued_by_a_new_one_that_is_linked_to_it_for_who_knows_both', async () => {
    await open('12-15');
    const earlier = caseId;
    granted(await records(anna, 'step', { to: 'closed_at_school' }, 'Het is opgelost.'));
    await until(anna.client, (snapshot) => found(snapshot)?.closed);
    const identity = { givenName: 'Mirza', familyName: 'Halverstad', birthDate: '2009-03-14', contact: '', aliases: [] };
    const signal = { behaviour: 'Opnieuw stil.', context: 'Klas.', source: 'Zelf.', kind: 'gedrag' };
    const later = granted(await anna.client.openCase({ ageBand: '12-15', lead: '', team: [], continues: earlier, signal, identity }));
    const of = (id: string) => anna.client.snapshot().cases.find((one) => one.id === id);
    await until(anna.client, () => of(earlier)?.continuedBy !== '');
    expect(of(later)).toMatchObject({ step: '1', closed: false, continues: earlier, continuedBy: '' });
    expect(of(earlier)).toMatchObject({ step: 'closed_at_school', closed: true, continuedBy: later });
    expect(await anna.client.openCase({ ageBand: '12-15', lead: '', team: [], continues: 'x', signal, identity })).toMatchObject({
      ok: false,
    });
  });
});

describe('a server that passes on what the rules forbid', { timeout: 120_000 }, () => {
  it('breaks_the_room_with_the_rule', async () => {
    await open('16-17');
    granted(await records(anna, 'step', { to: '2' }));
    granted(await records(anna, 'step', { to: '4' }));
    // Told that the pupil is younger, Bert's device sees nothing wrong in speaking with the parents.
    people.server.tells.set(bertEnrolled.account.account, { age_band: '12-15', step: '4' });
    const deceived = await device('bert');
    await until(deceived.client, (snapshot) => found(snapshot)?.records.length === 2);
    granted(await records(deceived, 'parents_talk', kParents, 'Met de moeder.'));
    const { broken } = await until(anna.client, () => (team(anna).broken === undefined ? undefined : team(anna)));
    expect(broken).toMatchObject({ reason: 'room_broken', rule: '5' });
    expect(broken?.message).toContain('Vanaf 16 jaar');
    expect(refusal(await records(anna, 'pupil_talk', kTalk, 'x'))).toEqual(broken);
    expect(shown(anna).records).toHaveLength(2);
  });
});
