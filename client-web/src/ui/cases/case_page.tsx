// SPDX-License-Identifier: EUPL-1.2
// One case, for its schoolteam and, once the pupil is known, for the partners: where it stands, who has regie, what can be done next, the
// card and the rooms. Only the school has the signal.
import { Heading } from '@utrecht/component-library-react';
import { ArrowRight } from 'lucide-react';
import { useEffect } from 'react';
import { contactOf, followUps } from '../../state/follow_up';
import { roomToFinish } from '../../state/known_tasks';
import type { Case, Participant, Room } from '../../state/model';
import { roomsOf } from '../../state/room_facts';
import { useClient, useSnapshot } from '../client_context';
import { isToGemeente, nameIn, subjectOf } from '../facts';
import { Facts } from '../parts/facts_list';
import { Page } from '../parts/page';
import { PhaseBanner } from '../parts/phase';
import { RouteLink } from '../router';
import { Missing } from '../shell/missing';
import type { Dictionary } from '../words/nl';
import { useWords } from '../words/words';
import { CaseNext } from './case_next';
import { ContactFacts, FollowUpBoard } from './follow_up_board';
import { GroundPanel } from './ground_panel';
import { SealedCard } from './sealed_card';
import { StepTrack } from './step_track';
import { Timeline } from './timeline';

export function CasePage({ caseId }: { caseId: string }) {
  const { cases, rooms, loaded } = useSnapshot();
  const found = cases.find((one) => one.id === caseId);
  if (found) return <OneCase found={found} rooms={roomsOf(found, rooms)} />;
  return loaded ? <Missing /> : null;
}

function OneCase({ found, rooms }: { found: Case; rooms: readonly Room[] }) {
  const { t, dates } = useWords();
  const client = useClient();
  const schoolteam = rooms.find((room) => room.kind === 'schoolteam');
  const school = found.mySide === 'school';
  const teamRoom = schoolteam?.id;
  useEffect(() => {
    if (teamRoom) void client.openRoom(teamRoom);
  }, [client, teamRoom]);
  const threads = followUps(found, Date.now());
  const holders = found.phase === 'identified' ? readersOf(rooms) : (schoolteam?.participants ?? []);

  return (
    <Page
      title={found.reference}
      windowTitle={t.case_.title}
      lead={
        <p>
          {t.case_.title} · {t.cases.opened} {dates.short(found.openedAt)} ·{' '}
          {school ? `${t.cases.lead_by}: ${found.leadName}` : `${t.plan.school}: ${found.schoolName}`}
        </p>
      }
    >
      <PhaseBanner phase={found.phase} explain />
      <div className="case">
        <div className="case__main">
          <CaseNext of={found} rooms={rooms} />

          <section className="panel" aria-labelledby="case-rooms">
            <Heading level={2} id="case-rooms">
              {t.case_.rooms}
            </Heading>
            {rooms.length === 0 && <p className="quiet">{t.case_.noRooms}</p>}
            <ul className="room-links">
              {rooms.map((room) => (
                <RoomLink key={room.id} room={room} />
              ))}
            </ul>
          </section>

          {school && <SignalPanel of={found} />}

          {threads.length > 0 && (
            <section className="panel" aria-labelledby="case-follow">
              <Heading level={2} id="case-follow">
                {t.follow.board}
              </Heading>
              <ContactFacts contact={contactOf(found)} />
              <FollowUpBoard shown={threads.map((of) => ({ of, finishIn: roomToFinish(of, rooms)?.id }))} empty={t.follow.empty} />
            </section>
          )}

          <Timeline records={found.records} />

          {found.ground && <GroundPanel ground={found.ground} />}

          <SealedCard identity={found.identity} team={holders} known={found.phase === 'identified'} />
        </div>

        <aside className="case__side">
          <section className="panel" aria-labelledby="case-where">
            <Heading level={2} id="case-where">
              {t.case_.where}
            </Heading>
            <StepTrack step={found.step} />
          </section>
          <section className="panel" aria-labelledby="case-regie">
            <Heading level={2} id="case-regie">
              {t.case_.regie}
            </Heading>
            <p>
              <strong>{school && found.regie === 'school' ? t.case_.regieSchool : t.plan.regieWho[found.regie]}</strong>
            </p>
            <p className="quiet">{t.case_.regieWhy}</p>
          </section>
        </aside>
      </div>
    </Page>
  );
}

function SignalPanel({ of }: { of: Case }) {
  const { t } = useWords();
  return (
    <section className="panel" aria-labelledby="case-signal">
      <Heading level={2} id="case-signal">
        {t.case_.signal}
      </Heading>
      {of.signal ? (
        <Facts
          facts={[
            [t.case_.behaviour, of.signal.behaviour],
            [t.case_.context, of.signal.context],
            [t.case_.source, of.signal.source],
            [t.case_.kind, t.signalKinds[of.signal.kind] ?? of.signal.kind],
            [t.case_.age, t.ageBands[of.ageBand]],
          ]}
        />
      ) : (
        <p className="quiet">{t.case_.noSignal}</p>
      )}
    </section>
  );
}

/** Everybody who takes part in a room in which the pupil is known, once each. */
function readersOf(rooms: readonly Room[]): readonly Participant[] {
  const all = rooms
    .filter(({ kind, phase }) => kind === 'schoolteam' || phase === 'identified')
    .flatMap(({ participants }) => participants);
  return [...new Map(all.map((who) => [who.leaf, who])).values()];
}

function askedState(t: Dictionary, room: Room): string {
  if (room.closed) return t.consultations.closed;
  return room.owner ? t.cases.pickedUp(nameIn(t, room, room.owner)) : t.cases.waiting;
}

function RoomLink({ room }: { room: Room }) {
  const { t, dates } = useWords();
  const toGemeente = isToGemeente(room) && room.phase === 'anonymous';
  return (
    <li className="room-link">
      <div>
        <RouteLink to={{ name: 'room', room: room.id, thread: '' }} className="room-link__link">
          {t.room.kinds[room.kind] ?? room.kind}
          {toGemeente && subjectOf(room) && `: ${subjectOf(room)}`}
        </RouteLink>
        <p className="quiet">
          {toGemeente ? askedState(t, room) : t.room.participants(room.participants.length)}
          {' · '}
          {t.consultations.lastAt(dates.short(room.lastAt))}
        </p>
      </div>
      {room.unread > 0 && (
        <span className="count">
          <span aria-hidden>{room.unread}</span>
          <span className="for-screen-readers">{t.cases.unread(room.unread)}</span>
        </span>
      )}
      <ArrowRight aria-hidden />
    </li>
  );
}
