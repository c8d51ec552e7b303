// SPDX-License-Identifier: EUPL-1.2
// One of several, or any of several, each with its own explanation.
import { Checkbox, Fieldset, FieldsetLegend, RadioButton } from '@utrecht/component-library-react';
import { type ReactNode, useId } from 'react';

export interface Option<V extends string> {
  readonly value: V;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
}

interface RadiosProps<V extends string> {
  readonly legend: string;
  readonly hint?: string;
  readonly fault?: string | undefined;
  readonly value: V | '';
  readonly options: readonly Option<V>[];
  readonly onChange: (value: V) => void;
  readonly layout?: 'cards' | 'row';
}

export function Radios<V extends string>({ legend, hint, fault, value, options, onChange, layout = 'cards' }: RadiosProps<V>) {
  const name = useId();
  return (
    <Fieldset
      invalid={Boolean(fault)}
      role="radiogroup"
      {...(hint ? { 'aria-describedby': `${name}-hint` } : {})}
      className={`choices choices--${layout}`}
    >
      <FieldsetLegend>{legend}</FieldsetLegend>
      {hint && (
        <p className="choices__hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {fault && <p className="choices__fault">{fault}</p>}
      <div className="choices__list">
        {options.map((option) => (
          <label key={option.value} htmlFor={`${name}-${option.value}`} className={option.value === value ? 'choice choice--on' : 'choice'}>
            <RadioButton
              id={`${name}-${option.value}`}
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span className="choice__text">
              <span className="choice__label">{option.label}</span>
              {option.hint && <span className="choice__hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </Fieldset>
  );
}

interface CheckProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly fault?: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

export function Check({ label, hint, fault, checked, onChange }: CheckProps) {
  const id = useId();
  return (
    <label htmlFor={id} className={checked ? 'choice choice--on' : 'choice'}>
      <Checkbox id={id} checked={checked} invalid={Boolean(fault)} onChange={(event) => onChange(event.target.checked)} />
      <span className="choice__text">
        <span className="choice__label">{label}</span>
        {hint && <span className="choice__hint">{hint}</span>}
        {fault && <span className="choices__fault">{fault}</span>}
      </span>
    </label>
  );
}
