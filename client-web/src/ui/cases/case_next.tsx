// SPDX-License-Identifier: EUPL-1.2
// What can be done with a case now: recorded, moved on, opened, closed. What cannot be done yet stays in sight, with what is missing.
import { Heading } from '@utrecht/component-library-react';
import { ArrowRight, Ban, DoorOpen, MessageSquarePlus, MessagesSquare, PenLine, Send, UsersRound } from 'lucide-react';
import type { Case, CaseMove, Problem, Recordable, Room } from '../../state/model';
import { ActLink } from '../parts/button';
import { type Route, RouteLink } from '../router';
import { useWords } from '../words/words';
import { Episodes } from './episodes';
import { moveTitle, recordTitle } from './record_words';

interface CaseNextProps {
  readonly of: Case;
  readonly rooms: readonly Room[];
}

/** Conditions that say a record is not at issue in this case, rather than that something has to be done first. */
const kNotAtIssue = new Set([
  'pupil_decides_at_this_age',
  'pupil_has_not_consented',
  'ground_is_risk',
  'pupil_to_be_informed',
  'outcome_recorded',
  'goal_set',
  'reason_recorded',
  'handover_recorded',
]);

export function CaseNext({ of, rooms }: CaseNextProps) {
  const { t } = useWords();
  const consult = rooms.find((room) => room.kind === 'consult' && !room.closed);
  const report = rooms.find((room) => room.kind === 'melding' && !room.closed);
  const school = of.mySide === 'school';
  const mayConsult = school && !of.closed && ['1', '2', '3'].includes(of.step) && of.phase === 'anonymous';
  const mayReport = school && !of.closed && ['2', '3', '4'].includes(of.step);
  const elsewhere = (kind: string): readonly Problem[] => of.elsewhere.filter((one) => one.kind === kind).map(({ problem }) => problem);
  const inRooms = of.closed ? [] : rooms.filter(({ kind, closed, broken }) => kind !== 'schoolteam' && !closed && broken === undefined);
  return (
    <section className="panel panel--next" aria-labelledby="case-next">
      <Heading level={2} id="case-next">
        {t.case_.next}
      </Heading>
      <p>{t.case_.nextBy[of.step]}</p>
      <Episodes of={of} />
      {consult && (
        <ActLink to={{ name: 'room', room: consult.id, thread: '' }} icon={MessagesSquare}>
          {t.case_.goConsult}
        </ActLink>
      )}
      {!consult && mayConsult && (
        <Start
          to={{ name: 'start_consult', caseId: of.id }}
          icon={MessageSquarePlus}
          title={t.case_.startConsult}
          missing={elsewhere('consult')}
        />
      )}
      {report && (
        <ActLink to={{ name: 'room', room: report.id, thread: '' }} icon={Send}>
          {t.case_.goReport}
        </ActLink>
      )}
      {!report && mayReport && (
        <Start
          to={{ name: 'start_report', caseId: of.id }}
          weight="secondary"
          icon={Send}
          title={t.case_.startReport}
          missing={elsewhere('melding')}
        />
      )}
      {of.family && (
        <ActLink to={{ name: 'family', caseId: of.id }} weight="secondary" icon={UsersRound}>
          {of.family.room === '' ? t.family.link : t.family.goLink}
        </ActLink>
      )}
      {of.openable.length > 0 && (
        <ul className="next-list">
          {of.openable.map(({ kind, missing }) => (
            <Possible
              key={kind}
              icon={DoorOpen}
              to={kind === 'melding' ? { name: 'make_known', caseId: of.id } : { name: 'open_room', caseId: of.id, kind }}
              title={t.plan.open[kind] ?? kind}
              missing={missing}
            />
          ))}
        </ul>
      )}
      <Acts
        recordable={of.recordable}
        moves={of.moves}
        record={(record) => ({ name: 'record', caseId: of.id, record })}
        move={(to) => ({ name: 'move', caseId: of.id, to })}
      />
      {inRooms.map((room) => (
        <Acts
          key={room.id}
          where={t.plan.inRoom(t.room.kinds[room.kind] ?? room.kind)}
          recordable={room.recordable}
          moves={room.moves}
          record={(record) => ({ name: 'room_record', room: room.id, record })}
          move={(to) => ({ name: 'room_move', room: room.id, to })}
        />
      ))}
    </section>
  );
}

interface ActsProps {
  /** in which room; nothing for the school team's own */
  readonly where?: string;
  readonly recordable: readonly Recordable[];
  readonly moves: readonly CaseMove[];
  readonly record: (record: string) => Route;
  readonly move: (to: string) => Route;
}

function Acts({ where, recordable, moves, record, move }: ActsProps) {
  const { t } = useWords();
  const atIssue = recordable.filter(({ missing }) => !missing.some(({ reason }) => kNotAtIssue.has(reason)));
  if (atIssue.length + moves.length === 0) return null;
  return (
    <>
      {atIssue.length > 0 && (
        <>
          <Heading level={3}>
            {t.records.toRecord}
            {where && <span className="next-list__where"> {where}</span>}
          </Heading>
          <ul className="next-list">
            {atIssue.map((row) => (
              <Possible key={row.record} icon={PenLine} to={record(row.record)} title={recordTitle(t, row.record)} missing={row.missing} />
            ))}
          </ul>
        </>
      )}
      {moves.length > 0 && (
        <>
          <Heading level={3}>
            {t.records.toMove}
            {where && <span className="next-list__where"> {where}</span>}
          </Heading>
          <ul className="next-list">
            {moves.map(({ to, missing }) => (
              <Possible key={to} icon={ArrowRight} to={move(to)} title={moveTitle(t, to)} missing={missing} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface PossibleProps {
  readonly icon: typeof ArrowRight;
  readonly to: Route;
  readonly title: string;
  readonly missing: readonly Problem[];
}

/** The same, as a button. */
function Start({ weight = 'primary', ...possible }: PossibleProps & { readonly weight?: 'primary' | 'secondary' }) {
  const { icon, to, title, missing } = possible;
  if (missing.length > 0)
    return (
      <ul className="next-list">
        <Possible {...possible} />
      </ul>
    );
  return (
    <ActLink to={to} weight={weight} icon={icon}>
      {title}
    </ActLink>
  );
}

/** A link to it, or what has to be there first. */
export function Possible({ icon: Icon, to, title, missing }: PossibleProps) {
  const { t } = useWords();
  const [first] = missing;
  if (!first) {
    return (
      <li className="next-list__item">
        <Icon aria-hidden />
        <RouteLink to={to}>{title}</RouteLink>
      </li>
    );
  }
  return (
    <li className="next-list__item next-list__item--not">
      <Ban aria-hidden />
      <span>
        <span className="next-list__title">{title}</span>
        <span className="quiet">
          <span className="for-screen-readers">{t.records.notYet} </span>
          {first.message}
          {/^\d+$/.test(first.rule) && ` (${t.rule(first.rule)})`}
        </span>
      </span>
    </li>
  );
}
