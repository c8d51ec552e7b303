// SPDX-License-Identifier: EUPL-1.2
// The work of a partner: what waits, the invitations, and the cases in which the pupil is known.
import { Page } from '../parts/page';
import { useWords } from '../words/words';
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
    </Page>
  );
}
