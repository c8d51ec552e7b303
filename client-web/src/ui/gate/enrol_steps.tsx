// SPDX-License-Identifier: EUPL-1.2
// The four steps of a first use. Each keeps its own form; what they gather is held by Enrol and goes no further than the client.
import { Printer } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import type { Problem } from '../../state/model';
import { Act, CopyButton } from '../parts/button';
import { Check } from '../parts/choice';
import { CodeField, TextField, Username } from '../parts/field';
import { focusFirstFault } from '../parts/focus_first_fault';
import { Notice, ProblemNotice } from '../parts/notice';
import { useWords } from '../words/words';
import { faultsOf, NewPassphraseFields } from './new_passphrase_fields';
import { QrCode } from './qr_code';
import { refusalHere } from './refusal';

export interface Invitation {
  readonly login: string;
  readonly name: string;
  readonly orgName: string;
  readonly functie: string;
  readonly totpSecret: string;
  readonly otpauth: string;
}

const inGroups = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1 ');

interface EnterCodeProps {
  readonly code: string;
  readonly onCode: (code: string) => void;
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  readonly onSubmit: () => void;
}

export function EnterCode({ code, onCode, busy, problem, onSubmit }: EnterCodeProps) {
  const { t } = useWords();
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (code.trim()) onSubmit();
    else focusFirstFault(form.current);
  };
  return (
    <>
      <ProblemNotice problem={problem} />
      <form className="form" ref={form} onSubmit={submit} noValidate>
        <TextField
          label={t.enrol.code}
          hint={t.enrol.codeHint}
          value={code}
          onChange={onCode}
          fault={tried && !code.trim() ? t.required : ''}
          autoComplete="off"
          className="field--mono field--as-typed"
          plain
        />
        <Act type="submit" busy={busy}>
          {t.enrol.codeSubmit}
        </Act>
      </form>
    </>
  );
}

export function PickPassphrase({ invitation, onSubmit }: { invitation: Invitation; onSubmit: (passphrase: string) => void }) {
  const { t } = useWords();
  const [value, setValue] = useState({ first: '', second: '' });
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const faults = faultsOf(t, value);
    if (faults.first || faults.second) focusFirstFault(form.current);
    else onSubmit(value.first);
  };
  return (
    <>
      <Notice kind="ok" title={t.enrol.hello(invitation.name)}>
        <p>{t.enrol.who(t.functies[invitation.functie] ?? invitation.functie, invitation.orgName)}</p>
        <p>
          {t.enrol.login} <strong className="mono">{invitation.login}</strong>. {t.enrol.loginHint}
        </p>
      </Notice>
      <form className="form" ref={form} onSubmit={submit} noValidate>
        <Username login={invitation.login} />
        <NewPassphraseFields value={value} onChange={setValue} tried={tried} />
        <Act type="submit">{t.enrol.next}</Act>
      </form>
    </>
  );
}

interface ConnectPhoneProps {
  readonly invitation: Invitation;
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  readonly onSubmit: (totp: string) => void;
}

export function ConnectPhone({ invitation, busy, problem, onSubmit }: ConnectPhoneProps) {
  const { t } = useWords();
  const [totp, setTotp] = useState('');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (totp.length === 6) onSubmit(totp);
    else focusFirstFault(form.current);
  };
  return (
    <>
      <ProblemNotice problem={refusalHere(problem, { bad_code: t.signIn.codeRefused })} />
      <div className="phone">
        <QrCode text={invitation.otpauth} label={t.enrol.qr} />
        <div>
          <p className="phone__label">{t.enrol.totpSecret}</p>
          <p className="phone__secret mono">{inGroups(invitation.totpSecret)}</p>
          <CopyButton text={invitation.totpSecret} />
          <a className="utrecht-link utrecht-link--html-a phone__here" href={invitation.otpauth}>
            {t.enrol.totpHere}
          </a>
        </div>
      </div>
      <form className="form" ref={form} onSubmit={submit} noValidate>
        <CodeField label={t.enrol.totp} value={totp} onChange={setTotp} fault={tried && totp.length < 6 ? t.signIn.codeWrong : ''} />
        <Act type="submit" busy={busy} busyLabel={t.signIn.deriving}>
          {t.enrol.finish}
        </Act>
      </form>
    </>
  );
}

export function KeepRecoveryCode({ login, recoveryCode, onDone }: { login: string; recoveryCode: string; onDone: () => void }) {
  const { t } = useWords();
  const [kept, setKept] = useState(false);
  const [tried, setTried] = useState(false);
  return (
    <>
      <div className="recovery">
        <p className="recovery__login">
          {t.signIn.login}: <strong className="mono">{login}</strong>
        </p>
        <p className="recovery__code mono">{recoveryCode}</p>
        <div className="recovery__actions">
          <Act weight="secondary" icon={Printer} onClick={() => window.print()}>
            {t.print}
          </Act>
          <CopyButton text={recoveryCode} />
        </div>
      </div>
      <Notice kind="warning">
        <p>{t.enrol.recoveryOnce}</p>
      </Notice>
      <div className="form">
        <Check label={t.enrol.kept} checked={kept} onChange={setKept} />
        {tried && !kept && (
          <p className="choices__fault" role="alert">
            {t.enrol.keptFirst}
          </p>
        )}
        <p className="quiet">{t.enrol.pending}</p>
        <Act
          onClick={() => {
            setTried(true);
            if (kept) onDone();
          }}
        >
          {t.enrol.done}
        </Act>
      </div>
    </>
  );
}
