// SPDX-License-Identifier: EUPL-1.2
// A passphrase typed twice, with guidance while typing. Nothing is sent from here.
import { useState } from 'react';
import { PassphraseField } from '../parts/field';
import type { Dictionary } from '../words/nl';
import { useWords } from '../words/words';
import { kStrongEnough, strengthOf } from './passphrase_strength';

export interface NewPassphrase {
  readonly first: string;
  readonly second: string;
}

export function faultsOf(t: Dictionary, { first, second }: NewPassphrase): { first: string; second: string } {
  const strength = strengthOf(first);
  const weak = strength === 0 ? t.passphrase.tooShort : t.passphrase.tooSimple;
  return {
    first: first === '' ? t.required : strength < kStrongEnough ? weak : '',
    second: first === second ? '' : t.passphrase.mismatch,
  };
}

interface Props {
  readonly value: NewPassphrase;
  readonly onChange: (value: NewPassphrase) => void;
  readonly tried: boolean;
}

export function NewPassphraseFields({ value, onChange, tried }: Props) {
  const { t } = useWords();
  const [left, setLeft] = useState(false);
  const faults = faultsOf(t, value);
  const strength = strengthOf(value.first);
  return (
    <>
      <div>
        <PassphraseField
          label={t.passphrase.label}
          hint={t.passphrase.hint}
          value={value.first}
          onChange={(first) => onChange({ ...value, first })}
          fault={tried ? faults.first : ''}
          autoComplete="new-password"
        />
        {value.first && (
          <p className={`strength strength--${strength}`} aria-live="polite">
            <span className="strength__bar" aria-hidden>
              {[1, 2, 3, 4].map((step) => (
                <i key={step} className={step <= strength ? 'on' : ''} />
              ))}
            </span>
            {t.passphrase.strength}: <strong>{t.passphrase.levels[strength]}</strong>
          </p>
        )}
      </div>
      <PassphraseField
        label={t.passphrase.again}
        value={value.second}
        onChange={(second) => onChange({ ...value, second })}
        fault={tried || (left && value.second) ? faults.second : ''}
        autoComplete="new-password"
        onLeave={() => setLeft(true)}
      />
    </>
  );
}
