// SPDX-License-Identifier: EUPL-1.2
// The minutes (verslag) of a casusoverleg: on the screen and on paper, never as a file.
import { Heading } from '@utrecht/component-library-react';
import { CalendarPlus, Printer } from 'lucide-react';
import { calendarOf } from '../../state/calendar_event';
import { followUps } from '../../state/follow_up';
import { type MinutesPart, minutesOf } from '../../state/minutes';
import type { Case, CaseRecord, Room } from '../../state/model';
import { FollowUpBoard } from '../cases/follow_up_board';
import { RecordEntry } from '../cases/timeline';
import { useSnapshot } from '../client_context';
import { Act, ActLink } from '../parts/button';
import { Notice } from '../parts/notice';
import { Page } from '../parts/page';
import { PhaseBanner } from '../parts/phase';
import { Missing } from '../shell/missing';
import { useWords } from '../words/words';
import { Participants } from './participants';

export function MinutesPage({ roomId }: { roomId: string }) {
  const { cases, rooms, loaded } = useSnapshot();
  const room = rooms.find(({ id }) => id === roomId);
  const found = cases.find(({ id }) => id === room?.caseId);
  if (room === undefined || found === undefined || room.kind !== 'casusoverleg') return loaded ? <Missing /> : null;
  return <Minutes of={found} room={room} />;
}

function Minutes({ of, room }: { of: Case; room: Room }) {
  const { t } = useWords();
  const { parts } = minutesOf(of, room);
  const actions = followUps(of, Date.now()).filter((one) => one.room === room.id);
  return (
    <Page
      title={`${t.follow.minutes.title} ${of.reference}`}
      windowTitle={t.follow.minutes.title}
      lead={<p>{t.follow.minutes.lead}</p>}
      width="text"
      actions={
        <Act weight="secondary" icon={Printer} onClick={() => print()}>
          {t.follow.minutes.print}
        </Act>
      }
    >
      <PhaseBanner phase={room.phase} explain />
      <Notice kind="warning">
        <p>{t.follow.minutes.warning}</p>
      </Notice>
      <section className="panel" aria-labelledby="minutes-who">
        <Heading level={2} id="minutes-who">
          {t.follow.minutes.participants}
        </Heading>
        <p className="quiet">{t.plan.purpose}</p>
        <Participants room={room} />
      </section>
      {parts.map(({ part, records }) => (
        <Part key={part} part={part} records={records} />
      ))}
      <section className="panel" aria-labelledby="minutes-actions">
        <Heading level={2} id="minutes-actions">
          {t.follow.minutes.actions}
        </Heading>
        <FollowUpBoard shown={actions.map((one) => ({ of: one }))} empty={t.follow.minutes.nothing} />
      </section>
      <div className="form__actions">
        <ActLink to={{ name: 'room', room: room.id, thread: '' }} weight="secondary">
          {t.records.backToRoom}
        </ActLink>
      </div>
    </Page>
  );
}

function Part({ part, records }: { part: MinutesPart; records: readonly CaseRecord[] }) {
  const { t } = useWords();
  const planned = part === 'meeting' ? (records[0]?.fields.on ?? '') : '';
  return (
    <section className="panel" aria-labelledby={`minutes-${part}`}>
      <Heading level={2} id={`minutes-${part}`}>
        {t.follow.minutes.parts[part]}
      </Heading>
      {records.length === 0 && <p className="quiet">{t.follow.minutes.nothing}</p>}
      <ol className="timeline">
        {records.map((one) => (
          <RecordEntry key={one.id} of={one} />
        ))}
      </ol>
      {planned && <ToCalendar day={planned} />}
    </section>
  );
}

function ToCalendar({ day }: { day: string }) {
  const { t } = useWords();
  const save = (): void => {
    const text = calendarOf({ day, summary: t.follow.calendarSummary, uid: crypto.randomUUID(), at: Date.now() });
    const address = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }));
    const link = Object.assign(document.createElement('a'), { href: address, download: 'overleg.ics' });
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <>
      <Act weight="secondary" icon={CalendarPlus} onClick={save}>
        {t.follow.calendar}
      </Act>
      <p className="quiet">{t.follow.calendarWhy}</p>
    </>
  );
}
