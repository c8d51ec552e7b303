// SPDX-License-Identifier: EUPL-1.2
// The work of a partner: what waits, the invitations, the cases in which the pupil is known, and the signals that one passed on.
import { Send } from 'lucide-react';
import { passesOn } from '../../state/functies';
import { useMe, useSnapshot } from '../client_context';
import { ActLink } from '../parts/button';
import { Page } from '../parts/page';
import { useWords } from '../words/words';
import { ConsultationRow } from './consultation_row';
import { FollowUpLink } from './follow_up_link';
import { Invitations } from './invitations';
import { KnownCases } from './known_cases';
import { NotApproved } from './not_approved';
import { TaskList } from './task_list';

export function PartnerDesk() {
  const { t } = useWords();
  return (
    <Page title={t.plan.partnerTitle} lead={<p>{t.plan.casesLead}</p>}>
      <NotApproved />
      <Invitations />
      <TaskList />
      <FollowUpLink />
      <KnownCases />
      <PassedOn />
    </Page>
  );
}

function PassedOn() {
  const { t } = useWords();
  const { rooms } = useSnapshot();
  const me = useMe();
  if (!passesOn(me)) return null;
  const mine = rooms.filter(({ kind }) => kind === 'doorgeleiding');
  return (
    <section className="worklist" aria-labelledby="passed-on">
      <h2 id="passed-on" className="worklist__title">
        {t.routing.mine} <span className="worklist__count">{mine.length}</span>
      </h2>
      <p>{t.routing.startLead}</p>
      {me.certified && (
        <ActLink to={{ name: 'pass_on' }} weight="secondary" icon={Send}>
          {t.routing.start}
        </ActLink>
      )}
      <ul className="worklist__rows">
        {mine.map((room) => (
          <ConsultationRow key={room.id} room={room} />
        ))}
      </ul>
    </section>
  );
}
