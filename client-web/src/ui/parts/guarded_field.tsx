// SPDX-License-Identifier: EUPL-1.2
// A guarded text with its label, hint and fault; and a single-line one, since a subject can name a pupil too.
import type { Ref } from 'react';
import type { Finding } from '../../state/model';
import { Field } from './field';
import { GuardedText, type GuardedTextHandle } from './guarded_text';

interface GuardedFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly fault?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly findings: readonly Finding[];
  readonly lines: 'one' | 'many';
  readonly handle?: Ref<GuardedTextHandle>;
}

export function GuardedField({ label, hint, fault, value, onChange, findings, lines, handle }: GuardedFieldProps) {
  const one = lines === 'one';
  return (
    <Field label={label} hint={hint} {...(fault ? { fault } : {})}>
      {({ id, describedBy, invalid }) => (
        <GuardedText
          id={id}
          value={value}
          onChange={(text) => onChange(one ? text.replace(/\s*\n\s*/g, ' ') : text)}
          findings={findings}
          describedBy={describedBy}
          invalid={invalid}
          rows={one ? 1 : 5}
          {...(one ? { onKeyDown: (event) => event.key === 'Enter' && event.preventDefault() } : {})}
          {...(handle ? { handle } : {})}
        />
      )}
    </Field>
  );
}
