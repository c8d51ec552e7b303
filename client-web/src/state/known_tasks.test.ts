// SPDX-License-Identifier: EUPL-1.2
// What waits for whom from the ground on: each as it appears, and gone once it is done.
import { describe, expect, it } from 'vitest';
import { knownTasks } from './known_tasks';
import type { Case, CaseRecord, Me, Recordable, Room } from './model';
import { kBareRoom } from './testing/bare_room';

const kNow = Date.UTC(2026, 5, 10, 12);
const kDayMs = 86_400_000;

const me = (orgType: string, orgName: string): Me => ({
  ...{ account: 'me', login: 'me', name: 'Ik', org: 'org', orgName, orgType, functie: 'f', certified: true, rootFingerprint: '' },
});
const school = me('school', 'Eik');
const gemeente = me('gemeente', 'Oeverdam');

const row = (record: string, missing: Recordable['missing'] = [], fields: Recordable['fields'] = []): Recordable => ({
  ...{ record, title: record, rule: '9', fields, words: 'optional', texts: [], missing },
});
const record = (word: string, daysAgo: number, orgName: string, fields: Readonly<Record<string, string>> = {}): CaseRecord => ({
  ...{
    id: `${word}-${daysAgo}-${orgName}`,
    record: word,
    step: '6',
    fields,
    labels: fields.owner ? { owner: fields.owner } : {},
    ownerType: '',
  },
  ...{ text: '', texts: {}, by: 'Iemand', orgName, room: 'room', roomKind: 'opvolging', mine: false, at: kNow - daysAgo * kDayMs },
});
const room = (recordable: readonly Recordable[], part: Partial<Room> = {}): Room => ({
  ...{ ...kBareRoom, caseId: 'case', kind: 'opvolging', phase: 'identified', step: 6, recordable },
  ...part,
});
const caseOf = (part: Partial<Case>): Case => ({
  ...{ id: 'case', reference: 'C', step: 'monitored', phase: 'identified', ageBand: '12-15', regie: 'gemeente', leadName: '', openedAt: 0 },
  ...{
    rooms: ['room'],
    schoolName: 'Eik',
    mySide: 'other',
    openable: [],
    continues: '',
    continuedBy: '',
    elsewhere: [],
    records: [],
    facts: {},
    moves: [],
    recordable: [],
    closed: false,
  },
  ...part,
});
const kinds = (who: Me, found: Case, rooms: readonly Room[] = []) => knownTasks(who, found, rooms, kNow).map(({ kind }) => kind);

describe('a room without anybody who has the regie', () => {
  const lacking = room([], { lacksRegie: true, lastAt: kNow - kDayMs });

  it('is told to everybody who takes part, before everything else', () => {
    for (const who of [school, me('politie', 'Politie'), me('zvh', 'ZVH')]) {
      expect(knownTasks(who, caseOf({}), [lacking], kNow)).toEqual([
        { kind: 'no_regie', reference: 'C', since: kNow - kDayMs, count: 0, place: { name: 'room_people', room: 'room' } },
      ]);
    }
  });

  it('is not told of a room that is broken, or that has its regie', () => {
    const broken = { reason: 'broken', rule: '', message: '' };
    for (const part of [{ broken }, { lacksRegie: false }]) expect(kinds(school, caseOf({}), [{ ...lacking, ...part }])).toEqual([]);
  });
});

describe('a ground', () => {
  const risk = record('ground_risk', 2, 'Eik', { on: '2026-06-08', inform_by: '2026-06-10' });
  const facts = { ground: 'veiligheidsrisico', ground_approved: 'no', pupil_informed: 'later' };

  it('waits for the approval of a colleague, not of who recorded the risk', () => {
    const found = (row_: Recordable) => caseOf({ records: [risk], facts: { ...facts, pupil_informed: '' }, recordable: [row_] });
    const other = { reason: 'someone_else_must', rule: '9', message: '' };
    expect(kinds(school, found(row('ground_approval')))).toEqual(['approve_risk']);
    expect(kinds(school, found(row('ground_approval', [other])))).toEqual([]);
    const approved = { ...found(row('ground_approval')), facts: { ...facts, ground_approved: 'yes', pupil_informed: '' } };
    expect(kinds(school, approved)).toEqual([]);
  });

  it('comes back on the day until which informing was deferred', () => {
    const found = caseOf({ records: [risk], facts, recordable: [row('pupil_informed')] });
    expect(kinds(school, found)).toEqual(['inform_now']);
    const later = { ...risk, fields: { ...risk.fields, inform_by: '2026-06-11' } };
    expect(kinds(school, { ...found, records: [later] })).toEqual([]);
  });

  it('that is complete leads to making the pupil known', () => {
    const consent = record('ground_consent', 1, 'Eik');
    const missing = { reason: 'ground_complete', rule: '9', message: '' };
    expect(kinds(school, caseOf({ records: [consent], openable: [{ kind: 'melding', missing: [] }] }))).toEqual(['make_known']);
    expect(kinds(school, caseOf({ records: [consent], openable: [{ kind: 'melding', missing: [missing] }] }))).toEqual([]);
  });
});

describe('what an organisation has to say', () => {
  it.each([
    ['duiding', 'sitting', 'give_duiding'],
    ['outcome_support', 'outcome', 'support_outcome'],
    ['goal_reached', 'joint_goal', 'confirm_goal'],
    ['reason_received', 'closing_reason', 'confirm_reason'],
    ['conclusion_received', 'joint_conclusion', 'confirm_reason'],
    ['skip_reason_received', 'skip_reason', 'confirm_reason'],
    ['handover_taken', 'handover', 'take_handover'],
  ])('%s waits from the moment of %s until it is said', (word, asked, kind) => {
    const rooms = [room([row(word)])];
    const by = (...records: readonly CaseRecord[]) => caseOf({ records });
    expect(kinds(school, by(), rooms)).toEqual([]);
    expect(kinds(school, by(record(asked, 3, 'Oeverdam')), rooms)).toEqual([kind]);
    expect(kinds(school, by(record(asked, 3, 'Oeverdam'), record(word, 2, 'Eik')), rooms)).toEqual([]);
    expect(kinds(school, by(record(asked, 3, 'Oeverdam'), record(word, 2, 'Politie')), rooms)).toEqual([kind]);
    expect(kinds(school, by(record(word, 4, 'Eik'), record(asked, 3, 'Oeverdam')), rooms)).toEqual([kind]);
    expect(kinds(school, by(record(asked, 3, 'Oeverdam')), [{ ...room([row(word)]), closed: true }])).toEqual([]);
  });

  it('waits under a pseudonym too, until one has said it oneself', () => {
    const rooms = [room([row('skip_reason_received')], { kind: 'melding', phase: 'anonymous' })];
    const asked = record('skip_reason', 3, 'Oeverdam');
    const said = { ...record('skip_reason_received', 2, 'Regio'), mine: true };
    expect(kinds(school, caseOf({ records: [asked] }), rooms)).toEqual(['confirm_reason']);
    expect(kinds(school, caseOf({ records: [asked, said] }), rooms)).toEqual([]);
    expect(kinds(school, caseOf({ records: [said, { ...asked, at: said.at + 1 }] }), rooms)).toEqual(['confirm_reason']);
  });

  it('is said already by who records an outcome or a reason', () => {
    expect(kinds(school, caseOf({ records: [record('outcome', 1, 'Eik')] }), [room([row('outcome_support')])])).toEqual([]);
  });
});

describe('actions', () => {
  const task = (due: string, owner: string) => record('task', 9, 'Oeverdam', { owner, due, rhythm: 'once' });
  const own = (found: CaseRecord) => {
    const options = [{ value: found.id, label: 'Doen' }];
    return room([row('task_done', [], [{ name: 'task', type: 'record', values: [], options }])]);
  };

  it('of one’s own are told a week before they are due, and first when they are late', () => {
    const told = (due: string) =>
      knownTasks(school, caseOf({ records: [task(due, 'Eik')] }), [own(task(due, 'Eik'))], kNow).map(({ kind, count }) => [kind, count]);
    expect(told('2026-06-18')).toEqual([]);
    expect(told('2026-06-17')).toEqual([['action_due', 7]]);
    expect(told('2026-06-10')).toEqual([['action_due', 0]]);
    expect(told('2026-06-08')).toEqual([['action_overdue', 2]]);
  });

  it('agreed in a casusoverleg are done in the room of the follow-up once the case is monitored', () => {
    const late = { ...task('2026-06-08', 'Eik'), room: 'overleg' };
    const told = (rooms: readonly Room[]) =>
      knownTasks(school, caseOf({ records: [late] }), rooms, kNow).map(({ kind, place }) => [kind, place]);
    const at = (id: string) => [['action_overdue', { name: 'room_record', room: id, record: 'task_done' }]];
    const ended = { ...room([]), id: 'overleg' };
    const [overleg, opvolging] = [
      { ...own(late), id: 'overleg' },
      { ...own(late), id: 'opvolging' },
    ];
    expect(told([ended, opvolging])).toEqual(at('opvolging'));
    expect(told([opvolging, overleg])).toEqual(at('overleg'));
    expect(told([ended])).toEqual([]);
  });

  it('have the date that was said last', () => {
    const late = task('2026-06-08', 'Eik');
    const moved = record('task_progress', 1, 'Eik', { task: late.id, due: '2026-07-01' });
    expect(kinds(school, caseOf({ records: [late, moved] }), [own(late)])).toEqual([]);
  });

  it('of others are told to who has the regie when they are late', () => {
    const late = task('2026-06-08', 'Eik');
    expect(kinds(gemeente, caseOf({ records: [late] }))).toEqual(['others_overdue']);
    expect(kinds(school, caseOf({ records: [late] }))).toEqual([]);
    expect(kinds(gemeente, caseOf({ records: [late, record('task_done', 1, 'Eik', { task: late.id })] }))).toEqual([]);
  });

  it('of others are not told at a step at which nobody can record on them', () => {
    const late = caseOf({ records: [task('2026-06-08', 'Eik'), record('review', 20, 'Oeverdam', { review_on: '2026-06-01' })] });
    for (const step of ['7', 'monitored']) expect(kinds(gemeente, { ...late, step })).toEqual(['others_overdue', 'review_due']);
    for (const step of ['5', '6', '8', 'closed']) expect(kinds(gemeente, { ...late, step })).toEqual([]);
  });

  it('and the day to look again comes back to who has the regie', () => {
    const on = (day: string) => caseOf({ records: [record('step', 20, 'Oeverdam', { to: 'monitored', review_on: day })] });
    expect(kinds(gemeente, on('2026-06-10'))).toEqual(['review_due']);
    expect(kinds(gemeente, on('2026-06-11'))).toEqual([]);
    expect(kinds(school, on('2026-06-10'))).toEqual([]);
  });
});
