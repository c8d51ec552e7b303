// SPDX-License-Identifier: EUPL-1.2
// One consultation in the list: what it is about, from whom, who has it and what is unread. The whole row leads to it.
import { CircleDot, TriangleAlert, UserRoundCheck } from 'lucide-react';
import type { Room } from '../../state/model';
import { isMine, isPickedUp } from '../../state/room_facts';
import { askerWords, nameIn, subjectOf } from '../facts';
import { PhaseTag } from '../parts/phase';
import { RouteLink } from '../router';
import { useWords } from '../words/words';

export function ConsultationRow({ room }: { room: Room }) {
  const { t, dates } = useWords();
  const fresh = !isPickedUp(room) && !room.closed;
  return (
    <li className={room.unread > 0 ? 'row row--unread' : 'row'}>
      <div className="row__main">
        <RouteLink to={{ name: 'room', room: room.id, thread: '' }} className="row__link">
          {subjectOf(room) || t.consultations.subjectNone}
        </RouteLink>
        <p className="row__sub">
          {room.kind !== 'consult' && <strong>{t.room.kinds[room.kind]}</strong>}
          <span className="mono">{room.reference}</span>
          <span>{askerWords(t, room)}</span>
        </p>
      </div>
      <div className="row__state">
        {room.broken && (
          <span className="tag tag--broken">
            <TriangleAlert aria-hidden />
            {t.room.broken}
          </span>
        )}
        {fresh && (
          <span className="tag tag--new">
            <CircleDot aria-hidden />
            {t.consultations.isNew}
          </span>
        )}
        {!fresh && isPickedUp(room) && (
          <span className="tag">
            <UserRoundCheck aria-hidden />
            {isMine(room) ? t.consultations.ownedByMe : t.consultations.ownedBy(nameIn(t, room, room.owner))}
          </span>
        )}
        <PhaseTag phase={room.phase} />
      </div>
      <p className="row__when">
        {fresh ? t.consultations.waitingSince(dates.short(room.createdAt)) : t.consultations.lastAt(dates.short(room.lastAt))}
      </p>
      <p className="row__unread">
        {room.unread > 0 && (
          <span className="count">
            <span aria-hidden>{room.unread}</span>
            <span className="for-screen-readers">{t.cases.unread(room.unread)}</span>
          </span>
        )}
      </p>
    </li>
  );
}
