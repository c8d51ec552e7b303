// SPDX-License-Identifier: EUPL-1.2
// A case and its other episodes (rule 21): what it goes on from, with what was agreed then, what it went on as, and going on with it.
import { RotateCcw } from 'lucide-react';
import type { Case } from '../../state/model';
import { useSnapshot } from '../client_context';
import { ActLink } from '../parts/button';
import { Notice } from '../parts/notice';
import { RouteLink } from '../router';
import { useWords } from '../words/words';

const kAgreed = 'reescalation';

/** On what the others agreed, when the case was closed, to begin again; nothing for whoever cannot read it. */
export function Criteria({ earlier }: { earlier: Case }) {
  const { t } = useWords();
  const agreed = earlier.records.filter(({ record }) => record === kAgreed).at(-1)?.text;
  if (!agreed) return null;
  return (
    <Notice kind="info" title={t.episodes.agreed}>
      <p>{agreed}</p>
    </Notice>
  );
}

function CaseLink({ of }: { of: Case }) {
  return (
    <RouteLink to={{ name: 'case', caseId: of.id }} className="mono">
      {of.reference}
    </RouteLink>
  );
}

export function Episodes({ of }: { of: Case }) {
  const { t } = useWords();
  const { cases } = useSnapshot();
  const earlier = cases.find(({ id }) => id === of.continues);
  const later = cases.find(({ id }) => id === of.continuedBy);
  const canGoOn = of.closed && of.mySide === 'school' && of.continuedBy === '';
  if (!earlier && !later && !canGoOn) return null;
  return (
    <>
      {earlier && (
        <p>
          {t.episodes.continues} <CaseLink of={earlier} />
        </p>
      )}
      {earlier && <Criteria earlier={earlier} />}
      {later && (
        <p>
          {t.episodes.continuedBy} <CaseLink of={later} />
        </p>
      )}
      {canGoOn && (
        <>
          <p className="quiet">{t.episodes.hint}</p>
          <Criteria earlier={of} />
          <ActLink to={{ name: 'continue_case', caseId: of.id }} weight="secondary" icon={RotateCcw}>
            {t.episodes.again}
          </ActLink>
        </>
      )}
    </>
  );
}
