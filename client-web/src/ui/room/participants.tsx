// SPDX-License-Identifier: EUPL-1.2
// Who reads along, under which words, and why they are here.
import { UserRound, VenetianMask } from 'lucide-react';
import { useState } from 'react';
import type { Participant, Room } from '../../state/model';
import { useClient } from '../client_context';
import { isNamed, participantWords } from '../facts';
import { Act } from '../parts/button';
import { Confirm } from '../parts/confirm';
import { ProblemNotice } from '../parts/notice';
import { useAction } from '../parts/use_action';
import type { Dictionary } from '../words/nl';
import { useWords } from '../words/words';

function whyWords(t: Dictionary, who: Participant): string {
  if (!isNamed(who)) return t.room.why.pseudonym ?? '';
  return t.room.why[who.orgType] ?? t.room.why.other ?? '';
}

export function Participants({ room }: { room: Room }) {
  const { t, dates } = useWords();
  return (
    <>
      <p className="quiet">{t.room.participantsWhy}</p>
      <ul className="people-list">
        {room.participants.map((who) => (
          <li key={who.leaf}>
            <span className={`avatar avatar--${isNamed(who) ? 'member' : who.klass}`} aria-hidden>
              {isNamed(who) ? <UserRound /> : <VenetianMask />}
            </span>
            <span>
              <strong>
                {participantWords(t, who)}
                {who.me && <span className="people-list__me"> ({t.you})</span>}
              </strong>
              {isNamed(who) && (
                <span className="quiet">
                  {t.functies[who.functie] ?? who.functie}, {who.orgName}
                </span>
              )}
              <span className="quiet">{whyWords(t, who)}</span>
              {who.revealed && <span className="quiet">{t.room.reveal.done}</span>}
              {who.until > 0 && <span className="quiet">{t.standIn.takesPartThrough(dates.day(who.until - 1))}</span>}
            </span>
          </li>
        ))}
      </ul>
      {room.participants.some((who) => who.me && !isNamed(who)) && !room.closed && !room.broken && <Reveal room={room} />}
    </>
  );
}

/** Whether and when is for the person alone to say (rule 10). */
function Reveal({ room }: { room: Room }) {
  const { t } = useWords();
  const client = useClient();
  const [asking, setAsking] = useState(false);
  const { busy, problem, run } = useAction();
  return (
    <>
      <p className="quiet">{t.room.reveal.hint}</p>
      <ProblemNotice problem={problem} />
      <Act weight="secondary" busy={busy} busyLabel={t.room.reveal.busy} onClick={() => setAsking(true)}>
        {t.room.reveal.act}
      </Act>
      {asking && (
        <Confirm
          title={t.room.reveal.title}
          body={t.room.reveal.body}
          yes={t.room.reveal.yes}
          onNo={() => setAsking(false)}
          onYes={() => {
            setAsking(false);
            void run(() => client.revealSelf(room.id));
          }}
        />
      )}
    </>
  );
}
