// SPDX-License-Identifier: EUPL-1.2
// A labelled control with its hint and its fault beside it, tied together for screen readers.
import {
  FormField,
  FormFieldDescription,
  FormFieldErrorMessage,
  FormLabel,
  Select,
  SelectOption,
  Textarea,
  Textbox,
} from '@utrecht/component-library-react';
import { ChevronDown, Eye, EyeOff } from 'lucide-react';
import { type ReactNode, type Ref, useId, useState } from 'react';
import { useWords } from '../words/words';

interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly fault?: string;
  readonly className?: string;
  readonly children: (ids: { id: string; describedBy: string | undefined; invalid: boolean }) => ReactNode;
}

export function Field({ label, hint, fault, className, children }: FieldProps) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', fault ? `${id}-fault` : ''].filter(Boolean).join(' ');
  return (
    <FormField invalid={Boolean(fault)} className={className}>
      <FormLabel htmlFor={id}>{label}</FormLabel>
      {hint && <FormFieldDescription id={`${id}-hint`}>{hint}</FormFieldDescription>}
      {fault && <FormFieldErrorMessage id={`${id}-fault`}>{fault}</FormFieldErrorMessage>}
      {children({ id, describedBy: described || undefined, invalid: Boolean(fault) })}
    </FormField>
  );
}

interface TextFieldProps {
  readonly label: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  readonly fault?: string | undefined;
  readonly type?: 'text' | 'date' | 'search';
  readonly autoComplete?: string;
  readonly inputMode?: 'numeric' | 'text';
  readonly maxLength?: number;
  readonly className?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly required?: boolean;
  /** not required, and that needs no saying */
  readonly quietOptional?: boolean;
  /** how a keyboard on a phone and a spelling checker should treat it */
  readonly plain?: boolean;
}

export function TextField({
  label,
  value,
  onChange,
  hint,
  fault,
  inputRef,
  plain,
  className,
  required = true,
  quietOptional,
  ...input
}: TextFieldProps) {
  const { t } = useWords();
  const shown = required || quietOptional ? label : <OptionalLabel label={label} word={t.optional} />;
  return (
    <Field label={shown} hint={hint} {...(fault ? { fault } : {})} {...(className ? { className } : {})}>
      {({ id, describedBy, invalid }) => (
        <Textbox
          {...input}
          {...(plain ? { autoCapitalize: 'none', autoCorrect: 'off', spellCheck: false } : {})}
          id={id}
          ref={inputRef}
          value={value}
          invalid={invalid}
          aria-describedby={describedBy}
          aria-required={required || undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

function OptionalLabel({ label, word }: { label: ReactNode; word: string }) {
  return (
    <>
      {label} <span className="field__optional">({word})</span>
    </>
  );
}

/** Six digits from the authenticator app. */
export function CodeField(props: {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  fault?: string | undefined;
}) {
  return (
    <TextField
      {...props}
      className="field--code"
      autoComplete="one-time-code"
      inputMode="numeric"
      maxLength={7}
      plain
      onChange={(value) => props.onChange(value.replace(/[^0-9]/g, '').slice(0, 6))}
    />
  );
}

/** Tells a password manager whose passphrase is asked for; nobody sees it. */
export function Username({ login }: { login: string }) {
  return <input className="for-screen-readers" type="text" autoComplete="username" value={login} readOnly tabIndex={-1} aria-hidden />;
}

interface PassphraseFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: ReactNode;
  readonly fault?: string | undefined;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly onLeave?: () => void;
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function PassphraseField({ label, value, onChange, hint, fault, autoComplete, onLeave, inputRef }: PassphraseFieldProps) {
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} {...(fault ? { fault } : {})}>
      {({ id, describedBy, invalid }) => (
        <div className="field__with-button">
          <Textbox
            id={id}
            ref={inputRef}
            type={shown ? 'text' : 'password'}
            value={value}
            invalid={invalid}
            aria-describedby={describedBy}
            aria-required
            autoComplete={autoComplete}
            {...(onLeave ? { onBlur: onLeave } : {})}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            onChange={(event) => onChange(event.target.value)}
          />
          <button type="button" className="icon-button" aria-label={shown ? t.signIn.hide : t.signIn.show} onClick={() => setShown(!shown)}>
            {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          </button>
        </div>
      )}
    </Field>
  );
}

interface TextAreaFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly fault?: string | undefined;
  readonly rows?: number;
}

export function TextAreaField({ label, value, onChange, hint, fault, rows = 4 }: TextAreaFieldProps) {
  return (
    <Field label={label} hint={hint} {...(fault ? { fault } : {})}>
      {({ id, describedBy, invalid }) => (
        <Textarea
          id={id}
          rows={rows}
          value={value}
          invalid={invalid}
          aria-describedby={describedBy}
          aria-required
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

interface SelectFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly hint?: string;
  readonly fault?: string | undefined;
}

export function SelectField({ label, value, onChange, options, hint, fault }: SelectFieldProps) {
  return (
    <Field label={label} hint={hint} {...(fault ? { fault } : {})}>
      {({ id, describedBy, invalid }) => (
        <div className="select">
          <Select id={id} value={value} invalid={invalid} aria-describedby={describedBy} onChange={(event) => onChange(event.target.value)}>
            {options.map((option) => (
              <SelectOption key={option.value} value={option.value}>
                {option.label}
              </SelectOption>
            ))}
          </Select>
          <ChevronDown aria-hidden />
        </div>
      )}
    </Field>
  );
}
