// SPDX-License-Identifier: EUPL-1.2
// The talk with parents and pupil (rules 4 and 5): opening its room, and handing out codes to guests who see that room alone.
import { Heading } from '@utrecht/component-library-react';
import { KeyRound, UserPlus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Case, Guest, GuestCode } from '../../state/model';
import { CodePanel } from '../accounts/code_panel';
import { useClient, useSnapshot } from '../client_context';
import { useAnnounce } from '../parts/announcer';
import { Act, ActLink } from '../parts/button';
import { Confirm } from '../parts/confirm';
import { Facts } from '../parts/facts_list';
import { Notice, ProblemNotice } from '../parts/notice';
import { Page } from '../parts/page';
import { useAction } from '../parts/use_action';
import { useFocusIfLost } from '../parts/use_focus_if_lost';
import { Missing } from '../shell/missing';
import { useWords } from '../words/words';

type Family = NonNullable<Case['family']>;

export function FamilyRoom({ caseId }: { caseId: string }) {
  const { cases, loaded } = useSnapshot();
  const { t } = useWords();
  const client = useClient();
  const found = cases.find(({ id }) => id === caseId);
  const known = found?.family !== undefined;
  useEffect(() => {
    if (known) void client.refreshGuests(caseId);
  }, [client, caseId, known]);
  if (!found?.family) return loaded ? <Missing /> : null;
  const { family } = found;
  return (
    <Page title={t.family.title} windowTitle={t.family.title} lead={<p>{t.family.lead}</p>} width="text">
      <Notice kind="info">
        <p>{t.family.purpose}</p>
      </Notice>
      {family.missing.map((problem) => (
        <ProblemNotice key={problem.reason} problem={problem} title={t.records.notYet} />
      ))}
      {family.room === '' ? family.open && <Opening caseId={caseId} /> : <GuestsOfRoom caseId={caseId} family={family} />}
      <div className="form__actions">
        {family.room !== '' && (
          <ActLink to={{ name: 'room', room: family.room, thread: '' }} weight="secondary">
            {t.family.toRoom}
          </ActLink>
        )}
        <ActLink to={{ name: 'case', caseId }} weight="subtle">
          {t.family.toCase}
        </ActLink>
      </div>
    </Page>
  );
}

function Opening({ caseId }: { caseId: string }) {
  const { t } = useWords();
  const client = useClient();
  const { busy, problem, run } = useAction<string>();
  return (
    <section className="panel">
      <p>{t.family.openLead}</p>
      <ProblemNotice problem={problem} />
      <Act busy={busy} busyLabel={t.family.opening} onClick={() => void run(() => client.openFamilyRoom(caseId))}>
        {t.family.open}
      </Act>
    </section>
  );
}

function GuestsOfRoom({ caseId, family }: { caseId: string; family: Family }) {
  const { t } = useWords();
  const client = useClient();
  const announce = useAnnounce();
  const [given, setGiven] = useState<GuestCode>();
  const [toEnd, setToEnd] = useState<Guest>();
  const { busy, problem, run } = useAction<GuestCode>();
  const ending = useAction();
  // What was handed over is of no use any more once the guest has used it.
  const unused = family.guests.some(({ login, state }) => login === given?.login && state === 'invited');
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusIfLost(heading, unused);
  const invite = (klass: Guest['klass'], account: string): void => void run(() => client.inviteGuest(caseId, klass, account), setGiven);
  const end = (guest: Guest): void => {
    setToEnd(undefined);
    void ending.run(
      () => client.endGuest(caseId, guest.account),
      () => announce(t.family.ended(guest.name)),
    );
  };
  return (
    <>
      {!family.open && family.missing.length === 0 && (
        <Notice kind="info">
          <p>{t.family.over}</p>
        </Notice>
      )}
      {given && unused && (
        <CodePanel
          key={given.code}
          title={t.family.codeTitle(given.name)}
          lead={t.family.codeLead}
          code={given.code}
          expiresAt={given.expiresAt}
          onDone={() => setGiven(undefined)}
        >
          <Facts facts={[[t.family.codeLogin, given.login]]} />
          <p>{t.family.codeWhere}</p>
        </CodePanel>
      )}
      <section className="panel" aria-labelledby="guests">
        <Heading level={2} id="guests" ref={heading} tabIndex={-1}>
          {t.family.guests}
        </Heading>
        {family.guests.length === 0 && <p className="quiet">{t.family.nobody}</p>}
        <ul className="guests">
          {family.guests.map((guest) => (
            <li key={guest.account} className="guests__one">
              <span className="guests__who">
                <strong>{guest.name}</strong>
                <span className="quiet mono">{guest.login}</span>
                <span className="quiet">{t.family.states[guest.state]}</span>
              </span>
              {guest.state === 'invited' && family.open && (
                <Act
                  weight="subtle"
                  icon={KeyRound}
                  aria-label={t.family.againFor(guest.name)}
                  onClick={() => invite(guest.klass, guest.account)}
                >
                  {t.family.again}
                </Act>
              )}
              {guest.state !== 'blocked' && (
                <Act weight="subtle" aria-label={t.family.endFor(guest.name)} onClick={() => setToEnd(guest)}>
                  {t.family.end}
                </Act>
              )}
            </li>
          ))}
        </ul>
        <ProblemNotice problem={ending.problem} />
      </section>
      {family.open && (
        <section className="panel" aria-labelledby="invite-guest">
          <Heading level={2} id="invite-guest">
            {t.family.invite}
          </Heading>
          <p>{t.family.inviteLead}</p>
          <ProblemNotice problem={problem} />
          <div className="form__actions">
            <Act icon={UserPlus} busy={busy} busyLabel={t.family.inviting} onClick={() => invite('ouder', '')}>
              {t.family.inviteOuder}
            </Act>
            <Act weight="secondary" icon={UserPlus} aria-disabled={busy || undefined} onClick={() => !busy && invite('leerling', '')}>
              {t.family.inviteLeerling}
            </Act>
          </div>
        </section>
      )}
      {toEnd && (
        <Confirm
          title={t.family.endAsk(toEnd.name)}
          body={t.family.endBody}
          yes={t.family.endYes}
          onYes={() => end(toEnd)}
          onNo={() => setToEnd(undefined)}
        />
      )}
    </>
  );
}
