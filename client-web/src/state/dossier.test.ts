// SPDX-License-Identifier: EUPL-1.2
// What a device makes of records that a server gives it: real certificates, items as they are once opened.
import { beforeAll, describe, expect, it } from 'vitest';
import { builtInPolicy } from '../policy/built_in_policy';
import { newId } from '../protocol/id';
import { kEndless } from '../protocol/log_entry';
import { kNow, newPerson, newRegion, type Person } from '../protocol/testing/region';
import { newRoom, type TestRoom } from '../protocol/testing/room';
import { type DossierRead, placeNow, type RecordRoom, readDossier } from './dossier';
import type { AgeBand } from './model';
import type { ReadItem } from './room_items';

let room: TestRoom;
let teacher: Person;
let keeper: Person;
let official: Person;

beforeAll(async () => {
  room = await newRoom();
  const region = await newRegion();
  teacher = await newPerson(region, region.school, { functie: 'medewerker' });
  keeper = await newPerson(region, region.school, { functie: 'beheerder' });
  official = await newPerson(region, region.gemeente, { functie: 'aandachtsfunctionaris' });
});

const kParents = { on: '2026-03-20', pupil_present: 'yes', sharing_consent: 'given', care_in_place: 'no' };

function stated(record: string, step: string, fields: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify({ record, step, fields });
}

function item(seq: number, record: string, from: Person, at: number): ReadItem {
  const place = { room: room.state.room, epoch: 0, thread: room.state.room, id: newId(), from: from.leaf.leaf, ctr: seq };
  const header = { ...place, type: 'record' as const, record, seenSeq: 0, seenHead: room.state.head, at: kNow, salt: room.state.head };
  return { seq, at, header, payload: { type: 'record', text: '', texts: {} }, tombstone: false, removedBy: '' };
}

/** A room with these records, all by one person. `at`: the server's time of each. */
function roomWith(
  records: readonly string[],
  { first = 1, by = teacher, kind = 'schoolteam', at = [] as readonly number[], closed = false } = {},
): RecordRoom {
  const all = records.map((record, i) => item(first + i, record, by, at[i] ?? kNow));
  const seat = { ...by.leaf, ...kEndless };
  const leaf = () => seat;
  return {
    id: newId(),
    closed,
    log: { state: { ...room.state, kind, leaves: [seat] }, leafAt: leaf, leavesAt: () => [seat], lastKnown: leaf, me: undefined },
    items: { all, first },
  };
}

const readAll = (rooms: readonly RecordRoom[], ageBand: AgeBand | '' = '12-15', whole = true) =>
  readDossier(builtInPolicy, rooms, { ageBand, phase: 'anonymous', whole });

function read(records: readonly string[], ageBand: AgeBand, how: Parameters<typeof roomWith>[1] = {}): DossierRead {
  return readAll([roomWith(records, how)], ageBand);
}

/** Whether of every condition it is known how it stands. */
const knowsAll = ({ dossier }: Pick<DossierRead, 'dossier'>): boolean => builtInPolicy.conditions.every(dossier.knows);

/** The denial, or the facts. */
function outcome({ dossier, refused }: DossierRead): unknown {
  const [denial] = refused.values();
  return denial === undefined ? Object.fromEntries(dossier.now.facts) : `${denial.code} ${denial.rule}`;
}

describe('the dossier', () => {
  it('takes_the_case_from_record_to_record_at_the_step_that_each_names', () => {
    const talk = stated('pupil_talk', '2', { on: '2026-03-02', known_to_care: 'yes' });
    const found = read([talk, stated('parents_talk', '4', kParents), stated('step', '4', { to: 'closed_at_school' })], '12-15');
    expect(outcome(found)).toMatchObject({ pupil_talk: 'yes', known_to_care: 'yes', parents_talk: 'yes' });
    const { now, entries } = found.dossier;
    expect([now.step, entries.length]).toEqual(['closed_at_school', 3]);
  });

  it('takes_nothing_after_the_case_was_closed', () => {
    const closed = stated('step', '1', { to: 'closed_at_school' });
    const talk = stated('pupil_talk', '1', { on: '2026-03-02', known_to_care: 'yes' });
    expect(outcome(read([closed, talk], '12-15'))).toBe('case_closed 21');
  });

  it('takes_no_record_that_cannot_be_read', () => {
    expect(outcome(read(['{"record":"pupil_talk"}'], '12-15'))).toBe('record_malformed plan');
    expect(outcome(read([stated('pupil_talk', '1', { on: 'gisteren', known_to_care: 'no' })], '12-15'))).toBe('record_malformed plan');
  });

  it('takes_no_record_of_somebody_who_sees_no_content_or_in_another_room', () => {
    const moves = stated('step', '1', { to: '2' });
    expect(outcome(read([moves], '12-15', { by: keeper }))).toBe('not_yours_to_move regie');
    expect(outcome(read([moves], '12-15', { kind: 'consult' }))).toBe('item_type_not_allowed 9');
    expect(outcome(read([moves], '12-15', { kind: 'koffie' }))).toBe('item_type_not_allowed 9');
  });

  it('does_not_ask_whoever_joined_later_for_what_they_cannot_have', () => {
    const spoken = stated('parents_talk', '4', kParents);
    expect(outcome(read([spoken], '16-17'))).toBe('condition_missing 5');
    const later = read([spoken], '16-17', { first: 9 });
    expect(outcome(later)).toMatchObject({ parents_talk: 'yes' });
    expect(knowsAll(later)).toBe(false);
    expect(outcome(read([stated('parents_talk', '3', kParents)], '16-17', { first: 9 }))).toBe('step_not_allowed rooms');
  });
});

describe('the dossier of several rooms', () => {
  const talk = stated('pupil_talk', '2', { on: '2026-03-02', known_to_care: 'yes' });
  const returned = stated('report_returned', '2');
  const accepts = stated('step', '2', { to: '5' });
  const closes = stated('step', '2', { to: 'closed_at_school' });
  const records = ({ dossier }: DossierRead) => dossier.entries.map(({ record }) => record.record);

  it('is_read_in_the_order_in_which_the_server_got_it', () => {
    const team = roomWith([talk, stated('step', '2', { to: '3' })], { at: [kNow, kNow + 2] });
    const report = roomWith([returned], { kind: 'melding', by: official, at: [kNow + 1] });
    const found = readAll([team, report]);
    expect(records(found)).toEqual(['pupil_talk', 'report_returned', 'step']);
    expect(outcome(found)).toEqual({ pupil_talk: 'yes', known_to_care: 'yes', report: 'returned' });
    expect(records(readAll([report, team]))).toEqual(records(found));
  });

  it('keeps_the_order_of_each_room_when_the_servers_clock_goes_back', () => {
    const team = roomWith([talk, stated('step', '2', { to: '3' })], { at: [kNow + 9, kNow] });
    const report = roomWith([returned], { kind: 'melding', by: official, at: [kNow + 5] });
    expect(records(readAll([team, report]))).toEqual(['report_returned', 'pupil_talk', 'step']);
  });

  it('of_the_gemeente_has_no_more_than_its_own_room_and_no_age', () => {
    const found = readAll([roomWith([accepts], { kind: 'melding', by: official })], '', false);
    expect([found.dossier.now.step, knowsAll(found), found.refused.size]).toEqual(['5', false, 0]);
  });

  it('takes_a_report_from_nobody_but_the_gemeente_and_in_no_other_room', () => {
    expect(outcome(read([accepts], '12-15', { kind: 'melding' }))).toBe('not_yours_to_move regie');
    expect(outcome(read([returned], '12-15', { kind: 'melding' }))).toBe('not_yours_to_move regie');
    expect(outcome(read([accepts], '12-15'))).toBe('item_type_not_allowed 9');
    expect(outcome(read([returned], '12-15', { by: official }))).toBe('item_type_not_allowed 9');
    expect(outcome(read([talk], '12-15', { kind: 'melding', by: official }))).toBe('item_type_not_allowed 9');
  });

  it('takes_nothing_in_a_room_after_its_report_was_given_back', () => {
    const report = roomWith([returned, accepts], { kind: 'melding', by: official, at: [kNow, kNow + 1] });
    const next = roomWith([accepts], { kind: 'melding', by: official, at: [kNow + 2] });
    expect(outcome(readAll([report]))).toBe('room_closed 21');
    const found = readAll([report, next]);
    expect([...found.refused.keys()]).toEqual([report.id]);
    expect([found.dossier.now.step, ...records(found)]).toEqual(['5', 'report_returned', 'step']);
  });

  it('blames_the_room_that_holds_what_is_refused_and_goes_on_without_it', () => {
    const team = roomWith([closes], { at: [kNow] });
    const report = roomWith([accepts, returned], { kind: 'melding', by: official, at: [kNow + 1, kNow + 2] });
    const { dossier, refused } = readAll([team, report]);
    expect([...refused].map(([room, { code }]) => [room, code])).toEqual([[report.id, 'case_closed']]);
    expect([dossier.now.step, dossier.entries.length, knowsAll({ dossier })]).toEqual(['closed_at_school', 1, false]);
    const after = roomWith([stated('step', '1', { to: '5' }), returned], { kind: 'melding', by: official });
    const found = readAll([after, roomWith([talk])]);
    expect([...found.refused.keys()]).toEqual([after.id]);
    expect(records(found)).toEqual(['pupil_talk']);
  });

  it('asks_who_takes_part_in_the_other_rooms_that_are_open', () => {
    const follow = roomWith([], { kind: 'opvolging', by: official });
    const meeting = roomWith([], { kind: 'casusoverleg' });
    const over = roomWith([], { kind: 'weegtafel', closed: true });
    const place = placeNow({ rooms: [follow, meeting, over] }, follow, 'opvolging');
    const [school, gemeente] = [teacher, official].map(({ leaf }) => ('org' in leaf.certificate ? leaf.certificate.org : ''));
    expect([...place.organisations]).toEqual([gemeente]);
    expect([...place.others]).toEqual([['casusoverleg', new Set([school])]]);
  });

  it('does_not_ask_whoever_is_not_in_all_of_them_for_what_they_cannot_have', () => {
    // A reason for scaling down can stand in rooms of three kinds, of which this is one.
    const received = roomWith([stated('conclusion_received', '6')], { kind: 'weegtafel', by: official });
    expect(outcome(readAll([received], '12-15', true))).toBe('condition_missing 20');
    expect(readAll([received], '12-15', false).refused.size).toBe(0);
    // A consent to speak with the parents stands in the school's own room and nowhere else.
    const spoken = roomWith([stated('parents_talk', '4', kParents)]);
    for (const whole of [true, false]) expect(outcome(readAll([spoken], '16-17', whole))).toBe('condition_missing 5');
  });
});
