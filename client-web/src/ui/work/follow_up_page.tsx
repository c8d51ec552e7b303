// SPDX-License-Identifier: EUPL-1.2
// The actions of all one's cases: for whoever has regie or chairs those of everybody, for others those of their own organisation.
import { Heading } from '@utrecht/component-library-react';
import { followUps } from '../../state/follow_up';
import { roomsOf } from '../../state/room_facts';
import { FollowUpBoard, type Shown } from '../cases/follow_up_board';
import { useMe, useSnapshot } from '../client_context';
import { Page } from '../parts/page';
import { useWords } from '../words/words';

const kOverseeing = new Set(['gemeente', 'zvh']);
const kOrder = { overdue: 0, open: 1, done: 2 } as const;

export function FollowUpPage() {
  const { t } = useWords();
  const me = useMe();
  const { cases, rooms } = useSnapshot();
  const now = Date.now();
  const shown: readonly Shown[] = cases
    .flatMap((found) => followUps(found, roomsOf(found, rooms), now).map((of) => ({ of, caseId: found.id, reference: found.reference })))
    .filter(({ of }) => kOverseeing.has(me.orgType) || of.owner === me.orgName)
    .sort((a, b) => kOrder[a.of.status] - kOrder[b.of.status] || a.of.due.localeCompare(b.of.due));
  return (
    <Page title={t.follow.title} lead={<p>{t.follow.lead}</p>} width="text">
      <section className="panel" aria-labelledby="follow-board">
        <Heading level={2} id="follow-board">
          {t.follow.board}
        </Heading>
        <FollowUpBoard shown={shown} empty={t.follow.emptyAll} />
      </section>
    </Page>
  );
}
