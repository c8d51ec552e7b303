// SPDX-License-Identifier: EUPL-1.2
// The cases in which one works with a school that made the pupil known. No name of a pupil stands in the list.
import { FolderOpen } from 'lucide-react';
import type { Case, Room } from '../../state/model';
import { roomsOf } from '../../state/room_facts';
import { useSnapshot } from '../client_context';
import { unreadOf } from '../facts';
import { PhaseTag } from '../parts/phase';
import { RouteLink } from '../router';
import { useWords } from '../words/words';

export function KnownCases() {
  const { t } = useWords();
  const { cases, rooms, loaded } = useSnapshot();
  const known = cases.filter(({ mySide }) => mySide === 'other');
  if (loaded && known.length === 0) {
    return (
      <div className="empty">
        <FolderOpen aria-hidden className="empty__icon" />
        <p>{t.plan.noCases}</p>
        <p className="quiet">{t.plan.noCasesHint}</p>
      </div>
    );
  }
  return (
    <section className="worklist" aria-labelledby="known-cases">
      <h2 id="known-cases" className="worklist__title">
        {t.plan.casesTitle} <span className="worklist__count">{known.length}</span>
      </h2>
      <ul className="cases">
        {known.map((found) => (
          <KnownCase key={found.id} found={found} rooms={roomsOf(found, rooms)} />
        ))}
      </ul>
    </section>
  );
}

function KnownCase({ found, rooms }: { found: Case; rooms: readonly Room[] }) {
  const { t, dates } = useWords();
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
      <p className="case-card__foot">
        <span>
          {t.plan.school}: {found.schoolName}
        </span>
        <span>
          {t.cases.opened} {dates.short(found.openedAt)}
        </span>
      </p>
    </li>
  );
}
