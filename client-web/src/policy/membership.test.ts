// SPDX-License-Identifier: EUPL-1.2
// The same tables as tests/unit/domain: every person × room × phase × step × relation × convenant, and who does what in which room.

import { describe, expect, it } from 'vitest';
import { authorise } from './authorise';
import { builtInPolicy } from './built_in_policy';
import type { EntryFacts, LeafFacts, OpFacts, RoomFacts } from './facts';
import { isOn, mayAppendItem, mayJoin, mayOpen, mayPickUp, mayRemoveItem, sideOf } from './membership';
import { cell, kTheCase, kTheMoment, kTheRoom, oneOf, person, type Row, readTable, roomWith, textOf } from './testing/tables';
import { type BasisEvent, kItemTypes, kLeafClasses, kPhases } from './words';

const kRows = 63 * 9;
const letters: Readonly<Record<string, string>> = {
  '.': '.',
  ouders_sluiten_niet_aan: 'o',
  relation_declared: 'r',
  functie_not_in_room: 'f',
  contentless_functie: 'b',
  phase_not_allowed: 'p',
  step_not_allowed: 's',
  convenant_missing: 'c',
};

function candidateOf(row: Row, column: string): LeafFacts {
  const leafClass = oneOf(kLeafClasses, cell(row, 'class'));
  return {
    leaf: 'candidate',
    leafClass,
    orgType: cell(row, 'org_type'),
    functie: cell(row, 'functie'),
    organisation: '',
    room: leafClass === 'pseudonym' ? kTheRoom : '',
    caseId: leafClass === 'guest' ? kTheCase : '',
    certificateValid: true,
    convenantValid: !column.includes('-convenant'),
    revoked: false,
    relationDeclared: column.includes('+relation'),
    until: 0,
    standsInFor: '',
    termOver: false,
  };
}

describe('may join', () => {
  const table = readTable('membership.tsv');

  it('has_the_whole_table', () => {
    expect(table).toHaveLength(kRows);
    expect(Object.keys(table[0] ?? {})).toHaveLength(12);
  });

  it.each(kPhases)('every_cell_of_the_table_is_as_the_rules_say_in_the_%s_phase', (phase) => {
    let cells = 0;
    for (const row of table) {
      for (const [column, expected] of Object.entries(row)) {
        if (!column.startsWith(phase)) continue;
        const candidate = candidateOf(row, column);
        const given = [1, 2, 3, 4, 5, 6, 7, 8].map((step) => {
          cells += 1;
          return letters[textOf(mayJoin(builtInPolicy, candidate, roomWith(cell(row, 'room'), phase, step, '-')))] ?? '?';
        });
        expect(given.join(''), `${candidate.orgType} ${candidate.functie} in ${row.room}, ${column}`).toBe(expected);
      }
    }
    expect(cells).toBe(kRows * 32);
  });

  it.each([
    ['mentor_expired', 'weegtafel', 1],
    ['mus_elsewhere', 'consult', 3],
    ['ouder_other_case', 'overdracht', 8],
  ])('certificate_of_%s_is_refused', (name, kind, step) => {
    expect(textOf(mayJoin(builtInPolicy, person(name), roomWith(kind, 'anonymous', step, '-')))).toBe('certificate_invalid');
  });

  it('a_side_is_an_organisation_type_and_a_guest_is_on_none', () => {
    expect(['mentor', 'mus', 'gert', 'ouder'].map((name) => sideOf(person(name)))).toEqual(['school', 'school', 'gemeente', '']);
    expect(isOn(builtInPolicy, ['school', 'regie'], person('ouder'), 3)).toBe(false);
  });
});

function act(name: string, room: RoomFacts, actor: LeafFacts, row: Row): string {
  const throughTheLog = (event: BasisEvent, op: OpFacts) => {
    const { room: id, caseId, kind, step } = room;
    const phase = event === 'phase_changed' ? 'identified' : room.phase;
    const entry: EntryFacts = {
      room: id,
      caseId,
      kind,
      n: 7,
      policy: 'hash',
      by: actor.leaf,
      at: kTheMoment,
      phase,
      step,
      event,
      ops: [op],
    };
    return textOf(authorise(builtInPolicy, 'hash', room, entry));
  };
  const newcomer = person(cell(row, 'newcomer'));
  switch (name) {
    case 'open':
      return textOf(mayOpen(builtInPolicy, actor, room));
    case 'add':
      return throughTheLog('member_added', { op: 'add', leaf: newcomer.leaf, candidate: newcomer });
    case 'remove':
      return throughTheLog('member_removed', { op: 'remove', leaf: cell(row, 'target') });
    case 'leave':
      return throughTheLog('member_left', { op: 'remove', leaf: actor.leaf });
    case 'renew':
      return throughTheLog('certificate_replaced', { op: 'replace', leaf: actor.leaf, candidate: actor });
    case 'rotate':
      return throughTheLog('key_rotation', { op: 'rotate', leaf: '' });
    case 'close':
      return throughTheLog('room_closed', { op: 'close', leaf: '' });
    case 'identify':
      return throughTheLog('phase_changed', { op: 'rotate', leaf: '' });
    case 'remove_text':
      return textOf(mayRemoveItem(builtInPolicy, actor, room, 'text'));
    case 'pick_up':
      return textOf(mayPickUp(builtInPolicy, actor, room));
    default:
      return textOf(mayAppendItem(builtInPolicy, actor, room, oneOf(kItemTypes, name)));
  }
}

describe('acts', () => {
  const table = readTable('acts.tsv');
  const acts = [
    'open',
    'add',
    'remove',
    'leave',
    'renew',
    'rotate',
    'close',
    'identify',
    'pick_up',
    'text',
    'signal',
    'identity',
    'reveal',
    'remove_text',
  ];

  it('has_the_whole_table', () => {
    expect(table.length * acts.length).toBe(826);
  });

  it.each(table.map((row) => [`${row.actor} in ${row.room} at step ${row.step}`, row] as const))('%s', (_, row) => {
    const room = roomWith(cell(row, 'room'), cell(row, 'phase'), Number(row.step), cell(row, 'roster'));
    const given = Object.fromEntries(acts.map((name) => [name, act(name, room, person(cell(row, 'actor')), row)]));
    expect(given).toEqual(Object.fromEntries(acts.map((name) => [name, cell(row, name)])));
  });

  it('nothing_is_written_or_picked_up_in_a_closed_room', () => {
    const room = { ...roomWith('consult', 'anonymous', 3, 'mentor,gert'), closed: true };
    expect(textOf(mayAppendItem(builtInPolicy, person('mentor'), room, 'text'))).toBe('room_closed');
    expect(textOf(mayPickUp(builtInPolicy, person('gert'), room))).toBe('room_closed');
  });

  it('nobody_writes_picks_up_or_takes_away_after_their_time_is_over', () => {
    const over = person('gerda_for_gert_over');
    const room = roomWith('consult', 'anonymous', 3, 'mentor,gert,gerda_for_gert_over');
    const acts = [
      mayAppendItem(builtInPolicy, over, room, 'text'),
      mayPickUp(builtInPolicy, over, room),
      mayRemoveItem(builtInPolicy, over, room, 'text'),
    ];
    expect(acts.map(textOf)).toEqual(['term_over', 'term_over', 'term_over']);
    const still = person('gerda_for_gert');
    expect(textOf(mayAppendItem(builtInPolicy, still, roomWith('consult', 'anonymous', 3, 'gert,gerda_for_gert'), 'text'))).toBe('.');
  });

  it('only_messages_and_their_changes_are_taken_away', () => {
    const room = roomWith('melding', 'anonymous', 3, 'mentor,gert');
    const taken = kItemTypes.filter((type) => mayRemoveItem(builtInPolicy, person('gert'), room, type).allowed);
    expect(taken).toEqual(['text', 'edit']);
  });

  it('nobody_joins_writes_or_picks_up_once_the_case_is_closed', () => {
    const room = { ...roomWith('consult', 'anonymous', 3, 'mentor,gert'), caseClosed: true };
    const verdicts = [
      mayJoin(builtInPolicy, person('gert'), room),
      mayOpen(builtInPolicy, person('mentor'), room),
      mayAppendItem(builtInPolicy, person('mentor'), room, 'text'),
      mayPickUp(builtInPolicy, person('gert'), { ...room, closed: true }),
    ];
    expect(verdicts.map(textOf)).toEqual(Array(4).fill('case_closed'));
  });
});
