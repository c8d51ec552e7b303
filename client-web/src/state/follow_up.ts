// SPDX-License-Identifier: EUPL-1.2
// The actions of a case as threads (rule 18): who owns it, when it is due, how often, where it stands and what came of it. Pure.
import { builtInPolicy } from '../policy/built_in_policy';
import { typeOf } from '../policy/policy';
import type { Case, CaseRecord } from './model';

const kDayMs = 86_400_000;
/** Organisations whose actions are help to the family, apart from what is watched (rule 17). */
const kHelp = new Set(['cjg', 'jeugdhulp']);

export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
/** When an action that comes back is due next, counted from this day (yyyy-mm-dd); '' for one that does not come back. */
export function nextDue(rhythm: string, from: string): string {
  const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
  const on = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  if (rhythm === 'weekly') return on(Date.UTC(year, month - 1, day + 7));
  // The last day of the next month when that month has no such day.
  if (rhythm === 'monthly') return on(Math.min(Date.UTC(year, month, day), Date.UTC(year, month + 1, 0)));
  return '';
}

export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / kDayMs);

export interface FollowUp {
  readonly id: string;
  readonly room: string;
  readonly what: string;
  /** the organisation that does it */
  readonly owner: string;
  readonly track: 'help' | 'watch';
  /** yyyy-mm-dd, as last said */
  readonly due: string;
  readonly rhythm: string;
  readonly status: 'overdue' | 'open' | 'done';
  /** what was said of it last: its outcome when it is done */
  readonly said: string;
  readonly saidAt: number;
  readonly since: number;
}

export interface Contact {
  /** the organisation that keeps contact with the pupil; '' while nobody was named */
  readonly keeper: string;
  /** yyyy-mm-dd of the last contact, '' when there was none */
  readonly last: string;
  /** yyyy-mm-dd on which the whole is looked at again, '' when none was agreed */
  readonly reviewOn: string;
}

const kOrder = { overdue: 0, open: 1, done: 2 } as const;

/** What is late first, then by the day it is due. */
export function followUps({ records }: Case, now: number): readonly FollowUp[] {
  const today = dayOf(now);
  const threads = records.filter(({ record }) => record === 'task').map((task) => threadOf(task, records, today));
  return threads.sort(inOrder);
}

export const inOrder = (a: FollowUp, b: FollowUp): number =>
  kOrder[a.status] - kOrder[b.status] || a.due.localeCompare(b.due) || a.since - b.since;

function threadOf(task: CaseRecord, records: readonly CaseRecord[], today: string): FollowUp {
  const about = records.filter(({ fields }) => fields.task === task.id);
  const progress = about.findLast(({ record }) => record === 'task_progress');
  const done = about.findLast(({ record }) => record === 'task_done');
  const due = (progress ?? task).fields.due ?? '';
  const owner = task.labels.owner ?? '';
  const last = done ?? progress;
  return {
    ...{ id: task.id, room: task.room, what: task.text, owner, due, rhythm: task.fields.rhythm ?? 'once', since: task.at },
    track: kHelp.has(typeOf(builtInPolicy, task.ownerType)) ? 'help' : 'watch',
    status: done !== undefined ? 'done' : due !== '' && due < today ? 'overdue' : 'open',
    said: last?.text ?? '',
    saidAt: last?.at ?? 0,
  };
}

export function contactOf({ records }: Case): Contact {
  const named = records.findLast(({ fields }) => fields.contact_keeper !== undefined);
  const days = records.map(({ record, fields }) => (record === 'contact' ? fields.on : fields.last_contact) ?? '');
  const review = records.findLast(({ fields }) => fields.review_on !== undefined);
  return { keeper: named?.labels.contact_keeper ?? '', last: days.sort().at(-1) ?? '', reviewOn: review?.fields.review_on ?? '' };
}
