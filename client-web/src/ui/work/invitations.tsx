// SPDX-License-Identifier: EUPL-1.2
// What one is invited to and has not answered yet. The pupil's name is on the invitation itself, not in this list.
import { Heading } from '@utrecht/component-library-react';
import { Mail } from 'lucide-react';
import { useSnapshot } from '../client_context';
import { RouteLink } from '../router';
import { useWords } from '../words/words';

export function Invitations() {
  const { t, dates } = useWords();
  const { invitations } = useSnapshot();
  if (invitations.length === 0) return null;
  return (
    <section className="tasks" aria-labelledby="invitations">
      <Heading level={2} id="invitations">
        {t.plan.invitations} <span className="tasks__count">{invitations.length}</span>
      </Heading>
      <ol className="tasks__list">
        {invitations.map(({ room, kind, reference, byName, byOrgName, at }) => (
          <li key={room} className="task task--awaited">
            <span className="task__icon">
              <Mail aria-hidden />
            </span>
            <div className="task__main">
              <RouteLink to={{ name: 'invitation', room }} className="task__link">
                <span className="task__title">{t.plan.invitationOpen}</span> <span className="task__reference mono">{reference}</span>
              </RouteLink>
              <p className="task__why">{t.plan.invitationFor(t.room.kinds[kind] ?? kind, byName, byOrgName)}</p>
            </div>
            <p className="task__about">
              <span>{t.tasks.since(dates.short(at))}</span>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
