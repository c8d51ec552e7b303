// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from 'vitest';
import { builtInPolicy } from '../policy/built_in_policy';
import { kNothingRecorded, possibleMoves } from '../policy/records';
import { isClosed } from '../policy/steps';
import { kAgeBands, kSteps, type Step } from '../policy/words';
import type { AgeBand, Case, CaseMove, CaseRecord, Me, Message, Participant, Problem, Room, Thread } from './model';
import { kQuietDays, othersWaitFor, type Task, tasksOf } from './tasks';
import { kBareRoom } from './testing/bare_room';

const kDayMs = 86_400_000;
const kNow = Date.UTC(2026, 5, 1);
const daysAgo = (days: number): number => kNow - days * kDayMs;

const as = (orgType: string): Me => ({
  ...{ account: 'me', login: 'me', name: 'Ik', org: 'org', orgName: 'Org', orgType, functie: 'f', certified: true, rootFingerprint: '' },
});
const participant = (leaf: string, me: boolean): Participant => ({
  ...{ leaf, klass: 'member', name: leaf, functie: 'f', orgName: 'Org', orgType: 'gemeente', me },
  ...{ until: 0, standsInFor: '', inPlaceOf: '', revealed: false },
});

const room = (part: Partial<Room>): Room => ({
  ...{ ...kBareRoom, createdAt: daysAgo(3), lastAt: daysAgo(2), lastSeq: 1 },
  participants: [participant('mine', true), participant('colleague', false)],
  ...part,
});

const record = (word: string, at: number, fields: Readonly<Record<string, string>> = {}): CaseRecord => ({
  ...{ id: `${word}-${at}`, record: word, step: '2', fields, text: '', by: 'Iemand', mine: true, at },
  ...{ texts: {}, labels: {}, ownerType: '', orgName: 'Org', room: 'team', roomKind: 'schoolteam' },
});

type Facts = Readonly<Record<string, string>>;
const problemOf = ({ code, rule, nl }: { code: string; rule: string; nl: string }): Problem => ({ reason: code, rule, message: nl });

/** As the policy of this build sees it: what it warns of is what is not recorded. */
function movesOf(step: Step, ageBand: AgeBand, facts: Facts): readonly CaseMove[] {
  const before = { ...kNothingRecorded, step, ageBand, phase: 'anonymous' as const, facts: new Map(Object.entries(facts)) };
  const team = { kind: 'schoolteam' as const, organisations: new Set(['org']), others: new Map() };
  return possibleMoves(builtInPolicy, before, team, 'school').map(({ transition: { to, words }, missing, warnings }) => ({
    ...{ to, words, fields: [], missing: missing.map(problemOf), warnings: warnings.map(problemOf) },
  }));
}

function caseAt(step: Step, ageBand: AgeBand = '12-15', facts: Facts = {}, part: Partial<Case> = {}): Case {
  return {
    ...{ id: 'case', reference: 'CASE-REF', step, phase: 'anonymous', ageBand, regie: 'school', leadName: 'Iemand', openedAt: daysAgo(5) },
    ...{ rooms: [], records: [], facts, recordable: [], moves: movesOf(step, ageBand, facts), closed: isClosed(step) },
    ...{ schoolName: 'Org', mySide: 'school', continues: '', continuedBy: '', openable: [], elsewhere: [] },
    ...part,
  };
}

const team = room({ id: 'team', kind: 'schoolteam', caseId: 'case' });
const forSchool = (found: Case, ...rooms: readonly Room[]): readonly Task[] =>
  tasksOf({ me: as('school'), cases: [found], rooms: [team, ...rooms] }, kNow);
const kinds = (tasks: readonly Task[]): readonly string[] => tasks.map(({ kind }) => kind);

function message(text: string, at: number, mine = false): Message {
  return {
    ...{ id: text, seq: 1, thread: 'thread', from: mine ? 'mine' : 'other', mine, at, text, title: '', replyTo: '', editedAt: 0 },
    ...{ tombstone: false, removedBy: '', reactions: [], state: 'sent', deliveredTo: [], readBy: [] },
  };
}
const thread = (id: string, unread: number, messages: readonly Message[]): Thread => ({
  ...{ id, title: id, startedAt: 0, lastAt: daysAgo(1), unread, messages, whole: true },
});

describe('what a school has to record', () => {
  const consents: readonly Facts[] = [
    {},
    { pupil_consent: 'given' },
    { pupil_consent: 'refused' },
    { pupil_consent: 'refused', consent_exception: 'yes' },
  ];
  const consults: Readonly<Record<string, readonly Room[]>> = {
    none: [],
    waiting: [room({ caseId: 'case' })],
    answering: [room({ caseId: 'case', owner: 'leaf-of-the-gemeente' })],
  };

  /** In words of its own; looks at no policy. */
  function expected(step: Step, age: AgeBand, facts: Facts, consult: string): readonly string[] {
    if (step === '2') return facts.pupil_talk ? [] : ['pupil_talk'];
    if (step === '3') return facts.sharing_needed || consult !== 'answering' ? [] : ['consult_answers'];
    if (step !== '4' || facts.parents_talk) return [];
    if (age === '18+') return facts.pupil_talk ? [] : ['adult_pupil_talk'];
    if (age !== '16-17' || facts.pupil_consent === 'given' || facts.consent_exception) return ['parents_talk'];
    return facts.pupil_consent === 'refused' ? ['consent_refused'] : ['pupil_consent'];
  }

  it('is_listed_at_every_step_for_every_age_and_all_that_can_be_recorded', () => {
    const counted: Record<string, number> = {};
    let cases = 0;
    for (const step of kSteps)
      for (const age of kAgeBands)
        for (const consent of consents)
          for (const talked of [{}, { pupil_talk: 'yes' }])
            for (const answered of [{}, { talk_with_parents: 'no', sharing_needed: 'no' }])
              for (const parents of [{}, { parents_talk: 'yes' }])
                for (const [consult, rooms] of Object.entries(consults)) {
                  const facts = { ...consent, ...talked, ...answered, ...parents };
                  const found = kinds(forSchool(caseAt(step, age, facts), ...rooms));
                  expect(found, JSON.stringify({ step, age, facts, consult })).toEqual(expected(step, age, facts, consult));
                  for (const kind of found) counted[kind] = (counted[kind] ?? 0) + 1;
                  cases += 1;
                }
    expect(cases).toBe(4224);
    expect(counted).toEqual({
      ...{ pupil_talk: 192, consult_answers: 64, parents_talk: 120, pupil_consent: 12, consent_refused: 12, adult_pupil_talk: 24 },
    });
  });

  it.each([
    ['2', '12-15', {}, 'pupil_talk'],
    ['3', '12-15', {}, 'consult_answers'],
    ['4', '<12', {}, 'parents_talk'],
    ['4', '18+', {}, 'pupil_talk'],
    ['4', '16-17', {}, 'pupil_consent'],
    ['4', '16-17', { pupil_consent: 'given' }, 'parents_talk'],
  ] as const)('at_step_%s_for_%s_it_leads_to_where_it_is_recorded', (step, age, facts, word) => {
    const [task] = forSchool(caseAt(step, age, facts), ...(consults.answering ?? []));
    expect(task?.place).toEqual({ name: 'record', caseId: 'case', record: word });
    expect(task?.reference).toBe('CASE-REF');
  });

  it('after_a_refusal_leads_to_the_case_where_one_chooses', () => {
    const [task] = forSchool(caseAt('4', '16-17', { pupil_consent: 'refused' }));
    expect(task?.place).toEqual({ name: 'case', caseId: 'case' });
  });

  it('waits_since_the_case_came_to_its_step', () => {
    const found = caseAt('4', '12-15', {}, { records: [record('step', daysAgo(4), { to: '2' }), record('step', daysAgo(2), { to: '4' })] });
    expect(forSchool(found)[0]?.since).toBe(daysAgo(2));
    expect(forSchool(caseAt('2'))[0]?.since).toBe(daysAgo(5));
  });

  it('is_nothing_where_one_does_not_know_all_that_was_recorded', () => {
    const moves = movesOf('2', '12-15', {}).map((move) => ({ ...move, warnings: [] }));
    expect(forSchool(caseAt('2', '12-15', {}, { moves }))).toEqual([]);
  });
});

describe('what was written to a school', () => {
  it.each([
    ['consult', ['read_consult']],
    ['melding', ['read_report']],
    ['schoolteam', ['read_team']],
    ['something_else', []],
  ])('in_a_%s_is_listed_until_it_is_read_or_the_case_is_closed', (kind, expected) => {
    const written = room({ kind, caseId: 'case', unread: 2 });
    expect(kinds(forSchool(caseAt('1'), written))).toEqual(expected);
    expect(kinds(forSchool(caseAt('1'), { ...written, closed: true }))).toEqual(expected);
    expect(forSchool(caseAt('1'), { ...written, unread: 0 })).toEqual([]);
    expect(forSchool(caseAt('closed_at_school'), written)).toEqual([]);
  });

  it('leads_to_the_conversation_with_the_oldest_unread_message', () => {
    const threads = [
      thread('later', 1, [message('a', daysAgo(9)), message('b', daysAgo(1))]),
      thread('first', 2, [message('c', daysAgo(6)), message('d', daysAgo(4)), message('mine', daysAgo(3), true), message('e', daysAgo(2))]),
      thread('read', 0, [message('f', daysAgo(8))]),
    ];
    const [task] = forSchool(caseAt('1'), room({ id: 'consult', caseId: 'case', unread: 3, threads }));
    expect(task).toMatchObject({ place: { name: 'room', room: 'consult', thread: 'first' }, since: daysAgo(4), count: 3 });
    const [unknown] = forSchool(caseAt('1'), room({ id: 'consult', caseId: 'case', unread: 3 }));
    expect(unknown).toMatchObject({ place: { name: 'room', room: 'consult', thread: '' }, since: daysAgo(2) });
  });
});

describe('a report that was returned', () => {
  const returned = record('report_returned', daysAgo(3));
  const facts = { pupil_talk: 'yes', report: 'returned' };
  const old = room({ kind: 'melding', caseId: 'case', closed: true, createdAt: daysAgo(4) });
  const at = (records: readonly CaseRecord[]) => caseAt('2', '12-15', facts, { records });

  it('is_listed_with_the_case_where_its_reason_stands', () => {
    const [task, ...more] = forSchool(at([returned]), old, { ...team, createdAt: daysAgo(5) });
    expect(task).toMatchObject({ kind: 'report_returned', place: { name: 'case', caseId: 'case' }, since: daysAgo(3) });
    expect(more).toEqual([]);
  });

  it('until_the_school_goes_on_in_whatever_way', () => {
    const before = { ...team, createdAt: daysAgo(5) };
    const listed = (found: Case, ...rooms: readonly Room[]) =>
      kinds(tasksOf({ me: as('school'), cases: [found], rooms: [before, old, ...rooms] }, kNow));
    expect(listed(at([returned]))).toEqual(['report_returned']);
    expect(listed(at([returned, record('pupil_talk', daysAgo(2))]))).toEqual([]);
    expect(listed(at([returned]), room({ kind: 'melding', caseId: 'case', createdAt: daysAgo(2) }))).toEqual([]);
    expect(listed(at([returned]), room({ kind: 'consult', caseId: 'case', createdAt: daysAgo(2) }))).toEqual([]);
    expect(listed(at([record('report_returned', daysAgo(4)), record('step', daysAgo(3), { to: '4' }), returned]))).toEqual([
      'report_returned',
    ]);
  });
});

describe('a case that lies still', () => {
  const opened = { openedAt: daysAgo(60) };
  const still = (days: number, part: Partial<Room> = {}) => ({ ...team, createdAt: daysAgo(60), lastAt: daysAgo(days), ...part });
  const listed = (found: Case, ...rooms: readonly Room[]) => tasksOf({ me: as('school'), cases: [found], rooms }, kNow);

  it('is_listed_after_14_days_and_not_before', () => {
    expect(listed(caseAt('1', '12-15', {}, opened), still(kQuietDays - 0.01))).toEqual([]);
    expect(listed(caseAt('1', '12-15', {}, opened), still(kQuietDays))).toEqual([
      { kind: 'quiet', reference: 'CASE-REF', since: daysAgo(14), count: 14, place: { name: 'case', caseId: 'case' } },
    ]);
  });

  it('is_moved_by_a_record_and_by_a_message_in_any_room', () => {
    expect(listed(caseAt('1', '12-15', {}, { ...opened, records: [record('step', daysAgo(1))] }), still(30))).toEqual([]);
    expect(listed(caseAt('1', '12-15', {}, opened), still(30), room({ caseId: 'case', lastAt: daysAgo(1) }))).toEqual([]);
  });

  it('is_listed_at_every_step_but_after_the_end', () => {
    const facts = { pupil_talk: 'yes', parents_talk: 'yes' };
    const found = kSteps.filter((step) => listed(caseAt(step, '12-15', facts, opened), still(30)).length > 0);
    expect(found).toEqual(kSteps.filter((step) => step !== 'closed' && step !== 'closed_at_school'));
  });

  it('is_not_said_twice_and_not_before_all_of_it_is_here', () => {
    expect(kinds(listed(caseAt('2', '12-15', {}, opened), still(30)))).toEqual(['pupil_talk']);
    expect(listed(caseAt('1', '12-15', {}, opened), still(30, { historyLoaded: 'none' }))).toEqual([]);
  });
});

describe('what waits for whoever is asked', () => {
  const accept: CaseMove = { to: '5', missing: [], warnings: [], words: 'optional', fields: [] };
  const wrong: Problem = { reason: 'forked', rule: '', message: '' };
  const states: readonly Partial<Room>[] = [{}, { closed: true }, { broken: wrong }, { historyLoaded: 'none' }];

  /** In words of its own. */
  function expected(orgType: string, one: Room): readonly string[] {
    if (one.closed || one.broken !== undefined || one.historyLoaded === 'none') return [];
    const read = one.unread > 0 ? ['read'] : [];
    if (orgType !== 'gemeente') return read;
    if (one.owner === 'colleague') return [];
    if (one.moves.length > 0) return ['decide_report'];
    return one.kind === 'consult' && one.owner === '' ? ['pick_up'] : read;
  }

  it('is_listed_for_every_kind_of_room_in_every_state', () => {
    const counted: Record<string, number> = {};
    for (const orgType of ['gemeente', 'school_en_veiligheid'])
      for (const [kind, moves] of [
        ['consult', []],
        ['melding', orgType === 'gemeente' ? [accept] : []],
        ['melding', []],
      ] as const)
        for (const owner of ['', 'mine', 'colleague'])
          for (const unread of [0, 2])
            for (const state of states) {
              const one = room({ kind, moves, owner, unread, ...state });
              const tasks = tasksOf({ me: as(orgType), cases: [], rooms: [one] }, kNow);
              expect(kinds(tasks), JSON.stringify({ orgType, kind, moves, owner, unread, state })).toEqual(expected(orgType, one));
              for (const { kind: found, place, reference } of tasks) {
                expect([place, reference]).toEqual([{ name: 'room', room: 'room', thread: '' }, 'ROOM-REF']);
                counted[found] = (counted[found] ?? 0) + 1;
              }
            }
    expect(counted).toEqual({ pick_up: 2, decide_report: 4, read: 12 });
  });
});

describe('the order', () => {
  it('puts_a_report_first_and_then_who_waits_longest', () => {
    const accept: CaseMove = { to: '5', missing: [], warnings: [], words: 'optional', fields: [] };
    const rooms = [
      room({ id: 'read', owner: 'mine', unread: 1, lastAt: daysAgo(8) }),
      room({ id: 'new', createdAt: daysAgo(1) }),
      room({ id: 'old', createdAt: daysAgo(9) }),
      room({ id: 'report', kind: 'melding', moves: [accept], createdAt: daysAgo(1) }),
      room({ id: 'old_report', kind: 'melding', moves: [accept], createdAt: daysAgo(2) }),
    ];
    const places = tasksOf({ me: as('gemeente'), cases: [], rooms }, kNow).map(({ place }) => place.name === 'room' && place.room);
    expect(places).toEqual(['old_report', 'report', 'old', 'read', 'new']);
  });

  it('puts_what_others_wait_for_before_what_one_has_to_do_oneself', () => {
    const cases = [
      caseAt('2', '12-15', {}, { id: 'a', openedAt: daysAgo(20) }),
      caseAt('1', '12-15', {}, { id: 'b', openedAt: daysAgo(90) }),
      caseAt('2', '12-15', {}, { id: 'c', openedAt: daysAgo(40) }),
      caseAt('1', '12-15', {}, { id: 'd' }),
      caseAt('2', '12-15', { pupil_talk: 'yes' }, { id: 'e', records: [record('report_returned', daysAgo(1))] }),
    ];
    const rooms = [room({ caseId: 'd', unread: 1, lastAt: daysAgo(0) })];
    const tasks = tasksOf({ me: as('school'), cases, rooms }, kNow);
    expect(kinds(tasks)).toEqual(['report_returned', 'read_consult', 'quiet', 'pupil_talk', 'pupil_talk']);
    expect(tasks.map(othersWaitFor)).toEqual([true, true, false, false, false]);
  });

  it('is_empty_for_whoever_is_not_signed_in', () => {
    expect(tasksOf({ cases: [caseAt('2')], rooms: [] }, kNow)).toEqual([]);
  });
});
