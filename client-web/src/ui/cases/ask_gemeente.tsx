// SPDX-License-Identifier: EUPL-1.2
// Turning to the gemeente, for advice or with a report: who will read it, under which name one writes and how that looks to them, and words
// without names.
import { Heading } from '@utrecht/component-library-react';
import { UserRound, VenetianMask } from 'lucide-react';
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { Case, Person } from '../../state/model';
import { useClient, useMe, useSnapshot } from '../client_context';
import { Act } from '../parts/button';
import { Check, Radios } from '../parts/choice';
import { focusFirstFault } from '../parts/focus_first_fault';
import { GuardedField } from '../parts/guarded_field';
import type { GuardedTextHandle } from '../parts/guarded_text';
import { Notice, ProblemNotice } from '../parts/notice';
import { Page } from '../parts/page';
import { PhaseBanner } from '../parts/phase';
import { useAction } from '../parts/use_action';
import { useFormDraft } from '../parts/use_draft';
import { useFindings } from '../parts/use_findings';
import { navigate } from '../router';
import { Missing } from '../shell/missing';
import { useWords } from '../words/words';

interface Form {
  readonly as: 'name' | 'pseudonym' | '';
  readonly showSchool: boolean;
  readonly title: string;
  readonly question: string;
}
const emptyForm: Form = { as: '', showSchool: false, title: '', question: '' };

type Kind = 'consult' | 'melding';

export function AskGemeente({ caseId, kind }: { caseId: string; kind: Kind }) {
  const { cases, loaded } = useSnapshot();
  const found = cases.find((one) => one.id === caseId);
  if (!found) return loaded ? <Missing /> : null;
  return <AskForm of={found} kind={kind} />;
}

/** A report is as complete as possible; what is not recorded is said and forbids nothing (rule 7). */
function NotComplete({ of }: { of: Case }) {
  const { t } = useWords();
  const { facts } = of;
  const missing = [
    facts.pupil_talk ? '' : t.startReport.noPupilTalk,
    facts.talk_with_parents ? '' : t.startReport.noAnswers,
    facts.parents_talk || of.ageBand === '18+' ? '' : t.startReport.noParentsTalk,
  ].filter(Boolean);
  if (missing.length === 0) return null;
  return (
    <Notice kind="warning" title={t.startReport.notComplete}>
      <ul>
        {missing.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </Notice>
  );
}

function AskForm({ of, kind }: { of: Case; kind: Kind }) {
  const { t } = useWords();
  const caseId = of.id;
  const words = kind === 'melding' ? t.startReport : t.startConsult;
  const client = useClient();
  const me = useMe();
  const [form, change, clear] = useFormDraft(`${kind}-${caseId}`, emptyForm);
  const [partners, setPartners] = useState<readonly Person[]>();
  const [tried, setTried] = useState(false);
  const [blocked, setBlocked] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const titleHandle = useRef<GuardedTextHandle>(null);
  const questionHandle = useRef<GuardedTextHandle>(null);
  const { busy, problem, run } = useAction<string>();

  const check = useCallback((text: string) => client.checkForCase(caseId, text), [client, caseId]);
  const inTitle = useFindings(form.title, check);
  const inQuestion = useFindings(form.question, check);

  useEffect(() => {
    let gone = false;
    void client.consultPartners(caseId).then((outcome) => {
      if (!gone) setPartners(outcome.ok ? outcome.value : []);
    });
    return () => {
      gone = true;
    };
  }, [client, caseId]);

  const faults = {
    as: form.as ? '' : t.required,
    title: form.title.trim() ? '' : t.required,
    question: form.question.trim() ? '' : t.required,
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    setBlocked(false);
    if (!form.as || faults.title || faults.question) {
      focusFirstFault(element.current);
      return;
    }
    const [[titleHit], [questionHit]] = await Promise.all([inTitle.checkNow(), inQuestion.checkNow()]);
    if (titleHit || questionHit) {
      setBlocked(true);
      if (titleHit) titleHandle.current?.goTo(titleHit);
      else if (questionHit) questionHandle.current?.goTo(questionHit);
      return;
    }
    const { as, showSchool } = form;
    await run(
      () => {
        const common = { caseId, as, showSchool: as === 'name' || showSchool, title: form.title.trim() };
        const text = form.question.trim();
        return kind === 'melding' ? client.startReport({ ...common, text }) : client.startConsult({ ...common, question: text });
      },
      (room) => {
        clear();
        navigate({ name: 'room', room, thread: '' }, 'replace');
      },
    );
  };

  return (
    <Page title={words.title} lead={<p>{words.lead}</p>} width="text">
      <PhaseBanner phase="anonymous" explain />
      {kind === 'melding' && <NotComplete of={of} />}
      <form className="form form--long" ref={element} onSubmit={(event) => void submit(event)} noValidate>
        <section className="panel">
          <Heading level={2}>{words.partners}</Heading>
          {partners?.length === 0 && (
            <Notice kind="warning">
              <p>{t.startConsult.noPartners}</p>
            </Notice>
          )}
          <ul className="people-list">
            {partners?.map((person) => (
              <li key={person.account}>
                <UserRound aria-hidden />
                <span>
                  <strong>{person.name}</strong>
                  <span className="quiet">
                    {t.functies[person.functie] ?? person.functie}, {person.orgName}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </section>

        <section className="panel">
          <Radios
            legend={t.startConsult.as}
            value={form.as}
            fault={tried ? faults.as : ''}
            options={[
              { value: 'name', label: t.startConsult.asName, hint: t.startConsult.asNameHint },
              { value: 'pseudonym', label: t.startConsult.asPseudonym, hint: t.startConsult.asPseudonymHint },
            ]}
            onChange={(as) => change({ as })}
          />
          {form.as === 'pseudonym' && (
            <Check
              label={t.startConsult.showSchool}
              hint={t.startConsult.showSchoolHint}
              checked={form.showSchool}
              onChange={(showSchool) => change({ showSchool })}
            />
          )}
          {form.as && (
            <div className="preview" aria-live="polite">
              <p className="preview__label">{t.startConsult.preview}</p>
              <div className="preview__person">
                <span className="avatar" aria-hidden>
                  {form.as === 'name' ? <UserRound /> : <VenetianMask />}
                </span>
                {form.as === 'name' ? (
                  <span>
                    <strong>{me.name}</strong>
                    <span className="quiet">
                      {t.functies[me.functie] ?? me.functie}, {me.orgName}
                    </span>
                  </span>
                ) : (
                  <strong>{form.showSchool ? t.room.ofSchool(me.orgName) : t.room.someSchool}</strong>
                )}
              </div>
            </div>
          )}
        </section>

        <section className="panel">
          <Heading level={2}>{words.what}</Heading>
          <GuardedField
            label={words.title_}
            hint={words.titleHint}
            fault={tried ? faults.title : ''}
            value={form.title}
            onChange={(title) => change({ title })}
            findings={inTitle.found}
            lines="one"
            handle={titleHandle}
          />
          <GuardedField
            label={words.question}
            hint={words.questionHint}
            fault={tried ? faults.question : ''}
            value={form.question}
            onChange={(question) => change({ question })}
            findings={inQuestion.found}
            lines="many"
            handle={questionHandle}
          />
        </section>

        <ProblemNotice problem={problem} />
        {blocked && inTitle.found.length + inQuestion.found.length > 0 && (
          <Notice kind="error" role="alert">
            <p>{words.blocked}</p>
          </Notice>
        )}
        <div className="form__actions">
          <Act type="submit" busy={busy} busyLabel={t.startConsult.sending}>
            {words.submit}
          </Act>
          <Act weight="subtle" onClick={() => navigate({ name: 'case', caseId })}>
            {t.cancel}
          </Act>
        </div>
      </form>
    </Page>
  );
}
