// SPDX-License-Identifier: EUPL-1.2
// Waarneming: letting a colleague take one's place for a while, seeing who does, and ending it when one is back.
import { Heading } from '@utrecht/component-library-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Participant, Person, Room, StandIn } from '../../state/model';
import { useClient, useSnapshot } from '../client_context';
import { useAnnounce } from '../parts/announcer';
import { Act, ActLink } from '../parts/button';
import { Check, Radios } from '../parts/choice';
import { Confirm } from '../parts/confirm';
import { focusFirstFault } from '../parts/focus_first_fault';
import { Notice, ProblemNotice } from '../parts/notice';
import { Page } from '../parts/page';
import { isTerm, TermField } from '../parts/term_field';
import { useAction } from '../parts/use_action';
import { useWords } from '../words/words';

const ownIn = (room: Room): Participant | undefined => room.participants.find(({ me }) => me);

/** Where one takes part by name in one's own place, and things go on. */
const canBeLeft = (room: Room): boolean => {
  const own = ownIn(room);
  return !room.closed && !room.broken && own?.klass === 'member' && own.standsInFor === '';
};

export function StandInPage() {
  const { t } = useWords();
  const { rooms } = useSnapshot();
  const own = rooms.filter(canBeLeft);
  return (
    <Page title={t.standIn.title} lead={<p>{t.standIn.lead}</p>} width="text">
      <Current rooms={own} />
      {own.length === 0 ? <p className="quiet">{t.standIn.noRooms}</p> : <Arrange rooms={own} />}
      <div className="form__actions">
        <ActLink to={{ name: 'settings' }} weight="subtle">
          {t.settings.title}
        </ActLink>
      </div>
    </Page>
  );
}

function Current({ rooms }: { rooms: readonly Room[] }) {
  const { t, dates } = useWords();
  const client = useClient();
  const announce = useAnnounce();
  const [ending, setEnding] = useState<Participant>();
  const { busy, problem, run } = useAction();
  const seats = rooms.flatMap((room) => room.participants.filter(({ standsInFor }) => standsInFor === ownIn(room)?.leaf));
  const people = [...new Map(seats.map((seat) => [seat.leaf, seat])).values()];
  if (people.length === 0) return null;
  const end = ({ leaf, name }: Participant): void => {
    setEnding(undefined);
    void run(
      () => client.endStandIn(leaf),
      () => announce(t.standIn.ended(name)),
    );
  };
  return (
    <section className="panel" aria-labelledby="stand-ins">
      <Heading level={2} id="stand-ins">
        {t.standIn.current}
      </Heading>
      <ul className="people-list">
        {people.map((who) => (
          <li key={who.leaf}>
            <span>
              <strong>{who.name}</strong>
              <span className="quiet">
                {t.standIn.takesPartThrough(dates.day(who.until - 1))},{' '}
                {t.standIn.inRooms(seats.filter(({ leaf }) => leaf === who.leaf).length)}
              </span>
            </span>
            <Act weight="secondary" busy={busy} busyLabel={t.standIn.asking} onClick={() => setEnding(who)}>
              {t.standIn.end}
            </Act>
          </li>
        ))}
      </ul>
      <ProblemNotice problem={problem} />
      {ending && (
        <Confirm
          title={t.standIn.end}
          body={t.standIn.endQuestion(ending.name)}
          yes={t.standIn.end}
          onNo={() => setEnding(undefined)}
          onYes={() => end(ending)}
        />
      )}
    </section>
  );
}

function Arrange({ rooms }: { rooms: readonly Room[] }) {
  const { t, dates } = useWords();
  const client = useClient();
  const form = useRef<HTMLFormElement>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [people, setPeople] = useState<readonly Person[]>();
  const [chosen, setChosen] = useState('');
  const [through, setThrough] = useState('');
  const [tried, setTried] = useState(false);
  const [results, setResults] = useState<readonly StandIn[]>();
  const { busy, problem, run } = useAction<readonly StandIn[]>();
  const where = rooms.filter(({ id }) => !left.has(id)).map(({ id }) => id);
  const asked = where.join(' ');
  useEffect(() => {
    let current = true;
    void client.standInsFor(asked === '' ? [] : asked.split(' ')).then((found) => {
      if (current) setPeople(found.ok ? found.value : []);
    });
    return () => {
      current = false;
    };
  }, [client, asked]);

  const mostDays = people?.[0]?.mostDays ?? 0;
  const person = people?.find(({ account }) => account === chosen);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (person === undefined || !isTerm(through, mostDays, dates) || where.length === 0) {
      focusFirstFault(form.current);
      return;
    }
    await run(() => client.letStandIn(person.account, through, where), setResults);
  };
  const toggle = (id: string, on: boolean): void => {
    const next = new Set(left);
    if (on) next.delete(id);
    else next.add(id);
    setLeft(next);
  };
  if (results !== undefined && person !== undefined) return <Results results={results} rooms={rooms} name={person.name} />;
  return (
    <form className="form form--long" ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <p>{t.standIn.ends}</p>
      <section className="panel" aria-labelledby="stand-in-where">
        <Heading level={2} id="stand-in-where">
          {t.standIn.where}
        </Heading>
        <p className="quiet">{t.standIn.whereHint}</p>
        {rooms.length > 1 && (
          <Check
            label={t.standIn.everywhere}
            checked={left.size === 0}
            onChange={(on) => setLeft(new Set(on ? [] : rooms.map(({ id }) => id)))}
          />
        )}
        {rooms.map((room) => (
          <Check
            key={room.id}
            label={t.room.kinds[room.kind] ?? room.kind}
            hint={<RoomMark room={room} />}
            checked={!left.has(room.id)}
            onChange={(on) => toggle(room.id, on)}
          />
        ))}
      </section>
      <section className="panel">
        {people === undefined && <p className="quiet">{t.standIn.loading}</p>}
        {people?.length === 0 && <Notice kind="info">{t.standIn.nobody}</Notice>}
        {people !== undefined && people.length > 0 && (
          <Radios
            legend={t.standIn.who}
            value={chosen}
            fault={tried && person === undefined ? t.required : ''}
            options={people.map(({ account, name, functie, orgName }) => ({
              value: account,
              label: name,
              hint: `${t.functies[functie] ?? functie}, ${orgName}`,
            }))}
            onChange={setChosen}
          />
        )}
        <TermField mostDays={mostDays} value={through} tried={tried} onChange={setThrough} />
      </section>
      <ProblemNotice problem={problem} />
      <div className="form__actions">
        <Act type="submit" busy={busy} busyLabel={t.standIn.asking}>
          {t.standIn.ask}
        </Act>
      </div>
    </form>
  );
}

/** By its case where one knows that, otherwise by its own reference. */
function RoomMark({ room }: { room: Room }) {
  const { t } = useWords();
  const { cases } = useSnapshot();
  const found = cases.find(({ id }) => id === room.caseId);
  return (
    <>
      {found && `${t.standIn.ofCase} `}
      <span className="mono">{found?.reference ?? room.reference}</span>
    </>
  );
}

function Results({ results, rooms, name }: { results: readonly StandIn[]; rooms: readonly Room[]; name: string }) {
  const { t } = useWords();
  return (
    <Notice kind={results.every(({ outcome }) => outcome.ok) ? 'ok' : 'warning'} title={`${t.standIn.results}: ${name}`} role="status">
      <ul>
        {results.map(({ room: id, outcome }) => {
          const room = rooms.find((each) => each.id === id);
          return (
            <li key={id}>
              {t.room.kinds[room?.kind ?? ''] ?? ''} {room && <RoomMark room={room} />}:{' '}
              {outcome.ok ? t.standIn[outcome.value] : `${t.standIn.refused}. ${outcome.problem.message}`}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
