// SPDX-License-Identifier: EUPL-1.2
// One case in the list of a school: its step, its phase, whether the gemeente answered, what is unread. No name of a pupil stands here.
import { MessageSquareMore, MessageSquarePlus } from 'lucide-react';
import type { Case, Room } from '../../state/model';
import { nameIn, unreadOf } from '../facts';
import { PhaseTag } from '../parts/phase';
import { RouteLink } from '../router';
import { useWords } from '../words/words';

export function CaseRow({ found, rooms }: { found: Case; rooms: readonly Room[] }) {
  const { t, dates } = useWords();
  const consult = rooms.find((room) => room.kind === 'melding' && !room.closed) ?? rooms.find((room) => room.kind === 'consult');
  const unread = unreadOf(rooms);
  const numbered = /^\d+$/.test(found.step);
  return (
    <li className={unread > 0 ? 'case-card case-card--unread' : 'case-card'}>
      <div className="case-card__top">
        <span className="tag tag--step">{numbered ? t.stepShort(found.step) : t.steps[found.step]}</span>
        <PhaseTag phase={found.phase} />
        {unread > 0 && (
          <span className="count">
            <span aria-hidden>{unread}</span>
            <span className="for-screen-readers">{t.cases.unread(unread)}</span>
          </span>
        )}
      </div>
      <RouteLink to={{ name: 'case', caseId: found.id }} className="case-card__link">
        <span className="mono">{found.reference}</span>
      </RouteLink>
      {numbered && <p className="case-card__step">{t.steps[found.step]}</p>}
      <p className="case-card__state">
        {consult ? <MessageSquareMore aria-hidden /> : <MessageSquarePlus aria-hidden />}
        {!consult && t.cases.noConsult}
        {consult && (consult.owner ? t.cases.pickedUp(nameIn(t, consult, consult.owner)) : t.cases.waiting)}
      </p>
      <p className="case-card__foot">
        <span>
          {t.cases.lead_by}: {found.leadName}
        </span>
        <span>
          {t.cases.opened} {dates.short(found.openedAt)}
        </span>
      </p>
    </li>
  );
}
