// SPDX-License-Identifier: EUPL-1.2
// What waits for a person, the most urgent first: derived from what the screens know already, and nothing else. Pure.
import { knownTasks } from './known_tasks';
import type { Case, Room, Snapshot, Thread } from './model';
import { isHere, isMine, isPickedUp, roomsOf } from './room_facts';

/** What there is to do. */
export type TaskKind =
  | 'no_regie'
  | 'decide_report'
  | 'pick_up'
  | 'answer_routing'
  | 'read'
  | 'read_consult'
  | 'read_report'
  | 'read_team'
  | 'report_returned'
  | 'consult_answers'
  | 'pupil_talk'
  | 'adult_pupil_talk'
  | 'pupil_consent'
  | 'consent_refused'
  | 'parents_talk'
  | 'approve_risk'
  | 'inform_now'
  | 'make_known'
  | 'give_duiding'
  | 'support_outcome'
  | 'confirm_goal'
  | 'confirm_reason'
  | 'take_handover'
  | 'action_overdue'
  | 'action_due'
  | 'others_overdue'
  | 'review_due'
  | 'quiet';

/** Where it is done. */
export type TaskPlace =
  | { readonly name: 'room'; readonly room: string; readonly thread: string }
  | { readonly name: 'case'; readonly caseId: string }
  | { readonly name: 'make_known'; readonly caseId: string }
  | { readonly name: 'record'; readonly caseId: string; readonly record: string }
  | { readonly name: 'room_record'; readonly room: string; readonly record: string }
  | { readonly name: 'room_people'; readonly room: string };

export interface Task {
  readonly kind: TaskKind;
  readonly place: TaskPlace;
  /** of the case for its school, of the room for everybody else */
  readonly reference: string;
  /** since when it waits */
  readonly since: number;
  /** unread messages, or for `quiet` days; otherwise 0 */
  readonly count: number;
}

const kDayMs = 86_400_000;
export const kQuietDays = 14;
/** the step to which the gemeente moves a case whose report it accepts */
const kAccepted = '5';

/** First what holds up a whole case, then whoever waits for an answer, then what one has to do oneself. */
const urgency: Record<TaskKind, number> = {
  no_regie: 0,
  decide_report: 0,
  inform_now: 0,
  action_overdue: 0,
  pick_up: 1,
  answer_routing: 1,
  read: 1,
  read_consult: 1,
  read_report: 1,
  read_team: 1,
  report_returned: 1,
  approve_risk: 1,
  give_duiding: 1,
  support_outcome: 1,
  confirm_goal: 1,
  confirm_reason: 1,
  take_handover: 1,
  others_overdue: 1,
  review_due: 1,
  consult_answers: 2,
  pupil_talk: 2,
  adult_pupil_talk: 2,
  pupil_consent: 2,
  consent_refused: 2,
  parents_talk: 2,
  make_known: 2,
  action_due: 2,
  quiet: 2,
};

export const othersWaitFor = ({ kind }: Task): boolean => urgency[kind] < 2;

const ofRoomKind: Readonly<Record<string, TaskKind>> = {
  consult: 'read_consult',
  melding: 'read_report',
  schoolteam: 'read_team',
  casusoverleg: 'read',
  opvolging: 'read',
  overdracht: 'read',
};

export function tasksOf({ me, cases, rooms }: Pick<Snapshot, 'me' | 'cases' | 'rooms'>, now: number): readonly Task[] {
  if (me === undefined) return [];
  const tasks =
    me.orgType === 'school'
      ? cases.filter(({ closed }) => !closed).flatMap((found) => ofCase(found, roomsOf(found, rooms), now))
      : rooms.filter(isUsable).flatMap((room) => ofConsulted(room, me.orgType === 'gemeente'));
  const known = cases.filter(({ closed }) => !closed).flatMap((found) => knownTasks(me, found, roomsOf(found, rooms), now));
  return [...tasks, ...known].sort((a, b) => urgency[a.kind] - urgency[b.kind] || a.since - b.since);
}

/** What it holds is known, and it can be written in. */
const isUsable = (room: Room): boolean => !room.closed && room.broken === undefined && isHere(room);

/** The oldest of its unread messages that is here, and the conversation in which it stands. */
function firstUnread(room: Room): { readonly thread: string; readonly since: number } {
  const oldest = ({ id, messages, unread, lastAt }: Thread) => {
    const others = messages.filter(({ mine }) => !mine);
    return { thread: id, since: others.slice(-unread)[0]?.at ?? lastAt };
  };
  const [first] = room.threads
    .filter(({ unread }) => unread > 0)
    .map(oldest)
    .sort((a, b) => a.since - b.since);
  return first ?? { thread: '', since: room.lastAt };
}

function unreadIn(room: Room, kind: TaskKind | undefined, reference: string): readonly Task[] {
  if (kind === undefined || room.unread === 0) return [];
  const { thread, since } = firstUnread(room);
  return [{ kind, reference, since, count: room.unread, place: { name: 'room', room: room.id, thread } }];
}

/** What a colleague picked up waits for that colleague. An adviser picks nothing up and reads all there is. */
function ofConsulted(room: Room, picksUp: boolean): readonly Task[] {
  const { reference, kind, createdAt } = room;
  if (picksUp && isPickedUp(room) && !isMine(room)) return [];
  const first: Task = { kind: 'pick_up', reference, since: createdAt, count: 0, place: { name: 'room', room: room.id, thread: '' } };
  if (kind === 'melding' && room.moves.some(({ to }) => to === kAccepted)) return [{ ...first, kind: 'decide_report' }];
  if ((kind === 'consult' || kind === 'doorgeleiding') && picksUp && !isPickedUp(room)) return [first];
  const [answer] = room.recordable.filter(({ record }) => record === 'routing_answered');
  if (answer !== undefined && room.unread === 0)
    return [{ ...first, kind: 'answer_routing', place: { name: 'room_record', room: room.id, record: answer.record } }];
  return unreadIn(room, 'read', reference);
}

function ofCase(found: Case, rooms: readonly Room[], now: number): readonly Task[] {
  const tasks = [
    ...rooms.flatMap((room) => unreadIn(room, ofRoomKind[room.kind], found.reference)),
    ...returnedReport(found, rooms),
    ...toRecord(found, rooms),
  ];
  return tasks.length > 0 ? tasks : quietCase(found, rooms, now);
}

/** Until the school goes on: records something, moves the case, asks the gemeente or reports again. */
function returnedReport({ id, reference, records }: Case, rooms: readonly Room[]): readonly Task[] {
  const last = records.at(-1);
  if (last?.record !== 'report_returned' || rooms.some(({ createdAt }) => createdAt > last.at)) return [];
  return [{ kind: 'report_returned', reference, since: last.at, count: 0, place: { name: 'case', caseId: id } }];
}

/** What the policy warns of is what is not recorded yet; where that is not known, nothing is said. */
function toRecord(found: Case, rooms: readonly Room[]): readonly Task[] {
  const { id: caseId, reference, moves } = found;
  const lacks = (condition: string) => moves.some(({ warnings }) => warnings.some(({ reason }) => reason === condition));
  const since = Math.max(found.openedAt, ...found.records.filter(({ fields }) => fields.to === found.step).map(({ at }) => at));
  const recorded = (kind: TaskKind, record: string, from = since): Task => ({
    ...{ kind, reference, since: from, count: 0 },
    place: { name: 'record', caseId, record },
  });
  switch (found.step) {
    case '2':
      return lacks('pupil_talk_recorded') ? [recorded('pupil_talk', 'pupil_talk')] : [];
    case '3': {
      const answering = rooms.filter((room) => room.kind === 'consult' && isPickedUp(room)).map(({ createdAt }) => createdAt);
      if (answering.length === 0 || !lacks('consult_answers_recorded')) return [];
      return [recorded('consult_answers', 'consult_answers', Math.max(since, ...answering))];
    }
    case '4':
      if (!lacks('family_spoken_with')) return [];
      if (found.ageBand === '18+') return [recorded('adult_pupil_talk', 'pupil_talk')];
      if (found.ageBand === '16-17' && found.facts.pupil_consent === undefined) return [recorded('pupil_consent', 'pupil_consent')];
      if (found.ageBand === '16-17' && found.facts.pupil_consent === 'refused' && found.facts.consent_exception === undefined)
        return [{ kind: 'consent_refused', reference, since, count: 0, place: { name: 'case', caseId } }];
      return [recorded('parents_talk', 'parents_talk')];
    default:
      return [];
  }
}

/** Said of a case of which all is here, and that is not in the list already. */
function quietCase({ id, reference, openedAt, records }: Case, rooms: readonly Room[], now: number): readonly Task[] {
  if (!rooms.every(isHere)) return [];
  const since = Math.max(openedAt, ...records.map(({ at }) => at), ...rooms.map(({ lastAt }) => lastAt));
  const count = Math.floor((now - since) / kDayMs);
  return count < kQuietDays ? [] : [{ kind: 'quiet', reference, since, count, place: { name: 'case', caseId: id } }];
}
