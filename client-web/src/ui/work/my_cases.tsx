// SPDX-License-Identifier: EUPL-1.2
// The work list of a school's professional; with no cases yet it explains the first step.
import { Heading } from '@utrecht/component-library-react';
import { FilePlus2 } from 'lucide-react';
import { roomsOf } from '../../state/room_facts';
import { useMe, useSnapshot } from '../client_context';
import { unreadOf } from '../facts';
import { ActLink } from '../parts/button';
import { Page } from '../parts/page';
import { useWords } from '../words/words';
import { CaseRow } from './case_row';
import { FollowUpLink } from './follow_up_link';
import { Invitations } from './invitations';
import { NotApproved } from './not_approved';
import { TaskList } from './task_list';

function FirstSteps() {
  const { t } = useWords();
  const me = useMe();
  return (
    <section className="first-steps">
      <Heading level={2}>{t.cases.emptyTitle}</Heading>
      <p className="page__lead">{t.cases.emptyLead}</p>
      <ol>
        {t.cases.emptySteps.map((step) => (
          <li key={step.title}>
            <strong>{step.title}</strong>
            <span>{step.body}</span>
          </li>
        ))}
      </ol>
      {me.certified && (
        <p>
          <ActLink to={{ name: 'new_case' }} icon={FilePlus2}>
            {t.cases.create}
          </ActLink>
        </p>
      )}
      <p className="quiet">{t.cases.emptyNote}</p>
    </section>
  );
}

export function MyCases() {
  const { t } = useWords();
  const { cases, rooms, loaded } = useSnapshot();
  const ordered = cases
    .map((found) => ({ found, rooms: roomsOf(found, rooms) }))
    .sort(
      (a, b) =>
        Number(unreadOf(b.rooms) > 0) - Number(unreadOf(a.rooms) > 0) ||
        Math.max(b.found.openedAt, ...b.rooms.map((room) => room.lastAt)) -
          Math.max(a.found.openedAt, ...a.rooms.map((room) => room.lastAt)),
    );
  const empty = loaded && cases.length === 0;
  return (
    <Page
      title={t.cases.title}
      lead={empty ? undefined : <p>{t.cases.lead}</p>}
      actions={
        !empty && (
          <ActLink to={{ name: 'new_case' }} icon={FilePlus2}>
            {t.cases.create}
          </ActLink>
        )
      }
    >
      <NotApproved />
      <Invitations />
      {empty ? <FirstSteps /> : <TaskList />}
      <FollowUpLink />
      {ordered.length > 0 && (
        <section className="worklist" aria-labelledby="all-cases">
          <h2 id="all-cases" className="worklist__title">
            {t.cases.all} <span className="worklist__count">{ordered.length}</span>
          </h2>
          <ul className="cases">
            {ordered.map((one) => (
              <CaseRow key={one.found.id} found={one.found} rooms={one.rooms} />
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}
