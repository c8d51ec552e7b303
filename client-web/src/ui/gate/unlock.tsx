// SPDX-License-Identifier: EUPL-1.2
// The locked screen: nothing of the content is on it, and what was being typed waits behind it.
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useClient, useSnapshot } from '../client_context';
import { Act } from '../parts/button';
import { PassphraseField, Username } from '../parts/field';
import { ProblemNotice } from '../parts/notice';
import { useAction } from '../parts/use_action';
import { useWords } from '../words/words';
import { GateFrame } from './gate_frame';
import { refusalHere } from './refusal';

export function Unlock() {
  const { t } = useWords();
  const client = useClient();
  const { lockedLogin } = useSnapshot();
  const [passphrase, setPassphrase] = useState('');
  const [tried, setTried] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { busy, problem, run } = useAction();
  useEffect(() => input.current?.focus(), []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (passphrase) void run(() => client.unlock(passphrase));
    else input.current?.focus();
  };
  return (
    <GateFrame title={t.unlock.title} lead={t.unlock.lead}>
      <ProblemNotice problem={refusalHere(problem, { bad_credentials: t.unlock.wrong })} />
      <p className="gate__who">
        <span>{t.signIn.login}</span> <strong className="mono">{lockedLogin}</strong>
      </p>
      <form className="form" onSubmit={submit} noValidate>
        <Username login={lockedLogin} />
        <PassphraseField
          label={t.signIn.passphrase}
          value={passphrase}
          onChange={setPassphrase}
          fault={tried && !passphrase ? t.required : ''}
          autoComplete="current-password"
          inputRef={input}
        />
        <div className="form__actions">
          <Act type="submit" busy={busy} busyLabel={t.signIn.deriving}>
            {t.unlock.submit}
          </Act>
          <Act weight="subtle" onClick={() => void client.signOut()}>
            {t.unlock.other}
          </Act>
        </div>
      </form>
    </GateFrame>
  );
}
