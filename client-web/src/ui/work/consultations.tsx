// SPDX-License-Identifier: EUPL-1.2
// The work list of whoever is consulted. It fills itself; a new consultation is also said aloud.
import { Heading } from '@utrecht/component-library-react';
import { Inbox, Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Room } from '../../state/model';
import { useSnapshot } from '../client_context';
import { isToGemeente } from '../facts';
import { useAnnounce } from '../parts/announcer';
import { Act } from '../parts/button';
import { TextField } from '../parts/field';
import { Page } from '../parts/page';
import { useWords } from '../words/words';
import { ConsultationRow } from './consultation_row';
import { FollowUpLink } from './follow_up_link';
import { Invitations } from './invitations';
import { KnownCases } from './known_cases';
import { NotApproved } from './not_approved';
import { filtered, isShown, type Shown, sectionsOf } from './order';
import { TaskList } from './task_list';

const choices: readonly Shown[] = ['all', 'fresh', 'mine', 'unread', 'closed'];

function useAnnounceArrivals(rooms: readonly Room[], loaded: boolean): void {
  const { t } = useWords();
  const announce = useAnnounce();
  const known = useRef<Set<string> | null>(null);
  useEffect(() => {
    if (!loaded) return;
    for (const room of rooms) if (known.current && !known.current.has(room.id)) announce(t.consultations.arrived(room.reference));
    known.current = new Set(rooms.map((room) => room.id));
  }, [rooms, loaded, announce, t]);
}

export function Consultations() {
  const { t } = useWords();
  const snapshot = useSnapshot();
  const rooms = snapshot.rooms.filter((room) => isToGemeente(room) && room.phase === 'anonymous');
  const hasCases = snapshot.cases.length > 0;
  const [shown, setShown] = useState<Shown>('all');
  const [search, setSearch] = useState('');
  const filter = useRef<HTMLFieldSetElement>(null);
  useAnnounceArrivals(rooms, snapshot.loaded);

  const found = filtered(rooms, shown, search);
  const sections = sectionsOf(found);
  const groups = [
    { key: 'fresh', title: t.consultations.newSection, rooms: sections.fresh },
    { key: 'active', title: t.consultations.activeSection, rooms: sections.active },
    { key: 'closed', title: t.consultations.closedSection, rooms: sections.closed },
  ].filter((group) => group.rooms.length > 0);

  return (
    <Page title={t.consultations.title} lead={<p>{t.consultations.lead}</p>}>
      <NotApproved />
      <Invitations />
      {(rooms.length > 0 || hasCases) && <TaskList />}
      <FollowUpLink />
      {snapshot.loaded && rooms.length === 0 ? (
        <div className="empty">
          <Inbox aria-hidden className="empty__icon" />
          <Heading level={2}>{t.consultations.emptyTitle}</Heading>
          <p>{t.consultations.emptyBody}</p>
        </div>
      ) : (
        <>
          <search className="finder">
            <fieldset className="filter" ref={filter}>
              <legend className="for-screen-readers">{t.consultations.filter}</legend>
              {choices.map((choice) => (
                <button
                  key={choice}
                  type="button"
                  className="filter__choice"
                  aria-pressed={choice === shown}
                  onClick={() => setShown(choice)}
                >
                  {t.consultations[choice]} <span className="filter__count">{rooms.filter((room) => isShown(choice, room)).length}</span>
                </button>
              ))}
            </fieldset>
            <div className="finder__search">
              <Search aria-hidden />
              <TextField
                type="search"
                label={t.consultations.search}
                value={search}
                onChange={setSearch}
                autoComplete="off"
                className="field--search"
                plain
                required={false}
                quietOptional
              />
            </div>
          </search>
          <p className="for-screen-readers" role="status">
            {t.consultations.results(found.length)}
          </p>
          {groups.map((group) => (
            <section key={group.key} className="worklist" aria-labelledby={`work-${group.key}`}>
              <h2 id={`work-${group.key}`} className="worklist__title">
                {group.title} <span className="worklist__count">{group.rooms.length}</span>
              </h2>
              <ul className="worklist__rows">
                {group.rooms.map((room) => (
                  <ConsultationRow key={room.id} room={room} />
                ))}
              </ul>
            </section>
          ))}
          {snapshot.loaded && found.length === 0 && (
            <div className="empty">
              <p>{t.consultations.none}</p>
              <Act
                weight="secondary"
                onClick={() => {
                  setShown('all');
                  setSearch('');
                  filter.current?.querySelector('button')?.focus();
                }}
              >
                {t.consultations.clear}
              </Act>
            </div>
          )}
        </>
      )}
      {hasCases && <KnownCases />}
    </Page>
  );
}
