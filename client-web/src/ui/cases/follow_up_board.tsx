// SPDX-License-Identifier: EUPL-1.2
// Actions by where they stand: what is late, what is to be done, what is done; help to the family apart (rules 17 and 18).
import { Heading } from '@utrecht/component-library-react';
import { Check, PenLine } from 'lucide-react';
import { type Contact, dayOf, daysBetween, type FollowUp } from '../../state/follow_up';
import { ActLink } from '../parts/button';
import { Facts } from '../parts/facts_list';
import { RouteLink } from '../router';
import { useWords } from '../words/words';
import { recordTitle } from './record_words';

/** A thread, and the case it is of where more than one case is shown. */
export interface Shown {
  readonly of: FollowUp;
  readonly caseId?: string;
  readonly reference?: string;
  /** the room in which one can record how it stands; only of an action of one's own organisation */
  readonly finishIn?: string | undefined;
}

const kGroups = ['overdue', 'open', 'done'] as const;

export function FollowUpBoard({ shown, empty }: { shown: readonly Shown[]; empty: string }) {
  const { t } = useWords();
  const watched = shown.filter(({ of }) => of.track === 'watch');
  const help = shown.filter(({ of }) => of.track === 'help');
  return (
    <>
      {shown.length === 0 && <p className="empty">{empty}</p>}
      <Groups shown={watched} />
      {help.length > 0 && (
        <section className="board__help" aria-labelledby="board-help">
          <Heading level={3} id="board-help">
            {t.follow.help}
          </Heading>
          <p className="quiet">{t.follow.helpWhy}</p>
          <Groups shown={help} of={t.follow.help} />
        </section>
      )}
    </>
  );
}

function Groups({ shown, of = '' }: { shown: readonly Shown[]; of?: string }) {
  const { t } = useWords();
  return kGroups.map((status) => {
    const group = shown.filter(({ of }) => of.status === status);
    if (group.length === 0) return null;
    return (
      <section
        key={status}
        className={`board board--${status}`}
        aria-label={of ? `${of}: ${t.follow.groups[status]}` : t.follow.groups[status]}
      >
        <Heading level={3}>
          {t.follow.groups[status]} <span className="count">{group.length}</span>
        </Heading>
        <ul className="board__list">
          {group.map((one) => (
            <Thread key={one.of.id} {...one} />
          ))}
        </ul>
      </section>
    );
  });
}

function Thread({ of, caseId, reference, finishIn }: Shown) {
  const { t, dates } = useWords();
  const late = of.status === 'overdue' ? daysBetween(of.due, dayOf(Date.now())) : 0;
  return (
    <li className="board__item">
      {caseId && reference && (
        <RouteLink to={{ name: 'case', caseId }} className="mono">
          {reference}
        </RouteLink>
      )}
      <p className="board__what">{of.what}</p>
      <Facts
        facts={[
          [t.follow.owner, of.owner],
          [t.follow.due, late > 0 ? `${dates.calendar(of.due)} (${t.follow.late(late)})` : dates.calendar(of.due)],
          ...(of.rhythm === 'once' ? [] : [[t.follow.rhythm, t.follow.rhythms[of.rhythm] ?? of.rhythm] as const]),
          ...(of.said ? [[of.status === 'done' ? t.follow.outcome : t.follow.said, of.said] as const] : []),
        ]}
      />
      {finishIn && (
        <div className="form__actions">
          <ActLink to={{ name: 'room_record', room: finishIn, record: 'task_progress' }} weight="secondary" icon={PenLine}>
            {recordTitle(t, 'task_progress')}
          </ActLink>
          <ActLink to={{ name: 'room_record', room: finishIn, record: 'task_done' }} weight="secondary" icon={Check}>
            {recordTitle(t, 'task_done')}
          </ActLink>
        </div>
      )}
    </li>
  );
}

export function ContactFacts({ contact }: { contact: Contact }) {
  const { t, dates } = useWords();
  const day = (value: string): string => (value ? dates.calendar(value) : t.follow.none);
  return (
    <Facts
      facts={[
        [t.follow.keeper, contact.keeper || t.follow.none],
        [t.follow.lastContact, day(contact.last)],
        [t.follow.review, day(contact.reviewOn)],
      ]}
    />
  );
}
