// SPDX-License-Identifier: EUPL-1.2
// The actions of all one's open cases: for whoever has regie or chairs those of everybody, for others those of their own organisation.
import { Heading } from '@utrecht/component-library-react';
import { followUps, inOrder } from '../../state/follow_up';
import { roomToFinish } from '../../state/known_tasks';
import { isHere, roomsOf } from '../../state/room_facts';
import { FollowUpBoard } from '../cases/follow_up_board';
import { useMe, useSnapshot } from '../client_context';
import { Page } from '../parts/page';
import { useWords } from '../words/words';

const kOverseeing = new Set(['gemeente', 'zvh']);

export function FollowUpPage() {
  const { t } = useWords();
  const me = useMe();
  const { cases, rooms, loaded } = useSnapshot();
  const now = Date.now();
  const known = cases.filter(({ closed }) => !closed).map((found) => ({ found, of: roomsOf(found, rooms) }));
  const shown = known
    .flatMap(({ found, of: rooms }) =>
      followUps(found, now).map((of) => ({
        ...{ of, caseId: found.id, reference: found.reference },
        finishIn: of.status === 'done' ? undefined : roomToFinish(of, rooms)?.id,
      })),
    )
    .filter(({ of }) => kOverseeing.has(me.orgType) || of.owner === me.orgName)
    .sort((a, b) => inOrder(a.of, b.of));
  // Only then is it known that there is nothing.
  const all = loaded && known.every(({ of }) => of.every(isHere));
  return (
    <Page title={t.follow.title} lead={<p>{t.follow.lead}</p>} width="text">
      <section className="panel" aria-labelledby="follow-board">
        <Heading level={2} id="follow-board">
          {t.follow.board}
        </Heading>
        <FollowUpBoard shown={shown} empty={all ? t.follow.emptyAll : t.follow.loading} />
      </section>
    </Page>
  );
}
