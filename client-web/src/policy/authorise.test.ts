// SPDX-License-Identifier: EUPL-1.2
// The verdict on every entry of tests/vectors/policy/authorise.tsv, which the server's rules are held against too.

import { describe, expect, it } from 'vitest';
import { authorise } from './authorise';
import { builtInPolicy } from './built_in_policy';
import type { EntryFacts, OpFacts, RoomFacts } from './facts';
import { kMostLeaves } from './membership';
import { isClosed, mayMove, numberOf, regie, stepAfterOpening } from './steps';
import { cell, kTheCase, kTheMoment, oneOf, person, type Row, readTable, roomWith, textOf } from './testing/tables';
import { kBasisEvents, kDenialCodes, kOpKinds, kSteps } from './words';

function opOf(text: string): OpFacts {
  const word = kOpKinds.find((kind) => kind === text);
  if (word !== undefined) return { op: word, leaf: '' };
  const [name = '', other] = text.slice(1).split('~');
  const named = person(name);
  if (text.startsWith('-')) return { op: 'remove', leaf: named.leaf };
  const op = text.startsWith('+') ? 'add' : 'replace';
  if (other === undefined) return { op, leaf: named.leaf, candidate: named };
  return other === '' ? { op, leaf: named.leaf } : { op, leaf: named.leaf, candidate: person(other) };
}

function filled(room: RoomFacts): RoomFacts {
  const more = Array.from({ length: kMostLeaves - room.roster.length }, (_, i) => ({ ...person('colleague'), leaf: `colleague ${i}` }));
  return { ...room, roster: [...room.roster, ...more] };
}

interface Case {
  readonly before: RoomFacts | undefined;
  readonly entry: EntryFacts;
}

function marked({ before, entry }: Case, mark: string): Case {
  const was = (change: Partial<RoomFacts>): Case => ({ before: before && { ...before, ...change }, entry });
  const says = (change: Partial<EntryFacts>): Case => ({ before, entry: { ...entry, ...change } });
  if (mark.startsWith('n=')) return says({ n: Number(mark.slice(2)) });
  switch (mark) {
    case '-':
      return { before, entry };
    case 'other_policy':
      return says({ policy: 'another hash' });
    case 'other_room':
      return says({ room: 'another room' });
    case 'with_case':
      return says({ caseId: kTheCase });
    case 'without_case':
      return says({ caseId: '' });
    case 'closed':
      return was({ closed: true });
    case 'full':
      return { before: before && filled(before), entry };
    case 'was_anonymous':
      return was({ phase: 'anonymous' });
    case 'was_identified':
      return was({ phase: 'identified' });
    case 'was_consult':
      return was({ kind: 'consult' });
    default:
      throw new Error(`authorise.tsv: ${mark}`);
  }
}

function caseOf(row: Row): Case {
  const room = roomWith(cell(row, 'room'), cell(row, 'phase'), Number(row.step), cell(row, 'roster'));
  const first = row.roster === '-';
  const { room: id, caseId, kind, phase, step } = room;
  const ops = row.ops === '' ? [] : cell(row, 'ops').split(' ').map(opOf);
  const event = oneOf(kBasisEvents, cell(row, 'event'));
  const by = person(cell(row, 'by')).leaf;
  const entry: EntryFacts = { room: id, caseId, kind, n: first ? 0 : 3, policy: 'hash', by, at: kTheMoment, phase, step, event, ops };
  return cell(row, 'marks')
    .split(' ')
    .reduce(marked, { before: first ? undefined : room, entry });
}

describe('authorise', () => {
  const table = readTable('authorise.tsv');

  it('table_has_185_entries_and_reaches_every_denial_that_an_entry_can_get', () => {
    expect(table).toHaveLength(222);
    const ofRecords = [
      'condition_missing',
      'record_malformed',
      'case_closed',
      'someone_else_must',
      'declaration_missing',
      'pupil_is_known',
    ];
    const elsewhere = ['not_yours_to_pick_up', 'not_yours_to_move', 'item_type_not_allowed', ...ofRecords];
    const reached = kDenialCodes.filter((code) => table.some(({ expected }) => expected === code));
    expect(reached).toEqual(kDenialCodes.filter((code) => !elsewhere.includes(code)));
  });

  it.each(table.map((row) => [cell(row, 'name'), row] as const))('%s', (_, row) => {
    const { before, entry } = caseOf(row);
    expect(textOf(authorise(builtInPolicy, 'hash', before, entry))).toBe(row.expected);
  });

  it('roster_after_the_entry_keeps_the_order_of_adding', () => {
    const before = roomWith('consult', 'anonymous', 3, 'mentor,gert');
    const { room, caseId, kind, phase, step } = before;
    const event = 'certificate_replaced';
    const ops = [opOf('=mentor_as_zoco')];
    const verdict = authorise(builtInPolicy, 'hash', before, {
      room,
      caseId,
      kind,
      n: 1,
      policy: 'hash',
      by: 'mentor',
      at: kTheMoment,
      phase,
      step,
      event,
      ops,
    });
    expect(verdict.allowed && verdict.after.roster.map(({ leaf, functie }) => [leaf, functie])).toEqual([
      ['mentor', 'zorgcoordinator'],
      ['gert', 'aandachtsfunctionaris'],
    ]);
  });

  it('a_renewed_certificate_neither_prolongs_nor_ends_a_term', () => {
    const before = roomWith('melding', 'identified', 5, 'gert,gerda_for_gert,mentor');
    const { room, caseId, kind, phase, step } = before;
    const at = { room, caseId, kind, n: 1, policy: 'hash', by: 'gerda', at: kTheMoment, phase, step };
    const verdict = authorise(builtInPolicy, 'hash', before, { ...at, event: 'certificate_replaced', ops: [opOf('=gerda')] });
    const { until, standsInFor } = person('gerda_for_gert');
    expect(verdict.allowed && verdict.after.roster[1]).toMatchObject({ leaf: 'gerda', until, standsInFor });
  });
});

describe('a closed case', () => {
  it('changes_in_none_of_its_rooms', () => {
    const before = { ...roomWith('consult', 'anonymous', 4, 'mentor,gert'), caseClosed: true };
    const { room, caseId, kind, phase, step } = before;
    const entry = { room, caseId, kind, n: 1, policy: 'hash', by: 'mentor', at: kTheMoment, phase, step, event: 'key_rotation' as const };
    const rotates = { ...entry, ops: [opOf('rotate')] };
    expect(textOf(authorise(builtInPolicy, 'hash', before, rotates))).toBe('case_closed');
    expect(textOf(authorise(builtInPolicy, 'hash', { ...before, closed: true }, rotates))).toBe('case_closed');
    expect(textOf(authorise(builtInPolicy, 'hash', { ...before, caseClosed: false }, rotates))).toBe('.');
  });
});

describe('steps', () => {
  it('school_and_gemeente_move_exactly_along_the_listed_transitions', () => {
    const listed = ['1>2', '1>3', '2>3', '3>2', '2>4', '3>4', ...['1', '2', '3', '4'].map((step) => `${step}>closed_at_school`)];
    const allowed = (side: string) =>
      kSteps.flatMap((from) => kSteps.filter((to) => mayMove(builtInPolicy, from, to, side).allowed).map((to) => `${from}>${to}`));
    expect(allowed('school').sort()).toEqual(listed.sort());
    const later = ['5>6', '5>8', '6>7', '6>8', '6>monitored', '7>8', '7>monitored', '8>closed'];
    const back = ['monitored>6', 'monitored>7', 'monitored>8'];
    expect(allowed('gemeente').sort()).toEqual(['2>5', '3>5', '4>5', ...later, ...back].sort());
    expect(textOf(mayMove(builtInPolicy, '1', '2', 'gemeente'))).toBe('not_yours_to_move');
  });

  it('opening_a_consult_brings_a_case_from_1_or_2_to_3_and_leaves_later_steps', () => {
    const after = (['1', '2', '3', '4', '5'] as const).map((step) => stepAfterOpening(builtInPolicy, 'consult', step));
    expect(after).toEqual(['3', '3', '3', '4', '5']);
  });

  it('regie_is_the_schools_until_step_4_and_the_gemeentes_from_5', () => {
    const holders = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((step) => regie(builtInPolicy, step));
    expect(holders).toEqual(['', 'school', 'school', 'school', 'school', 'gemeente', 'gemeente', 'gemeente', 'gemeente', '']);
  });

  it('a_case_is_closed_at_two_of_its_places', () => {
    expect(kSteps.filter(isClosed)).toEqual(['closed_at_school', 'closed']);
  });

  it('every_place_of_a_case_has_a_number', () => {
    expect(kSteps.map(numberOf)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 6, 4, 8]);
  });
});
