// SPDX-License-Identifier: EUPL-1.2
// The phase, always as an icon and words together, never as a colour alone.
import { IdCard, UsersRound, VenetianMask } from 'lucide-react';
import type { Phase } from '../../state/model';
import { useWords } from '../words/words';

const icons = { anonymous: VenetianMask, identified: IdCard } as const;

export function PhaseBanner({ phase, explain }: { phase: Phase; explain?: boolean }) {
  const { t } = useWords();
  const Icon = icons[phase];
  return (
    <div className={`phase-banner phase-banner--${phase}`}>
      <Icon aria-hidden />
      <p>
        <strong>{t.phase[phase]}</strong>
        {explain && phase === 'anonymous' && <span className="phase-banner__why">. {t.phase.anonymousWhy}</span>}
      </p>
    </div>
  );
}

/** Between a school and its guests there is nothing to keep anonymous; what they want to know is who reads along. */
export function FamilyBanner() {
  const { t } = useWords();
  return (
    <div className="phase-banner phase-banner--family">
      <UsersRound aria-hidden />
      <p>
        <strong>{t.family.banner}</strong>
        <span className="phase-banner__why">. {t.family.bannerWhy}</span>
      </p>
    </div>
  );
}

export function PhaseTag({ phase }: { phase: Phase }) {
  const { t } = useWords();
  const Icon = icons[phase];
  return (
    <span className={`tag tag--${phase}`}>
      <Icon aria-hidden />
      {phase === 'anonymous' ? t.phase.anonymousShort : t.phase.identifiedShort}
    </span>
  );
}
