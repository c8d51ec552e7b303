// SPDX-License-Identifier: EUPL-1.2
// Finding out later that one knows the pupil: one stops reading along at once (rule 15).
import { useClient, useSnapshot } from '../client_context';
import { Act, ActLink } from '../parts/button';
import { ProblemNotice } from '../parts/notice';
import { Page } from '../parts/page';
import { useAction } from '../parts/use_action';
import { navigate } from '../router';
import { Missing } from '../shell/missing';
import { useWords } from '../words/words';

export function DeclareRelation({ roomId }: { roomId: string }) {
  const { t } = useWords();
  const client = useClient();
  const { rooms, loaded } = useSnapshot();
  const { busy, problem, run } = useAction();
  if (!rooms.some(({ id }) => id === roomId)) return loaded ? <Missing /> : null;
  return (
    <Page title={t.plan.relationPage} lead={<p>{t.plan.relationLead}</p>} width="text">
      <ProblemNotice problem={problem} />
      <div className="form__actions">
        <Act
          danger
          busy={busy}
          onClick={() =>
            void run(
              () => client.declareRelation(roomId),
              () => navigate({ name: 'home' }, 'replace'),
            )
          }
        >
          {t.plan.relationNow}
        </Act>
        <ActLink to={{ name: 'room', room: roomId, thread: '' }} weight="subtle">
          {t.cancel}
        </ActLink>
      </div>
    </Page>
  );
}
