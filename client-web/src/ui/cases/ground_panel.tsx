// SPDX-License-Identifier: EUPL-1.2
// On which ground the school made the pupil known (rule 9), for everybody who may read the card.
import { Heading } from '@utrecht/component-library-react';
import { Scale } from 'lucide-react';
import type { GroundCard } from '../../state/model';
import { Facts } from '../parts/facts_list';
import { useWords } from '../words/words';
import { valueLabel } from './record_words';

export function GroundPanel({ ground }: { ground: GroundCard }) {
  const { t, dates } = useWords();
  const day = (value: string) => (value ? dates.calendar(value) : '');
  const facts: readonly (readonly [string, string])[] = [
    [t.plan.ground, valueLabel(t, ground.ground)],
    [t.plan.groundOn, day(ground.on)],
    [t.plan.groundWhom, ground.whom === '' || ground.whom === 'nobody' ? '' : valueLabel(t, ground.whom)],
    [t.plan.groundUntil, day(ground.informBy)],
    [t.plan.groundBy, ground.by],
    [t.plan.groundApproved, ground.approvedBy],
  ];
  return (
    <section className="panel" aria-labelledby="case-ground">
      <Heading level={2} id="case-ground">
        <Scale aria-hidden /> {t.plan.ground}
      </Heading>
      <Facts facts={facts.filter(([, value]) => value !== '')} />
      {Object.entries(ground.texts).map(([name, text]) => (
        <div key={name}>
          <p className="timeline__asked">{t.records.kinds.ground_risk?.texts?.[name]?.label ?? name}</p>
          <p className="timeline__words">{text}</p>
        </div>
      ))}
      {ground.text && <p className="timeline__words">{ground.text}</p>}
    </section>
  );
}
