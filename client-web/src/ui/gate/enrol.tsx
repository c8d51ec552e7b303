// SPDX-License-Identifier: EUPL-1.2
// First use of an invitation, in four small steps: the code, a passphrase, the phone, the recovery code.
import { type ReactNode, useState } from 'react';
import { useClient } from '../client_context';
import { useAction } from '../parts/use_action';
import { navigate, RouteLink } from '../router';
import { useWords } from '../words/words';
import { ConnectPhone, EnterCode, type Invitation, KeepRecoveryCode, PickPassphrase } from './enrol_steps';
import { GateFrame } from './gate_frame';
import { tidyInvitation } from './invitation_code';

const kSteps = 4;

export function Enrol() {
  const { t } = useWords();
  const client = useClient();
  const [step, setStep] = useState(1);
  const [code, setCode] = useState('');
  const [invitation, setInvitation] = useState<Invitation>();
  const [passphrase, setPassphrase] = useState('');
  const [recoveryCode, setRecoveryCode] = useState('');
  const start = useAction<Invitation>();
  const finish = useAction<{ recoveryCode: string }>();

  const titles = ['', t.enrol.title, t.enrol.passphraseTitle, t.enrol.totpTitle, t.enrol.recoveryTitle];
  const leads = ['', t.enrol.codeLead, t.passphrase.lead, t.enrol.totpLead, t.enrol.recoveryLead];

  let body: ReactNode;
  if (step === 1 || !invitation) {
    body = (
      <EnterCode
        code={code}
        onCode={setCode}
        busy={start.busy}
        problem={start.problem}
        onSubmit={() =>
          void start.run(
            () => client.enrolStart(tidyInvitation(code)),
            (found) => {
              setInvitation(found);
              setStep(2);
            },
          )
        }
      />
    );
  } else if (step === 2) {
    body = (
      <PickPassphrase
        invitation={invitation}
        onSubmit={(chosen) => {
          setPassphrase(chosen);
          setStep(3);
        }}
      />
    );
  } else if (step === 3) {
    body = (
      <ConnectPhone
        invitation={invitation}
        busy={finish.busy}
        problem={finish.problem}
        onSubmit={(totp) =>
          void finish.run(
            () => client.enrolFinish(tidyInvitation(code), totp, passphrase),
            (done) => {
              setPassphrase('');
              setRecoveryCode(done.recoveryCode);
              setStep(4);
            },
          )
        }
      />
    );
  } else {
    body = <KeepRecoveryCode login={invitation.login} recoveryCode={recoveryCode} onDone={() => navigate({ name: 'home' }, 'replace')} />;
  }

  return (
    <GateFrame
      key={step}
      title={titles[step] ?? ''}
      lead={leads[step]}
      above={
        <div className="stepper">
          <p>{t.enrol.step(step, kSteps)}</p>
          <progress max={kSteps} value={step} aria-label={t.enrol.step(step, kSteps)} />
        </div>
      }
    >
      {body}
      {step === 1 && (
        <p>
          <RouteLink className="utrecht-link utrecht-link--html-a" to={{ name: 'home' }}>
            {t.recover.back}
          </RouteLink>
        </p>
      )}
    </GateFrame>
  );
}
