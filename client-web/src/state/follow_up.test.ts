// SPDX-License-Identifier: EUPL-1.2
import { describe, expect, it } from 'vitest';
import { contactOf, followUps, nextDue } from './follow_up';
import type { Case, CaseRecord } from './model';

const kDayMs = 86_400_000;
const kNow = Date.parse('2026-03-10T09:00:00Z');
const day = (from: number): string => new Date(kNow + from * kDayMs).toISOString().slice(0, 10);

let made = 0;
function recorded(record: string, fields: Record<string, string>, part: Partial<CaseRecord> = {}): CaseRecord {
  made += 1;
  const place = { room: 'room', roomKind: 'opvolging', mine: false, at: kNow - 100 * kDayMs + made };
  return {
    id: `record-${made}`,
    record,
    step: 'monitored',
    fields,
    labels: {},
    ownerType: '',
    text: '',
    texts: {},
    by: 'Sanne',
    orgName: 'Gemeente',
    ...place,
    ...part,
  };
}
const task = (due: number, owner = 'Politie', ownerType = 'politie', rhythm = 'once'): CaseRecord =>
  recorded('task', { owner: 'org', due: day(due), rhythm }, { labels: { owner }, ownerType, text: 'Gesprek voeren' });
const caseOf = (records: readonly CaseRecord[]): Case => ({ records }) as unknown as Case;
describe('the threads of the follow-up', () => {
  const due = [-40, -1, 0, 1, 40];
  const last = [undefined, 'task_progress', 'task_done'] as const;
  it.each(due.flatMap((first) => last.map((what) => [first, what] as const)))('an action due in %i days, last said %s', (first, what) => {
    const asked = task(first);
    const later =
      what === undefined
        ? []
        : [recorded(what, { task: asked.id, ...(what === 'task_progress' ? { due: day(5) } : {}) }, { text: 'Gebeld' })];
    const [thread] = followUps(caseOf([asked, ...later]), kNow);
    const late = what === undefined && first < 0;
    expect(thread?.status).toBe(what === 'task_done' ? 'done' : late ? 'overdue' : 'open');
    expect(thread?.due).toBe(what === 'task_progress' ? day(5) : day(first));
    expect(thread?.said).toBe(what === undefined ? '' : 'Gebeld');
  });

  it('stand with what is late first, then by the day, and what is done last', () => {
    const [late, later, soon, far] = [task(-2), task(-9), task(3), task(30)];
    const done = recorded('task_done', { task: late.id });
    const order = followUps(caseOf([far, late, soon, later, done]), kNow).map(({ id }) => id);
    expect(order).toEqual([later.id, soon.id, far.id, late.id]);
  });

  it('keep what is help to the family apart, by the kind of organisation that owns it', () => {
    const owners = ['cjg', 'jeugdhulp', 'politie', 'school', ''];
    const tracks = followUps(caseOf(owners.map((type, at) => task(at, type, type))), kNow).map(({ track }) => track);
    expect(tracks).toEqual(['help', 'help', 'watch', 'watch', 'watch']);
  });

  it('do not mix what was said of one action with another', () => {
    const [first, second] = [task(-1), task(-1)];
    const done = recorded('task_done', { task: second.id });
    expect(followUps(caseOf([first, second, done]), kNow).map(({ status }) => status)).toEqual(['overdue', 'done']);
  });
});

describe('an action that comes back', () => {
  it.each([
    ['weekly', '2026-11-27', '2026-12-04'],
    ['weekly', '2026-12-28', '2027-01-04'],
    ['monthly', '2026-11-27', '2026-12-27'],
    ['monthly', '2026-12-31', '2027-01-31'],
    ['monthly', '2027-01-31', '2027-02-28'],
    ['monthly', '2028-01-31', '2028-02-29'],
    ['monthly', '2026-10-31', '2026-11-30'],
    ['once', '2026-11-27', ''],
  ])('%s_after_%s_is_due_on_%s', (rhythm, from, due) => {
    expect(nextDue(rhythm, from)).toBe(due);
  });
});

describe('contact with the pupil', () => {
  it('is nobody’s and never was while nothing is recorded', () => {
    expect(contactOf(caseOf([]))).toEqual({ keeper: '', last: '', reviewOn: '' });
  });

  it('is as the newest plan or review says, and the newest day counts whenever it was written down', () => {
    const records = [
      recorded('plan', { contact_keeper: 'a', last_contact: day(-20), review_on: day(10) }, { labels: { contact_keeper: 'School' } }),
      recorded('contact', { on: day(-1) }),
      recorded('contact', { on: day(-8) }),
      recorded(
        'review',
        { contact_keeper: 'b', last_contact: day(-3), review_on: day(40) },
        { labels: { contact_keeper: 'CJG De Linde' } },
      ),
    ];
    expect(contactOf(caseOf(records))).toEqual({ keeper: 'CJG De Linde', last: day(-1), reviewOn: day(40) });
  });

  it('was last on the day that a plan or review names, when nobody recorded it by itself', () => {
    const named = recorded(
      'plan',
      { contact_keeper: 'a', last_contact: day(-20), review_on: day(10) },
      { labels: { contact_keeper: 'School' } },
    );
    expect(contactOf(caseOf([named, recorded('contact', { on: day(-31) })])).last).toBe(day(-20));
  });
});
