// SPDX-License-Identifier: EUPL-1.2
// Who takes part in a room in which the pupil is known, who has been invited, and inviting one more. Nobody joins before having declared to
// have no relation to the pupil (rule 15).
import { Heading } from '@utrecht/component-library-react';
import { useCallback, useEffect, useState } from 'react';
import type { Invited, Person, Room } from '../../state/model';
import { useClient, useSnapshot } from '../client_context';
import { isDeclaring } from '../facts';
import { useAnnounce } from '../parts/announcer';
import { Act, ActLink } from '../parts/button';
import { Radios } from '../parts/choice';
import { TextField } from '../parts/field';
import { Notice, ProblemNotice } from '../parts/notice';
import { Page } from '../parts/page';
import { PhaseBanner } from '../parts/phase';
import { isTerm, TermField } from '../parts/term_field';
import { useAction } from '../parts/use_action';
import { Missing } from '../shell/missing';
import { useWords } from '../words/words';
import { Participants } from './participants';

/** More than these are found by searching. */
const kMostShown = 8;

export function RoomPeople({ roomId }: { roomId: string }) {
  const { t } = useWords();
  const { rooms, loaded } = useSnapshot();
  const room = rooms.find(({ id }) => id === roomId);
  if (!room) return loaded ? <Missing /> : null;
  return (
    <Page
      title={t.plan.inviteTitle}
      lead={
        <p>
          {t.room.kinds[room.kind] ?? room.kind} <span className="mono">{room.reference}</span>
        </p>
      }
      width="text"
    >
      <PhaseBanner phase={room.phase} explain />
      <section className="panel">
        <Heading level={2}>{t.room.participants(room.participants.length)}</Heading>
        <Participants room={room} />
      </section>
      {room.lacksRegie && (
        <Notice kind="warning" title={t.plan.noRegieTitle}>
          <p>{t.plan.noRegie}</p>
        </Notice>
      )}
      {room.relations.length > 0 && (
        <Notice kind="warning" title={t.plan.relationTitle}>
          <ul>
            {room.relations.map(({ name, orgName, readTo }) => (
              <li key={name}>{t.plan.relationRead(`${name}, ${orgName}`, readTo)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {room.invited.length > 0 && <InvitedPeople invited={room.invited} />}
      {room.canInvite && <Invite room={room} />}
      <div className="form__actions">
        <ActLink to={{ name: 'room', room: room.id, thread: '' }} weight="secondary">
          {t.records.backToRoom}
        </ActLink>
        {room.caseId && (
          <ActLink to={{ name: 'case', caseId: room.caseId }} weight="subtle">
            {t.plan.toCase}
          </ActLink>
        )}
      </div>
    </Page>
  );
}

function InvitedPeople({ invited }: { invited: readonly Invited[] }) {
  const { t, dates } = useWords();
  return (
    <section className="panel" aria-labelledby="invited">
      <Heading level={2} id="invited">
        {t.plan.invited}
      </Heading>
      <ul className="people-list">
        {invited.map(({ account, name, functie, orgName, state, until, inPlaceOf }) => (
          <li key={account}>
            <span>
              <strong>{inPlaceOf ? t.standIn.inPlaceOf(name, inPlaceOf) : name}</strong>
              <span className="quiet">
                {t.functies[functie] ?? functie}, {orgName}
              </span>
              <span className="quiet">{t.plan.invitedStates[state]}</span>
              {until > 0 && <span className="quiet">{t.standIn.takesPartThrough(dates.day(until - 1))}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Invite({ room }: { room: Room }) {
  const { t, dates } = useWords();
  const client = useClient();
  const announce = useAnnounce();
  const [people, setPeople] = useState<readonly Person[]>();
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState('');
  const [through, setThrough] = useState('');
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useAction();
  const load = useCallback(async () => {
    const found = await client.invitable(room.id);
    setPeople(found.ok ? found.value : []);
  }, [client, room.id]);
  const joinsAtOnce = !isDeclaring(room);
  const involved = room.participants.length + room.invited.length;
  useEffect(() => void load(), [load, involved]);

  const words = search.trim().toLowerCase();
  const fitting = (people ?? []).filter(({ name, orgName }) => `${name} ${orgName}`.toLowerCase().includes(words));
  const person = people?.find(({ account }) => account === chosen);
  const mostDays = person?.mostDays ?? 0;
  const invite = (): void => {
    setTried(true);
    if (!person || !isTerm(through, mostDays, dates)) return;
    void run(
      () => client.inviteTo(room.id, person.account, mostDays > 0 ? through : ''),
      () => {
        setTried(false);
        setChosen('');
        setThrough('');
        setSearch('');
        announce(joinsAtOnce ? t.plan.broughtBack(person.name) : t.plan.inviteDone(person.name));
        void load();
      },
    );
  };
  return (
    <section className="panel" aria-labelledby="invite">
      <Heading level={2} id="invite">
        {room.lacksRegie ? t.plan.bringBackWho : t.plan.inviteWho}
      </Heading>
      <p>{room.lacksRegie ? t.plan.bringBackLead : t.plan.inviteLead}</p>
      {people?.length === 0 && <p className="quiet">{t.plan.inviteNobody}</p>}
      {people !== undefined && people.length > 0 && (
        <>
          <TextField
            type="search"
            label={t.plan.inviteSearch}
            value={search}
            onChange={setSearch}
            autoComplete="off"
            plain
            required={false}
            quietOptional
          />
          <Radios
            legend={room.lacksRegie ? t.plan.bringBackWho : t.plan.inviteWho}
            value={chosen}
            options={fitting.slice(0, kMostShown).map(({ account, name, functie, orgName }) => ({
              value: account,
              label: name,
              hint: `${t.functies[functie] ?? functie}, ${orgName}`,
            }))}
            onChange={setChosen}
          />
          {fitting.length > kMostShown && <p className="quiet">{t.others(fitting.length - kMostShown)}</p>}
          <TermField mostDays={mostDays} value={through} tried={tried} onChange={setThrough} />
          <ProblemNotice problem={problem} />
          <Act busy={busy} busyLabel={t.plan.inviting} aria-disabled={chosen === '' || undefined} onClick={invite}>
            {joinsAtOnce ? t.plan.bringBackNow : t.plan.inviteNow}
          </Act>
        </>
      )}
    </section>
  );
}
