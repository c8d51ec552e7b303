// SPDX-License-Identifier: EUPL-1.2
// A code to hand over, shown once.
import { Heading } from '@utrecht/component-library-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Act, CopyButton } from '../parts/button';
import { useWords } from '../words/words';

interface CodePanelProps {
  readonly title: string;
  readonly lead: string;
  readonly code: string;
  readonly expiresAt: number;
  /** what goes with the code */
  readonly children?: ReactNode;
  readonly onDone: () => void;
}

export function CodePanel({ title, lead, code, expiresAt, children, onDone }: CodePanelProps) {
  const { t, dates } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="panel invite" aria-labelledby="handed-over">
      <Heading level={2} id="handed-over" ref={heading} tabIndex={-1}>
        {title}
      </Heading>
      <p>{lead}</p>
      <p className="recovery__code mono" role="status">
        {code}
      </p>
      {children}
      <p className="quiet">{t.people.codeUntil(dates.full(expiresAt))}</p>
      <div className="form__actions">
        <Act onClick={onDone}>{t.people.codeDone}</Act>
        <CopyButton text={code} />
      </div>
    </section>
  );
}
