// SPDX-License-Identifier: EUPL-1.2
// Login, passphrase and the code of the second factor. Faults are shown where they are; the passphrase stays on a refusal, the code does not.
import { type FormEvent, useRef, useState } from 'react';
import { useClient, useSnapshot } from '../client_context';
import { Act } from '../parts/button';
import { CodeField, PassphraseField, TextField } from '../parts/field';
import { focusFirstFault } from '../parts/focus_first_fault';
import { Notice, ProblemNotice } from '../parts/notice';
import { useAction } from '../parts/use_action';
import { RouteLink } from '../router';
import type { Dictionary } from '../words/nl';
import { useWords } from '../words/words';
import { GateFrame } from './gate_frame';
import { refusalHere } from './refusal';

function endedWords(t: Dictionary, because: string): string {
  const known: Record<string, string> = t.signIn.ended;
  return known[because] ?? t.signIn.ended.other;
}

export function SignIn() {
  const { t } = useWords();
  const client = useClient();
  const { endedBecause } = useSnapshot();
  const [login, setLogin] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { busy, problem, run } = useAction();

  const faults = {
    login: login.trim() ? '' : t.required,
    passphrase: passphrase ? '' : t.required,
    code: !code ? t.required : code.length < 6 ? t.signIn.codeWrong : '',
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (faults.login || faults.passphrase || faults.code) {
      focusFirstFault(form.current);
      return;
    }
    void run(async () => {
      const outcome = await client.signIn(login.trim().toLowerCase(), passphrase, code);
      if (!outcome.ok) {
        setCode('');
        setTried(false);
      }
      return outcome;
    });
  };

  return (
    <GateFrame title={t.signIn.title} lead={t.signIn.lead}>
      {endedBecause && !problem && (
        <Notice kind="info" role="status" title={t.signIn.endedTitle}>
          <p>{endedWords(t, endedBecause)}</p>
        </Notice>
      )}
      <ProblemNotice
        problem={refusalHere(problem, { bad_credentials: t.signIn.wrong, bad_code: t.signIn.codeRefused })}
        title={t.signIn.failed}
      />
      <form className="form" ref={form} onSubmit={submit} noValidate>
        <TextField
          label={t.signIn.login}
          hint={t.signIn.loginHint}
          value={login}
          onChange={setLogin}
          fault={tried ? faults.login : ''}
          autoComplete="username"
          plain
        />
        <PassphraseField
          label={t.signIn.passphrase}
          value={passphrase}
          onChange={setPassphrase}
          fault={tried ? faults.passphrase : ''}
          autoComplete="current-password"
        />
        <CodeField label={t.signIn.code} hint={t.signIn.codeHint} value={code} onChange={setCode} fault={tried ? faults.code : ''} />
        <Act type="submit" busy={busy} busyLabel={t.signIn.deriving}>
          {t.signIn.submit}
        </Act>
      </form>
      <details className="explain">
        <summary>{t.signIn.why}</summary>
        <p>{t.signIn.whyBody}</p>
      </details>
      <ul className="gate__links">
        <li>
          <RouteLink className="utrecht-link utrecht-link--html-a" to={{ name: 'recover' }}>
            {t.signIn.lost}
          </RouteLink>
        </li>
        <li>
          <RouteLink className="utrecht-link utrecht-link--html-a" to={{ name: 'enrol' }}>
            {t.signIn.invited}
          </RouteLink>
        </li>
      </ul>
    </GateFrame>
  );
}
