// SPDX-License-Identifier: EUPL-1.2
// Who reads along, under which words, and why they are here.
import { UserRound, VenetianMask } from 'lucide-react';
import type { Participant, Room } from '../../state/model';
import { participantWords } from '../facts';
import type { Dictionary } from '../words/nl';
import { useWords } from '../words/words';

function whyWords(t: Dictionary, who: Participant): string {
  if (who.klass === 'pseudonym') return t.room.why.pseudonym ?? '';
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
            <span className={`avatar avatar--${who.klass}`} aria-hidden>
              {who.klass === 'pseudonym' ? <VenetianMask /> : <UserRound />}
            </span>
            <span>
              <strong>
                {participantWords(t, who)}
                {who.me && <span className="people-list__me"> ({t.you})</span>}
              </strong>
              {who.klass !== 'pseudonym' && (
                <span className="quiet">
                  {t.functies[who.functie] ?? who.functie}, {who.orgName}
                </span>
              )}
              <span className="quiet">{whyWords(t, who)}</span>
              {who.until > 0 && <span className="quiet">{t.standIn.takesPartThrough(dates.day(who.until - 1))}</span>}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
