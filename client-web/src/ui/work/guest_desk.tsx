// SPDX-License-Identifier: EUPL-1.2
// What a parent or pupil sees: who invited them, and the way to the one talk they are in.
import { MessagesSquare } from 'lucide-react';
import { useMe, useSnapshot } from '../client_context';
import { ActLink } from '../parts/button';
import { Page } from '../parts/page';
import { useWords } from '../words/words';

export function GuestDesk() {
  const { t } = useWords();
  const me = useMe();
  const { rooms, loaded } = useSnapshot();
  return (
    <Page title={t.family.desk.title(me.name)} windowTitle={t.brand} lead={<p>{t.family.desk.lead(me.orgName)}</p>} width="text">
      {rooms.map((room) => (
        <section className="panel" key={room.id}>
          {room.closed && <p>{t.family.desk.closed}</p>}
          <ActLink to={{ name: 'room', room: room.id, thread: '' }} icon={MessagesSquare}>
            {t.family.desk.open}
          </ActLink>
          {room.unread > 0 && <p>{t.cases.unread(room.unread)}</p>}
        </section>
      ))}
      {rooms.length === 0 && loaded && (
        <div className="empty">
          <MessagesSquare aria-hidden className="empty__icon" />
          <p>{me.certified ? t.family.desk.waiting : t.family.desk.notYet}</p>
        </div>
      )}
      <p className="quiet">{t.family.desk.note}</p>
    </Page>
  );
}
