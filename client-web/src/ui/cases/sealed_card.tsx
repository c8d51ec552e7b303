// SPDX-License-Identifier: EUPL-1.2
// The pupil's card: closed until someone who holds its key opens it, and closed again by itself when the screen is left.
import { Heading } from '@utrecht/component-library-react';
import { Eye, EyeOff, Lock } from 'lucide-react';
import { useState } from 'react';
import type { IdentityCard, Participant } from '../../state/model';
import { listWords } from '../facts';
import { Act } from '../parts/button';
import { Facts } from '../parts/facts_list';
import { useWords } from '../words/words';

interface SealedCardProps {
  readonly identity: IdentityCard | undefined;
  /** who can open it */
  readonly team: readonly Participant[];
  /** the school opened it to others */
  readonly known: boolean;
}

export function SealedCard({ identity, team, known }: SealedCardProps) {
  const { t, dates } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <section className="panel panel--sealed" aria-labelledby="case-identity">
      <p className="seal">
        <Lock aria-hidden /> {t.case_.sealed}
      </p>
      <Heading level={2} id="case-identity">
        {t.case_.identity}
      </Heading>
      <p className="quiet">
        {known ? `${t.plan.sealedOther} ` : ''}
        {t.case_.sealedWho(
          listWords(
            t,
            team.map((who) => (who.me ? t.you : who.name)),
            8,
          ),
        )}
        {known ? '' : ` ${t.case_.sealedNotGemeente}`}
      </p>
      {!identity && <p className="quiet">{t.case_.noIdentity}</p>}
      {identity && (
        <>
          <Act
            weight="secondary"
            icon={open ? EyeOff : Eye}
            aria-expanded={open}
            aria-controls="identity-card"
            onClick={() => setOpen(!open)}
          >
            {open ? t.case_.hide : t.case_.open}
          </Act>
          <div id="identity-card">
            {open && (
              <Facts
                facts={[
                  [t.newCase.givenName, identity.givenName],
                  [t.newCase.familyName, identity.familyName],
                  [t.newCase.birthDate, identity.birthDate ? dates.calendar(identity.birthDate) : '–'],
                  [t.newCase.contact, identity.contact || '–'],
                  [t.newCase.aliases, identity.aliases.join(', ') || '–'],
                ]}
              />
            )}
          </div>
        </>
      )}
    </section>
  );
}
