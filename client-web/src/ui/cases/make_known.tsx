// SPDX-License-Identifier: EUPL-1.2
// From anonymous to identified (rule 9), the act of the school: on which ground, what becomes known and to whom. It cannot be undone.
import { Heading } from '@utrecht/component-library-react';
import type { Case } from '../../state/model';
import { useClient, useSnapshot } from '../client_context';
import { Act, ActLink } from '../parts/button';
import { Notice, ProblemNotice } from '../parts/notice';
import { Page } from '../parts/page';
import { useAction } from '../parts/use_action';
import { navigate } from '../router';
import { Missing } from '../shell/missing';
import { useWords } from '../words/words';
import { Timeline } from './timeline';

const kGround = new Set(['ground_consent', 'ground_known', 'ground_risk', 'ground_approval', 'ground_withdrawn']);

export function MakeKnown({ caseId }: { caseId: string }) {
  const { cases, loaded } = useSnapshot();
  const found = cases.find((one) => one.id === caseId);
  const row = found?.openable.find(({ kind }) => kind === 'melding');
  if (!found || !row) return loaded ? <Missing /> : null;
  return <Confirm of={found} missing={row.missing} />;
}

function Confirm({ of, missing }: { of: Case; missing: Case['openable'][number]['missing'] }) {
  const { t } = useWords();
  const client = useClient();
  const { busy, problem, run } = useAction<string>();
  return (
    <Page title={t.plan.makeKnownTitle} windowTitle={t.case_.title} lead={<p>{t.plan.makeKnownLead}</p>} width="text">
      <div className="form form--long">
        {missing.map((one) => (
          <ProblemNotice key={one.reason} problem={one} title={t.records.notYet} />
        ))}
        <Timeline records={of.records.filter(({ record }) => kGround.has(record))} title={t.plan.ground} />
        <section className="panel">
          <Heading level={2}>{t.plan.makeKnownWhat}</Heading>
          <p>{t.plan.makeKnownWhatBody}</p>
          <Heading level={2}>{t.plan.makeKnownWho}</Heading>
          <p>{t.plan.makeKnownWhoBody}</p>
        </section>
        <Notice kind="info">
          <p>{t.plan.makeKnownOld}</p>
        </Notice>
        <ProblemNotice problem={problem} />
        <div className="form__actions">
          {missing.length === 0 && (
            <Act
              busy={busy}
              busyLabel={t.plan.opening}
              onClick={() =>
                void run(
                  () => client.makeKnown(of.id),
                  () => navigate({ name: 'case', caseId: of.id }, 'replace'),
                )
              }
            >
              {t.plan.makeKnownNow}
            </Act>
          )}
          <ActLink to={{ name: 'case', caseId: of.id }} weight="subtle">
            {missing.length === 0 ? t.cancel : t.records.back}
          </ActLink>
        </div>
      </div>
    </Page>
  );
}
