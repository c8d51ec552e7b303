// SPDX-License-Identifier: EUPL-1.2
// What can be done with a case now: recorded, moved on, closed. What cannot be done yet stays in sight, with what is missing.
import { Heading } from '@utrecht/component-library-react';
import { ArrowRight, Ban, MessageSquarePlus, MessagesSquare, PenLine, Send } from 'lucide-react';
import type { Case, Problem, Room } from '../../state/model';
import { ActLink } from '../parts/button';
import { type Route, RouteLink } from '../router';
import { useWords } from '../words/words';
import { moveTitle, recordTitle } from './record_words';

interface CaseNextProps {
  readonly of: Case;
  readonly consult: Room | undefined;
  readonly report: Room | undefined;
}

/** Conditions that say a record is not at issue in this case, rather than that something has to be done first. */
const kNotAtIssue = new Set(['pupil_decides_at_this_age', 'pupil_has_not_consented']);

export function CaseNext({ of, consult, report }: CaseNextProps) {
  const { t } = useWords();
  const mayConsult = !of.closed && ['1', '2', '3'].includes(of.step) && of.phase === 'anonymous';
  const mayReport = !of.closed && ['2', '3', '4'].includes(of.step);
  const recordable = of.recordable.filter(({ missing }) => !missing.some(({ reason }) => kNotAtIssue.has(reason)));
  return (
    <section className="panel panel--next" aria-labelledby="case-next">
      <Heading level={2} id="case-next">
        {t.case_.next}
      </Heading>
      <p>{t.case_.nextBy[of.step]}</p>
      {consult && (
        <ActLink to={{ name: 'room', room: consult.id, thread: '' }} icon={MessagesSquare}>
          {t.case_.goConsult}
        </ActLink>
      )}
      {!consult && mayConsult && (
        <ActLink to={{ name: 'start_consult', caseId: of.id }} icon={MessageSquarePlus}>
          {t.case_.startConsult}
        </ActLink>
      )}
      {report && (
        <ActLink to={{ name: 'room', room: report.id, thread: '' }} icon={Send}>
          {t.case_.goReport}
        </ActLink>
      )}
      {!report && mayReport && (
        <ActLink to={{ name: 'start_report', caseId: of.id }} weight="secondary" icon={Send}>
          {t.case_.startReport}
        </ActLink>
      )}
      {recordable.length > 0 && (
        <>
          <Heading level={3}>{t.records.toRecord}</Heading>
          <ul className="next-list">
            {recordable.map(({ record, missing }) => (
              <Possible
                key={record}
                icon={PenLine}
                to={{ name: 'record', caseId: of.id, record }}
                title={recordTitle(t, record)}
                missing={missing}
              />
            ))}
          </ul>
        </>
      )}
      {of.moves.length > 0 && (
        <>
          <Heading level={3}>{t.records.toMove}</Heading>
          <ul className="next-list">
            {of.moves.map(({ to, missing }) => (
              <Possible key={to} icon={ArrowRight} to={{ name: 'move', caseId: of.id, to }} title={moveTitle(t, to)} missing={missing} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface PossibleProps {
  readonly icon: typeof ArrowRight;
  readonly to: Route;
  readonly title: string;
  readonly missing: readonly Problem[];
}

function Possible({ icon: Icon, to, title, missing }: PossibleProps) {
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
