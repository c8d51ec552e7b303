// SPDX-License-Identifier: EUPL-1.2
// What a device makes of records that a server gives it: real certificates, items as they are once opened.
import { beforeAll, describe, expect, it } from 'vitest';
import { builtInPolicy } from '../policy/built_in_policy';
import { newId } from '../protocol/id';
import { kNow, newPerson, newRegion, type Person } from '../protocol/testing/region';
import { newRoom, type TestRoom } from '../protocol/testing/room';
import { type DossierRead, readDossier } from './dossier';
import type { AgeBand } from './model';
import type { ReadItem } from './room_items';

let room: TestRoom;
let teacher: Person;
let keeper: Person;

beforeAll(async () => {
  room = await newRoom();
  const region = await newRegion();
  teacher = await newPerson(region, region.school, { functie: 'medewerker' });
  keeper = await newPerson(region, region.school, { functie: 'beheerder' });
});

const kParents = { on: '2026-03-20', pupil_present: 'yes', sharing_consent: 'given', care_in_place: 'no' };

function stated(record: string, step: string, fields: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify({ record, step, fields });
}

function item(seq: number, record: string, from: Person): ReadItem {
  const place = { room: room.state.room, epoch: 0, thread: room.state.room, id: newId(), from: from.leaf.leaf, ctr: seq };
  const header = { ...place, type: 'record' as const, record, seenSeq: 0, seenHead: room.state.head, at: kNow, salt: room.state.head };
  return { seq, at: kNow, header, payload: { type: 'record', text: '' }, tombstone: false };
}

function read(records: readonly string[], ageBand: AgeBand, { first = 1, by = teacher, kind = 'schoolteam' } = {}): DossierRead {
  const all = records.map((record, i) => item(first + i, record, by));
  const log = { state: { ...room.state, kind }, leafAt: () => by.leaf };
  return readDossier(builtInPolicy, log, { all, first }, ageBand);
}

const outcome = (found: DossierRead) => (found.ok ? Object.fromEntries(found.dossier.facts) : `${found.denial.code} ${found.denial.rule}`);

describe('the dossier', () => {
  it('takes_the_case_from_record_to_record_at_the_step_that_each_names', () => {
    const talk = stated('pupil_talk', '2', { on: '2026-03-02', known_to_care: 'yes' });
    const found = read([talk, stated('parents_talk', '4', kParents), stated('step', '4', { to: 'closed_at_school' })], '12-15');
    expect(outcome(found)).toMatchObject({ pupil_talk: 'yes', known_to_care: 'yes', parents_talk: 'yes' });
    expect(found.ok && [found.dossier.step, found.dossier.whole, found.dossier.entries.length]).toEqual(['closed_at_school', true, 3]);
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
    expect(later.ok && later.dossier.whole).toBe(false);
    expect(outcome(read([stated('parents_talk', '3', kParents)], '16-17', { first: 9 }))).toBe('step_not_allowed rooms');
  });
});
