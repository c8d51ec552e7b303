// SPDX-License-Identifier: EUPL-1.2
// The way back in with the printed recovery code; afterwards a new passphrase is chosen.
import { type FormEvent, useRef, useState } from 'react';
import { useClient } from '../client_context';
import { Act } from '../parts/button';
import { CodeField, TextField } from '../parts/field';
import { focusFirstFault } from '../parts/focus_first_fault';
import { ProblemNotice } from '../parts/notice';
import { useAction } from '../parts/use_action';
import { navigate, RouteLink } from '../router';
import { useWords } from '../words/words';
import { GateFrame } from './gate_frame';
import { refusalHere } from './refusal';

const kRecoveryCharacters = 26;
const charactersOf = (code: string): number => code.replace(/[^0-9a-z]/gi, '').length;

export function Recover() {
  const { t } = useWords();
  const client = useClient();
  const [login, setLogin] = useState('');
  const [recovery, setRecovery] = useState('');
  const [code, setCode] = useState('');
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { busy, problem, run } = useAction();

  const faults = {
    login: login.trim() ? '' : t.required,
    recovery: charactersOf(recovery) === kRecoveryCharacters ? '' : t.recover.codeWrong,
    code: code.length === 6 ? '' : t.signIn.codeWrong,
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (faults.login || faults.recovery || faults.code) {
      focusFirstFault(form.current);
      return;
    }
    void run(
      () => client.recover(login.trim().toLowerCase(), recovery, code),
      () => navigate({ name: 'home' }, 'replace'),
    );
  };

  return (
    <GateFrame title={t.recover.title} lead={t.recover.lead}>
      <ProblemNotice
        problem={refusalHere(problem, { bad_credentials: t.recover.wrong, bad_code: t.signIn.codeRefused })}
        title={t.signIn.failed}
      />
      <form className="form" ref={form} onSubmit={submit} noValidate>
        <TextField
          label={t.signIn.login}
          value={login}
          onChange={setLogin}
          fault={tried ? faults.login : ''}
          autoComplete="username"
          plain
        />
        <TextField
          label={t.recover.code}
          hint={t.recover.codeHint}
          value={recovery}
          onChange={setRecovery}
          fault={tried ? faults.recovery : ''}
          autoComplete="off"
          className="field--mono"
          plain
        />
        <CodeField label={t.signIn.code} hint={t.signIn.codeHint} value={code} onChange={setCode} fault={tried ? faults.code : ''} />
        <Act type="submit" busy={busy} busyLabel={t.signIn.deriving}>
          {t.recover.submit}
        </Act>
      </form>
      <p className="quiet">{t.recover.none}</p>
      <p>
        <RouteLink className="utrecht-link utrecht-link--html-a" to={{ name: 'home' }}>
          {t.recover.back}
        </RouteLink>
      </p>
    </GateFrame>
  );
}
