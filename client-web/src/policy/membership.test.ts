// SPDX-License-Identifier: EUPL-1.2
// The same matrix as tests/unit/domain: every operation × person × room × phase × step × relation × convenant.

import { describe, expect, it } from 'vitest';
import { authorise } from './authorise';
import { builtInPolicy } from './built_in_policy';
import type { EntryFacts, LeafFacts, OpFacts, RoomFacts } from './facts';
import { isOn, mayAppendItem, mayJoin, mayOpen, mayPickUp, mayRemoveItem, sideOf } from './membership';
import { cell, kTheCase, kTheMoment, kTheRoom, oneOf, person, type Row, readCast, readTable, roomWith, textOf } from './testing/tables';
import { type BasisEvent, kItemTypes, kLeafClasses, kPhases } from './words';

// 63 people in 9 rooms do 20 operations, and 92 who fit in one of them do 18 of them from inside too; each in 8 situations at 8 steps.
const kVerdicts = (63 * 9 * 20 + 92 * 18) * 64;
const letters: Readonly<Record<string, string>> = {
  '.': '.',
  ouders_sluiten_niet_aan: 'o',
  relation_declared: 'r',
  functie_not_in_room: 'f',
  contentless_functie: 'b',
  phase_not_allowed: 'p',
  step_not_allowed: 's',
  convenant_missing: 'c',
  not_a_member: 'n',
  not_yours_to_open: 'O',
  not_yours_to_add: 'A',
  not_yours_to_remove: 'R',
  not_yours_to_close: 'C',
  not_yours_to_pick_up: 'U',
  item_type_not_allowed: 't',
  pupil_is_known: 'k',
};

function somebody(who: string, column: string): LeafFacts {
  const [klass = '', orgType = '', functie = ''] = who.split(' ');
  const leafClass = oneOf(kLeafClasses, klass);
  return {
    ...{ leaf: 'candidate', leafClass, orgType, functie, organisation: '' },
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

/** Through the log: an entry of this actor in a room as it stands. */
function throughTheLog(room: RoomFacts, actor: LeafFacts, event: BasisEvent, op: OpFacts): string {
  const { room: id, caseId, kind, phase, step } = room;
  const common = { room: id, caseId, kind, n: 1, policy: 'the policy', by: actor.leaf, at: kTheMoment, step };
  const entry: EntryFacts = { ...common, phase: event === 'phase_changed' ? 'identified' : phase, event, ops: [op] };
  return textOf(authorise(builtInPolicy, 'the policy', room, entry));
}

function operate(operation: string, actor: LeafFacts, room: RoomFacts, target: string, newcomer: LeafFacts): string {
  switch (operation) {
    case 'join':
      return textOf(mayJoin(builtInPolicy, actor, { ...room, roster: [] }));
    case 'open':
      return textOf(mayOpen(builtInPolicy, actor, room));
    case 'add':
      return throughTheLog(room, actor, 'member_added', { op: 'add', leaf: newcomer.leaf, candidate: newcomer });
    case 'remove':
      return throughTheLog(room, actor, 'member_removed', { op: 'remove', leaf: target });
    case 'leave':
      return throughTheLog(room, actor, 'member_left', { op: 'remove', leaf: actor.leaf });
    case 'renew':
      return throughTheLog(room, actor, 'certificate_replaced', { op: 'replace', leaf: actor.leaf, candidate: actor });
    case 'rotate':
      return throughTheLog(room, actor, 'key_rotation', { op: 'rotate', leaf: '' });
    case 'identify':
      return throughTheLog(room, actor, 'phase_changed', { op: 'rotate', leaf: '' });
    case 'close':
      return throughTheLog(room, actor, 'room_closed', { op: 'close', leaf: '' });
    case 'pick_up':
      return textOf(mayPickUp(builtInPolicy, actor, room));
    case 'remove_text':
      return textOf(mayRemoveItem(builtInPolicy, actor, room, 'text'));
    default:
      return textOf(mayAppendItem(builtInPolicy, actor, room, oneOf(kItemTypes, operation)));
  }
}

describe('the matrix of who does what where', () => {
  const kPart = 'acts';
  const company = new Map(readCast(kPart).map(([kind = '', ...others]) => [kind, others]));
  const table = readTable(kPart);
  let verdicts = 0;

  function given(row: Row, who: string, column: string): string {
    const actor = somebody(who, column);
    const kind = cell(row, 'room');
    const [keeper = '', target = '', newcomer = ''] = company.get(kind) ?? [];
    const phase = oneOf(kPhases, column.split(/[+-]/)[0] ?? '');
    const at = (step: number): string => {
      const room = roomWith(kind, phase, step, `${keeper},${target}`);
      const roster = cell(row, 'takes_part') === 'yes' ? [...room.roster, actor] : room.roster;
      verdicts += 1;
      return letters[operate(cell(row, 'operation'), actor, { ...room, roster }, target, person(newcomer))] ?? '?';
    };
    return [1, 2, 3, 4, 5, 6, 7, 8].map(at).join('');
  }

  it('every_cell_of_the_table_is_as_the_rules_say', { timeout: 120_000 }, () => {
    const wrong: string[] = [];
    for (const row of table) {
      for (const who of cell(row, 'people').split(', ')) {
        for (const [column, expected] of Object.entries(row).slice(4)) {
          const got = given(row, who, column);
          if (got !== expected)
            wrong.push(`${cell(row, 'operation')} by ${who} in ${cell(row, 'room')}, ${column}: ${got}, not ${expected}`);
        }
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
    expect(verdicts).toBe(kVerdicts);
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

describe('acts', () => {
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
