// SPDX-License-Identifier: EUPL-1.2
// Opening a room of a case in which the pupil is known: what goes along, and that one has no relation to the pupil oneself (rule 15).
import { type FormEvent, useRef, useState } from 'react';
import type { Case } from '../../state/model';
import { useClient, useSnapshot } from '../client_context';
import { Act, ActLink } from '../parts/button';
import { Check } from '../parts/choice';
import { focusFirstFault } from '../parts/focus_first_fault';
import { Notice, ProblemNotice } from '../parts/notice';
import { Page } from '../parts/page';
import { PhaseBanner } from '../parts/phase';
import { useAction } from '../parts/use_action';
import { navigate } from '../router';
import { Missing } from '../shell/missing';
import { useWords } from '../words/words';

type Openable = Case['openable'][number];
type Kind = Exclude<Openable['kind'], 'melding'>;

/** Rooms in which nobody with a relation to the pupil takes part. */
const declares = (kind: Kind): boolean => kind !== 'overdracht';

export function OpenRoom({ caseId, kind }: { caseId: string; kind: string }) {
  const { cases, loaded } = useSnapshot();
  const { t } = useWords();
  const found = cases.find((one) => one.id === caseId);
  const row = found?.openable.find((one) => one.kind === kind);
  if (!found || !row || row.kind === 'melding') return loaded ? <Missing /> : null;
  const title = t.plan.open[row.kind] ?? row.kind;
  if (row.missing.length > 0) {
    return (
      <Page title={title} windowTitle={t.case_.title} width="text">
        {row.missing.map((problem) => (
          <ProblemNotice key={problem.reason} problem={problem} title={t.records.notYet} />
        ))}
        <div className="form__actions">
          <ActLink to={{ name: 'case', caseId }} weight="secondary">
            {t.records.back}
          </ActLink>
        </div>
      </Page>
    );
  }
  return <OpenForm caseId={caseId} kind={row.kind} title={title} />;
}

function OpenForm({ caseId, kind, title }: { caseId: string; kind: Kind; title: string }) {
  const { t } = useWords();
  const client = useClient();
  const element = useRef<HTMLFormElement>(null);
  const [noRelation, setNoRelation] = useState(false);
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useAction<string>();
  const missing = declares(kind) && !noRelation;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (missing) {
      focusFirstFault(element.current);
      return;
    }
    await run(
      () => client.openCaseRoom(caseId, kind, noRelation),
      (room) => navigate(declares(kind) ? { name: 'room_people', room } : { name: 'room', room, thread: '' }, 'replace'),
    );
  };
  return (
    <Page title={title} windowTitle={t.case_.title} lead={<p>{t.plan.openLead[kind]}</p>} width="text">
      <PhaseBanner phase="identified" explain />
      <form className="form form--long" ref={element} onSubmit={(event) => void submit(event)} noValidate>
        <Notice kind="info">
          <p>{t.plan.purpose}</p>
        </Notice>
        {declares(kind) && (
          <section className="panel">
            <Check
              label={t.plan.noRelation}
              hint={t.plan.noRelationHint}
              checked={noRelation}
              fault={tried && missing ? t.required : ''}
              onChange={setNoRelation}
            />
          </section>
        )}
        <ProblemNotice problem={problem} />
        <div className="form__actions">
          <Act type="submit" busy={busy} busyLabel={t.plan.opening}>
            {t.plan.openNow}
          </Act>
          <Act weight="subtle" onClick={() => navigate({ name: 'case', caseId })}>
            {t.cancel}
          </Act>
        </div>
      </form>
    </Page>
  );
}
