// SPDX-License-Identifier: EUPL-1.2
// After the recovery code: a new passphrase, before anything else is shown.
import { type FormEvent, useRef, useState } from 'react';
import { useClient } from '../client_context';
import { Act } from '../parts/button';
import { focusFirstFault } from '../parts/focus_first_fault';
import { ProblemNotice } from '../parts/notice';
import { useAction } from '../parts/use_action';
import { useWords } from '../words/words';
import { GateFrame } from './gate_frame';
import { faultsOf, NewPassphraseFields } from './new_passphrase_fields';

export function ReplacePassphrase() {
  const { t } = useWords();
  const client = useClient();
  const [value, setValue] = useState({ first: '', second: '' });
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { busy, problem, run } = useAction();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const faults = faultsOf(t, value);
    if (faults.first || faults.second) focusFirstFault(form.current);
    else void run(() => client.setPassphrase(value.first));
  };
  return (
    <GateFrame title={t.passphrase.title} lead={t.passphrase.lead}>
      <ProblemNotice problem={problem} />
      <form className="form" ref={form} onSubmit={submit} noValidate>
        <NewPassphraseFields value={value} onChange={setValue} tried={tried} />
        <Act type="submit" busy={busy} busyLabel={t.signIn.deriving}>
          {t.passphrase.submit}
        </Act>
      </form>
    </GateFrame>
  );
}
