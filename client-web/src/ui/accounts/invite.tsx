// SPDX-License-Identifier: EUPL-1.2
// Inviting someone: a name and a functie in, a code to hand over out. The code is shown once.

import { Heading } from '@utrecht/component-library-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { functiesOf } from '../../state/functies';
import { useClient, useMe } from '../client_context';
import { Act } from '../parts/button';
import { SelectField, TextField } from '../parts/field';
import { focusFirstFault } from '../parts/focus_first_fault';
import { ProblemNotice } from '../parts/notice';
import { useAction } from '../parts/use_action';
import { useWords } from '../words/words';
import { CodePanel } from './code_panel';

/** protocol.md section 2 */
const loginForm = /^[a-z0-9._@-]{3,64}$/;

export function Invite({ onDone }: { onDone: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const me = useMe();
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [functie, setFunctie] = useState('');
  const [tried, setTried] = useState(false);
  const [given, setGiven] = useState<{ code: string; expiresAt: number }>();
  const element = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { busy, problem, run } = useAction<{ code: string; expiresAt: number }>();
  useEffect(() => heading.current?.focus(), []);
  const functies = functiesOf(me.orgType);

  const faults = {
    name: name.trim() ? '' : t.required,
    login: loginForm.test(login) ? '' : t.people.loginWrong,
    functie: functie ? '' : t.required,
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (faults.name || faults.login || faults.functie) focusFirstFault(element.current);
    else void run(() => client.invite(login, name.trim(), functie), setGiven);
  };

  if (given) {
    return (
      <CodePanel
        title={t.people.codeTitle(name.trim())}
        lead={t.people.codeLead}
        code={given.code}
        expiresAt={given.expiresAt}
        onDone={onDone}
      />
    );
  }
  return (
    <section className="panel invite" aria-labelledby="invite">
      <Heading level={2} id="invite" ref={heading} tabIndex={-1}>
        {t.people.invite}
      </Heading>
      <p className="quiet">{t.people.inviteLead}</p>
      <ProblemNotice problem={problem} />
      <form className="form" ref={element} onSubmit={submit} noValidate>
        <TextField label={t.people.name} value={name} onChange={setName} fault={tried ? faults.name : ''} autoComplete="off" />
        <TextField
          label={t.people.login}
          hint={t.people.loginHint}
          value={login}
          onChange={setLogin}
          fault={tried ? faults.login : ''}
          autoComplete="off"
          plain
        />
        <SelectField
          label={t.people.functie}
          value={functie}
          onChange={setFunctie}
          fault={tried ? faults.functie : ''}
          options={[{ value: '', label: '–' }, ...functies.map((one) => ({ value: one, label: t.functies[one] ?? one }))]}
        />
        <div className="form__actions">
          <Act type="submit" busy={busy}>
            {t.people.submit}
          </Act>
          <Act weight="subtle" onClick={onDone}>
            {t.cancel}
          </Act>
        </div>
      </form>
    </section>
  );
}
