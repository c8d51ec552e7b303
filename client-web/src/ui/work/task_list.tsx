// SPDX-License-Identifier: EUPL-1.2
// What waits for the person, at the top of the work list: each with its reason and the way to where it is done.
import { Heading } from '@utrecht/component-library-react';
import {
  CalendarClock,
  CircleCheck,
  Hourglass,
  type LucideIcon,
  MessageSquareMore,
  MessageSquarePlus,
  PenLine,
  Send,
  Undo2,
  UserRoundX,
} from 'lucide-react';
import { useId, useState } from 'react';
import type { Room } from '../../state/model';
import { isHere } from '../../state/room_facts';
import { othersWaitFor, type Task, type TaskKind, tasksOf } from '../../state/tasks';
import { useSnapshot } from '../client_context';
import { subjectOf } from '../facts';
import { Act } from '../parts/button';
import { pathOf, RouteLink } from '../router';
import { useWords } from '../words/words';

/** More than these are folded. */
const kMostAtOnce = 5;

const icons: Record<TaskKind, LucideIcon> = {
  no_regie: UserRoundX,
  decide_report: Send,
  pick_up: MessageSquarePlus,
  answer_routing: PenLine,
  read: MessageSquareMore,
  read_consult: MessageSquareMore,
  read_report: MessageSquareMore,
  read_team: MessageSquareMore,
  report_returned: Undo2,
  consult_answers: PenLine,
  pupil_talk: PenLine,
  adult_pupil_talk: PenLine,
  pupil_consent: PenLine,
  consent_refused: PenLine,
  parents_talk: PenLine,
  approve_risk: PenLine,
  inform_now: CalendarClock,
  make_known: Send,
  give_duiding: PenLine,
  support_outcome: PenLine,
  confirm_goal: CircleCheck,
  confirm_reason: CircleCheck,
  take_handover: CircleCheck,
  action_overdue: CalendarClock,
  action_due: CalendarClock,
  others_overdue: CalendarClock,
  review_due: CalendarClock,
  quiet: Hourglass,
};

export function TaskList() {
  const { t } = useWords();
  const snapshot = useSnapshot();
  const [unfolded, setUnfolded] = useState(false);
  const id = useId();
  const tasks = tasksOf(snapshot, Date.now());
  if (tasks.length === 0) return snapshot.loaded && snapshot.rooms.every(isHere) ? <NothingWaits /> : null;
  const folds = tasks.length > kMostAtOnce;
  return (
    <section className="tasks" aria-labelledby={id}>
      <Heading level={2} id={id}>
        {t.tasks.title} <span className="tasks__count">{tasks.length}</span>
      </Heading>
      <ol className="tasks__list">
        {(folds && !unfolded ? tasks.slice(0, kMostAtOnce) : tasks).map((task) => (
          <TaskRow key={`${task.kind} ${task.since} ${pathOf(task.place)}`} task={task} rooms={snapshot.rooms} />
        ))}
      </ol>
      {folds && (
        <Act weight="subtle" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {unfolded ? t.tasks.fewer : t.tasks.all(tasks.length)}
        </Act>
      )}
    </section>
  );
}

function NothingWaits() {
  const { t } = useWords();
  return (
    <p className="tasks-none">
      <CircleCheck aria-hidden />
      {t.tasks.none}
    </p>
  );
}

function TaskRow({ task, rooms }: { task: Task; rooms: readonly Room[] }) {
  const { t, dates } = useWords();
  const { title, why } = t.tasks.kinds[task.kind];
  const { place } = task;
  const Icon = icons[task.kind];
  // A school knows its cases by their reference; who is asked knows a question by its subject.
  const asked = place.name === 'room' ? rooms.find((room) => room.id === place.room && room.reference === task.reference) : undefined;
  const subject = asked ? subjectOf(asked) : '';
  return (
    <li className={othersWaitFor(task) ? 'task task--awaited' : 'task'}>
      <span className="task__icon">
        <Icon aria-hidden />
      </span>
      <div className="task__main">
        <RouteLink to={place} className="task__link">
          <span className="task__title">{title}</span> <span className="task__reference mono">{task.reference}</span>
        </RouteLink>
        <p className="task__why">{why(task.count)}</p>
      </div>
      <p className="task__about">
        {subject && <span className="task__subject">{subject}</span>}
        <span>{t.tasks.since(dates.short(task.since))}</span>
      </p>
    </li>
  );
}
