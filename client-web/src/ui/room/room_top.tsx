// SPDX-License-Identifier: EUPL-1.2
// The head of a room: the phase (always in sight), the reference, who picked it up, who takes part, and the code to compare.
import { Heading } from '@utrecht/component-library-react';
import {
  ArrowLeft,
  Check,
  FileText,
  Hand,
  Hourglass,
  ListChecks,
  PenLine,
  ShieldCheck,
  Undo2,
  UserRoundCheck,
  UsersRound,
} from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Room } from '../../state/model';
import { isMine, isPickedUp } from '../../state/room_facts';
import { Possible } from '../cases/case_next';
import { moveTitle, recordTitle } from '../cases/record_words';
import { Timeline } from '../cases/timeline';
import { useClient, useMe } from '../client_context';
import { deskOf, isDeclaring, isToGemeente, nameIn } from '../facts';
import { Act, ActLink } from '../parts/button';
import { Drop } from '../parts/drop';
import { Notice, ProblemNotice } from '../parts/notice';
import { FamilyBanner, PhaseBanner } from '../parts/phase';
import { useAction } from '../parts/use_action';
import { useFocusIfLost } from '../parts/use_focus_if_lost';
import { hasActed, RouteLink } from '../router';
import { useWords } from '../words/words';
import { Participants } from './participants';

/** `overview`: no conversation and no form was asked for by the address; then the room itself is what one arrives at. */
export function RoomTop({ room, overview }: { room: Room; overview: boolean }) {
  const { t } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (overview && hasActed()) heading.current?.focus();
  }, [overview]);
  return (
    <header className="room-top">
      {room.kind === 'oudergesprek' ? <FamilyBanner /> : <PhaseBanner phase={room.phase} explain />}
      <div className="room-top__line">
        <BackLink room={room} />
        <Heading level={1} ref={heading} tabIndex={-1} className="room-top__title">
          {t.room.kinds[room.kind] ?? room.kind} <span className="mono">{room.reference}</span>
        </Heading>
        {isToGemeente(room) && room.phase === 'anonymous' && <PickedUp room={room} />}
        <Drop icon={UsersRound} label={t.room.participants(room.participants.length)}>
          <Participants room={room} />
        </Drop>
        <Drop icon={ShieldCheck} label={t.room.control}>
          <Control room={room} />
        </Drop>
      </div>
      {isToGemeente(room) && room.phase === 'anonymous' && !room.closed && !room.broken && <Waiting room={room} />}
      <ToDo room={room} />
      {room.broken && (
        <Notice kind="error" role="alert" title={t.room.broken}>
          <p>{room.broken.message}</p>
          <p>{t.room.brokenHelp}</p>
        </Notice>
      )}
      {room.caseId === '' && room.records.length > 0 && <Timeline records={room.records} />}
      {room.closed && (
        <Notice kind="info">
          <p>{t.room.closed}</p>
        </Notice>
      )}
    </header>
  );
}

function BackLink({ room }: { room: Room }) {
  const { t } = useWords();
  const toCase = room.caseId !== '' && deskOf(useMe()) !== 'guest';
  const label = toCase ? t.room.caseLink : t.back;
  return (
    <RouteLink
      to={toCase ? { name: 'case', caseId: room.caseId } : { name: 'home' }}
      className="icon-button"
      aria-label={label}
      title={label}
    >
      <ArrowLeft aria-hidden />
    </RouteLink>
  );
}

/** What happens now, for who asked and for who may answer. */
function Waiting({ room }: { room: Room }) {
  const { t } = useWords();
  const desk = deskOf(useMe());
  if (isPickedUp(room) || desk === 'none') return null;
  const { waiting, pickUpHint } = room.kind === 'doorgeleiding' ? t.routing : { ...t.room, waiting: t.room.waitingSchool };
  return <p className="room-top__wait">{desk === 'consulted' ? pickUpHint : waiting}</p>;
}

/** What one's own side can record in this room. Whoever knows the case does that there, with the whole course of it in sight. */
function ToDo({ room }: { room: Room }) {
  const { t } = useWords();
  if (room.closed || room.broken) return null;
  if (room.phase === 'identified' && room.caseId) return <KnownRoom room={room} caseId={room.caseId} />;
  if (room.lacksRegie) return <BringBack room={room} />;
  if (room.moves.length + room.recordable.length === 0) return null;
  const notYet = room.moves.filter(({ missing }) => missing.length > 0);
  return (
    <section className="room-top__todo" aria-label={t.records.inRoom}>
      {room.moves
        .filter(({ missing }) => missing.length === 0)
        .map(({ to }) => (
          <ActLink key={to} to={{ name: 'room_move', room: room.id, to }} weight={isPickedUp(room) ? 'primary' : 'secondary'} icon={Check}>
            {moveTitle(t, to)}
          </ActLink>
        ))}
      {room.recordable
        .filter(({ missing }) => missing.length === 0)
        .map(({ record }) => (
          <ActLink
            key={record}
            to={{ name: 'room_record', room: room.id, record }}
            weight="secondary"
            icon={record === 'report_returned' ? Undo2 : PenLine}
          >
            {recordTitle(t, record)}
          </ActLink>
        ))}
      {notYet.length > 0 && (
        <ul className="next-list">
          {notYet.map(({ to, missing }) => (
            <Possible key={to} icon={Check} to={{ name: 'room_move', room: room.id, to }} title={moveTitle(t, to)} missing={missing} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** In a report that still is anonymous the school is alone with it when nobody of the gemeente is left. */
function BringBack({ room }: { room: Room }) {
  const { t } = useWords();
  return (
    <section className="room-top__todo" aria-label={t.plan.bringBack}>
      <ActLink to={{ name: 'room_people', room: room.id }} weight="primary" icon={UsersRound}>
        {t.plan.bringBack}
      </ActLink>
    </section>
  );
}

function KnownRoom({ room, caseId }: { room: Room; caseId: string }) {
  const { t } = useWords();
  const declared = isDeclaring(room);
  return (
    <section className="room-top__todo" aria-label={t.plan.toCase}>
      <ActLink to={{ name: 'case', caseId }} weight="secondary" icon={ListChecks}>
        {t.plan.recordsHere}
      </ActLink>
      {(declared || room.lacksRegie) && (
        <ActLink to={{ name: 'room_people', room: room.id }} weight="secondary" icon={UsersRound}>
          {room.lacksRegie ? t.plan.bringBack : t.plan.invite}
        </ActLink>
      )}
      {room.kind === 'casusoverleg' && (
        <ActLink to={{ name: 'minutes', room: room.id }} weight="secondary" icon={FileText}>
          {t.follow.minutes.link}
        </ActLink>
      )}
      {declared && (
        <ActLink to={{ name: 'relation', room: room.id }} weight="subtle">
          {t.plan.relationLink}
        </ActLink>
      )}
    </section>
  );
}

function PickedUp({ room }: { room: Room }) {
  const { t } = useWords();
  const client = useClient();
  const consulted = deskOf(useMe()) === 'consulted';
  const { busy, problem, run } = useAction();
  const owner = useRef<HTMLParagraphElement>(null);
  useFocusIfLost(owner, room.owner);
  if (isPickedUp(room)) {
    return (
      <p className="tag tag--ok room-top__owner" ref={owner} tabIndex={-1}>
        <UserRoundCheck aria-hidden />
        {isMine(room) ? t.room.pickedUpByMe : t.room.pickedUpBy(nameIn(t, room, room.owner))}
      </p>
    );
  }
  return (
    <div className="pick-up">
      <p className="tag tag--new">
        <Hourglass aria-hidden />
        {t.room.waiting}
      </p>
      {consulted && !room.closed && !room.broken && (
        <Act icon={Hand} busy={busy} onClick={() => void run(() => client.pickUp(room.id))}>
          {t.room.pickUp}
        </Act>
      )}
      <ProblemNotice problem={problem} />
    </div>
  );
}

function Control({ room }: { room: Room }) {
  const { t } = useWords();
  return (
    <>
      <p>{t.room.controlHint}</p>
      <p className="quiet">
        {t.room.controlHead} {t.room.controlCount(room.lastSeq)}, {t.room.controlEpoch(room.epoch)}
      </p>
      <p className="fingerprint mono" data-testid="chain-head" data-seq={room.lastSeq}>
        {room.chainHead.match(/.{1,4}/g)?.join(' ')}
      </p>
    </>
  );
}
