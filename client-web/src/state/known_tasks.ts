// SPDX-License-Identifier: EUPL-1.2
// What waits for a person in cases in which the school weighs a ground or the pupil is known. Pure.
import { contactOf, dayOf, daysBetween, type FollowUp, followUps } from './follow_up';
import type { Case, CaseRecord, Me, Room } from './model';
import type { Task, TaskKind } from './tasks';

/** What one's own organisation has to say to something that was recorded: the record, what it answers, and what there is to do. */
const kAnswers: readonly { readonly record: string; readonly to: string; readonly kind: TaskKind; readonly ownCounts: boolean }[] = [
  { record: 'duiding', to: 'sitting', kind: 'give_duiding', ownCounts: false },
  { record: 'outcome_support', to: 'outcome', kind: 'support_outcome', ownCounts: true },
  { record: 'conclusion_received', to: 'joint_conclusion', kind: 'confirm_reason', ownCounts: true },
  { record: 'skip_reason_received', to: 'skip_reason', kind: 'confirm_reason', ownCounts: true },
  { record: 'goal_reached', to: 'joint_goal', kind: 'confirm_goal', ownCounts: false },
  { record: 'reason_received', to: 'closing_reason', kind: 'confirm_reason', ownCounts: true },
  { record: 'handover_taken', to: 'handover', kind: 'take_handover', ownCounts: false },
];
/** The record to which this one is an answer; '' when it is none. */
export const answeredBy = (record: string): string => kAnswers.find((each) => each.record === record)?.to ?? '';

/** An action is told this long before it is due. */
const kSoonDays = 7;
const kDayMs = 86_400_000;

/** `rooms`: those of the case. */
export function knownTasks(me: Me, found: Case, rooms: readonly Room[], now: number): readonly Task[] {
  const writable = rooms.filter(({ closed, broken }) => !closed && broken === undefined);
  const open = writable.filter(({ phase }) => phase === 'identified');
  const today = dayOf(now);
  const threads = followUps(found, now);
  return [
    ...rooms.filter(({ lacksRegie, broken }) => lacksRegie && broken === undefined).map((room) => noRegie(found, room)),
    ...ofGround(found, today, now),
    ...writable.flatMap((room) => toAnswer(me, found, room)),
    ...ownActions(found, open, threads, today, now),
    ...(me.orgType === 'gemeente' ? ofRegie(me, found, threads, today, now) : []),
  ];
}

/** Without whoever has the regie the case stands still: nobody else moves it. */
function noRegie({ reference }: Case, room: Room): Task {
  return { kind: 'no_regie', reference, since: room.lastAt, count: 0, place: { name: 'room_people', room: room.id } };
}

function ofGround(found: Case, today: string, now: number): readonly Task[] {
  const { id: caseId, reference, facts, records, recordable, openable } = found;
  const common = { reference, count: 0 };
  const can = (record: string) => recordable.some((row) => row.record === record && row.missing.length === 0);
  const risk = records.findLast(({ record }) => record === 'ground_risk');
  const tasks: Task[] = [];
  if (risk !== undefined && facts.ground_approved === 'no' && can('ground_approval'))
    tasks.push({ ...common, kind: 'approve_risk', since: risk.at, place: { name: 'record', caseId, record: 'ground_approval' } });
  const until = risk?.fields.inform_by ?? '';
  if (facts.pupil_informed === 'later' && until !== '' && until <= today && can('pupil_informed'))
    tasks.push({ ...common, kind: 'inform_now', since: Date.parse(until), place: { name: 'record', caseId, record: 'pupil_informed' } });
  const ground = records.findLast(({ record }) => record.startsWith('ground_'));
  if (openable.some(({ kind, missing }) => kind === 'melding' && missing.length === 0))
    tasks.push({ ...common, kind: 'make_known', since: ground?.at ?? now, place: { name: 'make_known', caseId } });
  return tasks;
}

function toAnswer(me: Me, { reference, records }: Case, room: Room): readonly Task[] {
  return kAnswers.flatMap(({ record, to, kind, ownCounts }) => {
    const can = room.recordable.some((row) => row.record === record && row.missing.length === 0);
    const asked = records.findLast((each) => each.record === to);
    if (!can || asked === undefined || (ownCounts && asked.orgName === me.orgName)) return [];
    // Under a pseudonym one answers as oneself, for no organisation that has a name.
    const own = (each: CaseRecord) => each.orgName === me.orgName || each.mine;
    const answered = records.some((each) => each.record === record && each.at >= asked.at && own(each));
    return answered ? [] : [{ kind, reference, since: asked.at, count: 0, place: { name: 'room_record' as const, room: room.id, record } }];
  });
}

/** The room in which one can record that an action is done: its own while one records there, otherwise another of the case. */
export function roomToFinish({ id, room }: FollowUp, rooms: readonly Room[]): Room | undefined {
  const possible = rooms.filter(({ recordable }) =>
    recordable.some((row) => row.record === 'task_done' && row.fields.some(({ options }) => options.some(({ value }) => value === id))),
  );
  return possible.find((one) => one.id === room) ?? possible[0];
}

function ownActions(
  { reference }: Case,
  rooms: readonly Room[],
  threads: readonly FollowUp[],
  today: string,
  now: number,
): readonly Task[] {
  const soon = dayOf(now + kSoonDays * kDayMs);
  return threads.flatMap((thread): readonly Task[] => {
    const { due, since, status } = thread;
    const room = status === 'done' || due === '' || due > soon ? undefined : roomToFinish(thread, rooms);
    if (room === undefined) return [];
    const place = { name: 'room_record' as const, room: room.id, record: 'task_done' };
    const late = due < today;
    const count = late ? daysBetween(due, today) : daysBetween(today, due);
    return [{ kind: late ? 'action_overdue' : 'action_due', reference, since, count, place }];
  });
}

/** What others are late with, and that it is time to look again. */
function ofRegie(me: Me, found: Case, threads: readonly FollowUp[], today: string, now: number): readonly Task[] {
  const { id: caseId, reference, step } = found;
  // At any other step nobody can record on an action.
  if (step !== 'monitored' && step !== '7') return [];
  const late = threads.filter(({ owner, status }) => status === 'overdue' && owner !== me.orgName);
  const place = { name: 'case' as const, caseId };
  const [first] = late;
  const tasks: Task[] = first === undefined ? [] : [{ kind: 'others_overdue', reference, since: first.since, count: late.length, place }];
  const { reviewOn } = contactOf(found);
  if (reviewOn !== '' && reviewOn <= today)
    tasks.push({ kind: 'review_due', reference, since: Math.min(now, Date.parse(reviewOn)), count: 0, place });
  return tasks;
}
