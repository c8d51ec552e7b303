// SPDX-License-Identifier: EUPL-1.2
// Every line of the part `plan` of tests/vectors/policy/matrix.tsv, which the server's rules are held against too: the verdict on each record, and what is known
// after it.

import { describe, expect, it } from 'vitest';
import { builtInPolicy } from './built_in_policy';
import type { LeafFacts } from './facts';
import { type CaseFacts, judgeRecord, kNothingRecorded, type RecordPlace } from './records';
import { authorsOf, cell, codeOf, kindOf, oneOf, pairsOf, type Row, readTable } from './testing/tables';
import { isRoomKind, kAgeBands, kPhases, kSteps, type Step } from './words';

const kPart = 'plan';
const kGroups = ['school', 'gemeente', 'zvh', 'politie', 'om', 'justice', 'help', 'partner', 'expert', 'pseudonym', 'others'] as const;
const kPresent = new Set(['gemeente', 'school', 'politie']);

const letters: Readonly<Record<string, string>> = {
  '.': '.',
  case_closed: 'c',
  step_not_allowed: 's',
  item_type_not_allowed: 't',
  not_yours_to_move: 'y',
  record_malformed: 'm',
  someone_else_must: 'e',
  'condition_missing:identified': 'I',
  'condition_missing:sitting_recorded': 'S',
  'condition_missing:was_present': 'N',
  'condition_missing:duiding_by_two': 'D',
  'condition_missing:outcome_recorded': 'O',
  'condition_missing:outcome_by_two': 'T',
  'condition_missing:outcome_is_7': '7',
  'condition_missing:outcome_is_monitored': 'M',
  'condition_missing:outcome_is_8': '8',
  'condition_missing:picture_recorded': 'P',
  'condition_missing:joint_duiding_recorded': 'J',
  'condition_missing:plan_recorded': 'L',
  'condition_missing:goal_set': 'G',
  'condition_missing:goal_reached_by_all': 'A',
  'condition_missing:reason_recorded': 'R',
  'condition_missing:reason_received': 'V',
  'condition_missing:conclusion_received': 'C',
  'condition_missing:skip_reason_received': 'Z',
  'condition_missing:handover_recorded': 'H',
  'condition_missing:handover_to_school': 'U',
  'condition_missing:handover_taken': 'K',
  'condition_missing:reescalation_agreed': 'E',
  'condition_missing:ground_is_risk': 'X',
  'condition_missing:pupil_to_be_informed': 'Q',
  'condition_missing:ground_right_whom': 'B',
  'condition_missing:help_right_whom': 'W',
};

/** `@politie` is an organisation, `#action` a record: here both are called by their names. */
const plain = (value: string): string => value.replace(/^[@#]/, '');
const setOf = (value: string): ReadonlySet<string> => new Set(value.split('+').map(plain));

function before(text: string, step: Step, author: LeafFacts): CaseFacts {
  const facts = new Map<string, string>();
  const organisations = new Map<string, ReadonlySet<string>>();
  const setBy = new Map<string, string>();
  const made = new Map([['plan', { record: 'plan', owner: '' }]]);
  let { ageBand, phase }: Pick<CaseFacts, 'ageBand' | 'phase'> = { ageBand: '', phase: 'anonymous' };
  for (const [name, value] of pairsOf(text)) {
    if (name === 'age') ageBand = oneOf(kAgeBands, value);
    else if (name === 'phase') phase = oneOf(kPhases, value);
    else if (name === 'owner') made.set('action', { record: 'task', owner: plain(value) });
    else if (name.startsWith('by.')) setBy.set(name.slice('by.'.length), author.leaf);
    else if (isRoomKind(name)) continue;
    else if (value.startsWith('@')) organisations.set(name, setOf(value));
    else facts.set(name, value);
  }
  return { ...kNothingRecorded, step, ageBand, phase, facts, organisations, setBy, made };
}

/** "casusoverleg=@om": who takes part in another room of the case. */
function othersIn(text: string): RecordPlace['others'] {
  return new Map(pairsOf(text).flatMap(([name, value]) => (isRoomKind(name) ? [[name, setOf(value)] as const] : [])));
}

type Known = Pick<CaseFacts, 'step' | 'facts' | 'organisations'>;
const shown = ({ step, facts, organisations }: Known) => ({
  step,
  facts: Object.fromEntries([...facts].sort()),
  organisations: Object.fromEntries([...organisations].sort().map(([fact, did]) => [fact, [...did].sort()])),
});

function afterwards({ step, facts, organisations }: Known, known: string, me: string): Known {
  const next = { step, facts: new Map(facts), organisations: new Map(organisations) };
  for (const each of known === '-' ? [] : known.split(' ')) {
    const [, gone, joined, name = '', value = ''] = /^(?:!(\w+)|(\w+)\+@me|(\w+)=(\S+))$/.exec(each) ?? [];
    if (gone !== undefined) {
      next.facts.delete(gone);
      next.organisations.delete(gone);
    } else if (joined !== undefined) {
      next.organisations.set(joined, new Set([...(next.organisations.get(joined) ?? []), me]));
    } else if (name === 'step') {
      next.step = oneOf(kSteps, value);
    } else if (value === '@me') {
      next.organisations.set(name, new Set([me]));
    } else {
      next.facts.set(name, value);
    }
  }
  return next;
}

describe('the plan from the ground and the weegtafel on', () => {
  const table = readTable(kPart);
  const people = kGroups.map((group) => [group, authorsOf(kPart, group)] as const);
  let verdicts = 0;
  const wrong: string[] = [];

  function hold(row: Row, group: string, author: LeafFacts, step: Step, expected: string): void {
    const fields = new Map(pairsOf(cell(row, 'fields')).map(([name, value]) => [name, plainField(value)]));
    const others = othersIn(cell(row, 'facts'));
    for (const room of cell(row, 'room').split(',').map(kindOf)) {
      const facts = before(cell(row, 'facts'), step, author);
      const record = { record: cell(row, 'record'), step, fields, id: 'new' };
      const verdict = judgeRecord(builtInPolicy, facts, { kind: room, organisations: kPresent, others }, author, record);
      const code = codeOf(verdict);
      verdicts += 1;
      const at = `${Object.values(row).slice(0, 4).join(' | ')}, ${group} ${author.functie} at ${step} in ${room}`;
      if ((letters[code] ?? code) !== expected) wrong.push(`${at}: ${code}, not ${expected}`);
      if (!verdict.allowed || expected !== '.') continue;
      const due = shown(afterwards(facts, cell(row, 'known'), author.organisation));
      if (JSON.stringify(shown(verdict.after)) !== JSON.stringify(due)) wrong.push(`${at}: ${JSON.stringify(shown(verdict.after))}`);
    }
  }

  it('every_cell_of_the_table_is_as_the_rules_say_and_so_is_what_follows', { timeout: 120_000 }, () => {
    for (const row of table) {
      for (const [group, authors] of people) {
        const cells = cell(row, group);
        for (const author of authors) for (const [i, step] of kSteps.entries()) hold(row, group, author, step, cells[i] ?? '');
      }
    }
    expect(wrong.slice(0, 20)).toEqual([]);
    expect({ lines: table.length, verdicts }).toEqual({ lines: 616, verdicts: 441_529 });
  });
});

/** A name that is not written as one stays what it is: it is no id. */
function plainField(value: string): string {
  if (value.startsWith('@') || value.startsWith('#')) return plain(value);
  return value === 'politie' ? 'not an id' : value;
}
