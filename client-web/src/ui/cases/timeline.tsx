// SPDX-License-Identifier: EUPL-1.2
// What has been recorded in a case, in the order in which it was: what, when, by whom, the answers and the words.
import { Heading } from '@utrecht/component-library-react';
import type { CaseRecord } from '../../state/model';
import { Facts } from '../parts/facts_list';
import { useWords } from '../words/words';
import { fieldLabel, titleOf, valueLabel } from './record_words';

const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value);

export function Timeline({ records, title }: { records: readonly CaseRecord[]; title?: string }) {
  const { t } = useWords();
  return (
    <section className="panel" aria-labelledby="case-timeline">
      <Heading level={2} id="case-timeline">
        {title ?? t.records.timeline}
      </Heading>
      {records.length === 0 && <p className="quiet">{t.records.nothingYet}</p>}
      <ol className="timeline">
        {records.map((one) => (
          <RecordEntry key={one.id} of={one} />
        ))}
      </ol>
    </section>
  );
}

export function RecordEntry({ of }: { of: CaseRecord }) {
  const { t, dates } = useWords();
  const shown = Object.entries(of.fields).filter(([name]) => of.record !== 'step' || name !== 'to');
  return (
    <li className="timeline__entry">
      <Heading level={3}>{titleOf(t, of)}</Heading>
      <p className="quiet">
        {dates.short(of.at)} · {of.mine ? t.you : of.by}
        {!of.mine && of.orgName && `, ${of.orgName}`}
        {of.roomKind !== 'schoolteam' && ` · ${t.room.kinds[of.roomKind] ?? of.roomKind}`}
      </p>
      {shown.length > 0 && (
        <Facts
          facts={shown.map(([name, value]) => [
            fieldLabel(t, of.record, name),
            of.labels[name] ?? (isDay(value) ? dates.calendar(value) : valueLabel(t, value)),
          ])}
        />
      )}
      {Object.entries(of.texts).map(([name, text]) => (
        <div key={name}>
          <p className="timeline__asked">{t.records.kinds[of.record]?.texts?.[name]?.label ?? name}</p>
          <p className="timeline__words">{text}</p>
        </div>
      ))}
      {of.text && <p className="timeline__words">{of.text}</p>}
    </li>
  );
}
