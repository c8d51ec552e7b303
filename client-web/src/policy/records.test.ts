// SPDX-License-Identifier: EUPL-1.2
// Every line of the part `records` of tests/vectors/policy/matrix.tsv, which the server's rules are held against too, and what follows from a record.

import { describe, expect, it } from 'vitest';
import { builtInPolicy } from './built_in_policy';
import type { LeafFacts } from './facts';
import {
  afterRecord,
  type CaseFacts,
  judgeRecord,
  kNothingRecorded,
  possibleMoves,
  possibleRecords,
  type RecordFacts,
  type RecordPlace,
} from './records';
import { authorsOf, cell, codeOf, kindOf, pairsOf, person, type Row, readTable } from './testing/tables';
import { kAgeBands, kRoomKinds, kSteps, type RoomKind, type Step } from './words';

const letters: Readonly<Record<string, string>> = {
  '.': '.',
  case_closed: 'c',
  step_not_allowed: 's',
  item_type_not_allowed: 't',
  not_yours_to_move: 'y',
  record_malformed: 'm',
  'condition_missing:parents_may_be_spoken_with': 'o',
  'condition_missing:pupil_decides_at_this_age': 'l',
  'condition_missing:pupil_has_not_consented': 'w',
  'condition_missing:identified': 'i',
  'condition_missing:reason_recorded': 'r',
  'condition_missing:handover_recorded': 'h',
};

const kPart = 'records';

const at = (step: Step, facts: Readonly<Record<string, string>> = {}, ageBand: CaseFacts['ageBand'] = '16-17'): CaseFacts => {
  return { ...kNothingRecorded, step, ageBand, phase: 'anonymous', facts: new Map(Object.entries(facts)) };
};
const recorded = (record: string, step: Step, fields: Readonly<Record<string, string>> = {}): RecordFacts => {
  return { record, step, fields: new Map(Object.entries(fields)), id: 'item' };
};
/** As if only its own school or gemeente were there. */
const inRoom = (kind: RoomKind): RecordPlace => ({ kind, organisations: new Set(['somewhere']), others: new Map() });
const kTeam = inRoom('schoolteam');

describe('judge record', () => {
  const table = readTable(kPart);
  const cast = { staff: authorsOf(kPart, 'staff'), gemeente: authorsOf(kPart, 'gemeente'), others: authorsOf(kPart, 'others') };
  let verdicts = 0;

  /** The letters that a group gets at every place; a place at which not all of it gets the same has more than one. */
  function given(row: Row, band: CaseFacts['ageBand'], group: readonly LeafFacts[]): string {
    const rooms: readonly RoomKind[] = cell(row, 'room').split(',').map(kindOf);
    const fields = new Map(pairsOf(cell(row, 'fields')));
    const facts = new Map(pairsOf(cell(row, 'facts')));
    const here = cell(row, 'written') === 'here';
    const place = (step: Step): string => {
      const found = new Set<string>();
      for (const written of kSteps.filter((each) => (each === step) === here)) {
        for (const room of rooms) {
          for (const author of group) {
            const record = { record: cell(row, 'record'), step: written, fields, id: 'item' };
            const code = codeOf(judgeRecord(builtInPolicy, { ...at(step, {}, band), facts }, inRoom(room), author, record));
            verdicts += 1;
            found.add(letters[code] ?? code);
          }
        }
      }
      return [...found].join('/');
    };
    return kSteps.map(place).join('');
  }

  it('every_cell_of_the_table_is_as_the_rules_say', { timeout: 60_000 }, () => {
    const wrong: string[] = [];
    const hold = (row: Row, column: string, band: CaseFacts['ageBand'], group: readonly LeafFacts[]) => {
      const got = given(row, band, group);
      if (got !== cell(row, column)) wrong.push(`${Object.values(row).slice(0, 5).join(' | ')}, ${column} ${band}: ${got}`);
    };
    for (const row of table) {
      for (const band of [...kAgeBands, ''] as const) {
        hold(row, band === '' ? 'unknown' : band, band, cast.staff);
        hold(row, 'gemeente', band, cast.gemeente);
        hold(row, 'others', band, cast.others);
      }
    }
    expect(wrong).toEqual([]);
    const sizes = { staff: cast.staff.length, gemeente: cast.gemeente.length, others: cast.others.length };
    expect({ lines: table.length, ...sizes, verdicts }).toEqual({
      lines: 540,
      staff: 3,
      gemeente: 2,
      others: 58,
      verdicts: 3_180_870,
    });
  });

  it('says_a_missing_condition_in_its_own_words', () => {
    const fields = { on: '2026-03-02', pupil_present: 'yes', sharing_consent: 'given', care_in_place: 'no' };
    const verdict = judgeRecord(builtInPolicy, at('4'), kTeam, person('mentor'), recorded('parents_talk', '4', fields));
    expect(verdict).toMatchObject({ code: 'condition_missing', denial: { rule: '5' } });
    expect(!verdict.allowed && verdict.denial.nl).toContain('Vanaf 16 jaar');
  });

  it('sets_the_facts_that_the_row_names_and_keeps_the_others', () => {
    const before = at('3', { pupil_talk: 'yes', known_to_care: 'no' });
    const answers = recorded('consult_answers', '3', { talk_with_parents: 'later', sharing_needed: 'no' });
    const verdict = judgeRecord(builtInPolicy, before, kTeam, person('mentor'), answers);
    expect(verdict.allowed && Object.fromEntries(verdict.after.facts)).toEqual({
      ...{ pupil_talk: 'yes', known_to_care: 'no' },
      ...{ talk_with_parents: 'later', sharing_needed: 'no' },
    });
    expect(before.facts.size).toBe(2);
  });

  it('moves_the_case_in_the_room_that_the_transition_names_only', () => {
    const accepts = recorded('step', '3', { to: '5' });
    const verdicts = (['melding', 'schoolteam', 'consult', 'weegtafel'] as const).map((room) =>
      ['gert', 'mentor', 'mus'].map((name) => codeOf(judgeRecord(builtInPolicy, at('3', {}, ''), inRoom(room), person(name), accepts))),
    );
    const elsewhere = Array(3).fill('item_type_not_allowed');
    expect(verdicts).toEqual([['.', 'not_yours_to_move', 'not_yours_to_move'], elsewhere, elsewhere, elsewhere]);
  });

  it('holds_no_condition_on_an_age_that_is_not_known', () => {
    const consent = recorded('pupil_consent', '4', { on: '2026-03-02', answer: 'given' });
    const verdict = (ageBand: CaseFacts['ageBand']) =>
      codeOf(judgeRecord(builtInPolicy, at('4', {}, ageBand), kTeam, person('mentor'), consent));
    expect(verdict('16-17')).toBe('.');
    expect(verdict('')).toBe('condition_missing:pupil_decides_at_this_age');
  });

  it('moves_the_case_and_leaves_its_facts', () => {
    const before = at('3', { pupil_talk: 'yes' });
    const moves = recorded('step', '3', { to: 'closed_at_school' });
    expect(judgeRecord(builtInPolicy, before, kTeam, person('mentor'), moves)).toEqual({
      allowed: true,
      after: at('closed_at_school', { pupil_talk: 'yes' }),
    });
    expect(afterRecord(builtInPolicy, before, person('mentor'), recorded('step', '3', { to: 'nowhere' }))).toEqual(before);
    expect(afterRecord(builtInPolicy, before, person('mentor'), recorded('koffie', '3', { to: '4' }))).toEqual(before);
  });
});

describe('possible moves', () => {
  const shown = (facts: CaseFacts, orgType = 'school') =>
    possibleMoves(builtInPolicy, facts, inRoom(orgType === 'school' ? 'schoolteam' : 'melding'), orgType).map(
      ({ transition, missing, warnings }) => {
        expect(missing).toEqual([]);
        return `${transition.to} ${transition.words} ${warnings.map(({ code }) => code).join(',')}`.trim();
      },
    );

  it('are_the_transitions_from_here_with_what_is_not_recorded_yet', () => {
    expect(shown(at('1'))).toEqual(['2 none', '3 none', 'closed_at_school required']);
    expect(shown(at('2'))).toEqual(['3 none', '4 none consult_answers_recorded', 'closed_at_school required pupil_talk_recorded']);
    const answered = { talk_with_parents: 'yes', sharing_needed: 'no' };
    expect(shown(at('3', answered))).toEqual(['2 none', '4 none', 'closed_at_school required']);
    expect(shown(at('3', { talk_with_parents: 'yes' }))[1]).toBe('4 none consult_answers_recorded');
  });

  it('from_4_know_that_from_18_on_the_talk_with_the_pupil_is_enough', () => {
    const talked = { pupil_talk: 'yes' };
    expect(shown(at('4', talked, '12-15'))).toEqual(['closed_at_school required family_spoken_with']);
    expect(shown(at('4', talked, '18+'))).toEqual(['closed_at_school required']);
    expect(shown(at('4', { parents_talk: 'yes' }, '12-15'))).toEqual(['closed_at_school required']);
  });

  it('of_the_gemeente_is_to_accept_a_report', () => {
    const warned = 'pupil_talk_recorded,consult_answers_recorded,family_spoken_with';
    for (const step of ['2', '3', '4'] as const) expect(shown(at(step), 'gemeente')).toEqual([`5 optional ${warned}`]);
    expect(possibleMoves(builtInPolicy, at('3'), kTeam, 'gemeente')).toEqual([]);
  });

  it('are_none_for_another_side_and_from_a_closed_case', () => {
    for (const step of ['1', 'closed', 'closed_at_school'] as const) expect(shown(at(step), 'gemeente')).toEqual([]);
    expect(shown(at('3'), 'politie')).toEqual([]);
    expect(shown(at('closed_at_school'))).toEqual([]);
  });
});

describe('possible records', () => {
  const shown = (facts: CaseFacts, room: RoomKind = 'schoolteam', orgType = 'school') =>
    possibleRecords(builtInPolicy, facts, inRoom(room), orgType).map(({ rules, missing }) =>
      `${rules.record} ${missing.map(({ code }) => code).join(',')}`.trim(),
    );

  it('are_the_rows_of_this_step_with_what_is_missing', () => {
    expect(shown(at('1', {}, '<12'))).toEqual([
      'pupil_talk',
      'pupil_consent pupil_decides_at_this_age',
      'consent_exception pupil_has_not_consented',
    ]);
    expect(shown(at('4', { pupil_consent: 'refused' }))).toEqual([
      'pupil_talk',
      'consult_answers',
      'pupil_consent',
      'consent_exception',
      'parents_talk parents_may_be_spoken_with',
      'ground_consent',
      'ground_known',
      'ground_risk',
      'ground_approval ground_is_risk',
      'ground_withdrawn',
    ]);
  });

  it('are_none_in_another_room_for_another_side_and_of_a_closed_case', () => {
    for (const room of kRoomKinds) if (room !== 'schoolteam') expect(shown(at('3'), room)).toEqual([]);
    expect(shown(at('3'), 'schoolteam', 'gemeente')).toEqual([]);
    expect(shown(at('closed_at_school'))).toEqual([]);
    expect((['1', '3', '5'] as const).map((step) => shown(at(step), 'melding', 'gemeente'))).toEqual([
      [],
      ['report_returned'],
      ['skip_reason', 'skip_reason_received reason_recorded'],
    ]);
  });
});
