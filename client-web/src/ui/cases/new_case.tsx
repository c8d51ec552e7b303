// SPDX-License-Identifier: EUPL-1.2
// Opening a case: a signal in words, who thinks along, and apart from it the sealed card of the pupil. No tick-list and no score.
import { Heading } from '@utrecht/component-library-react';
import { Lock } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { AgeBand, Case, Person } from '../../state/model';
import { useClient, useMe, useSnapshot } from '../client_context';
import { Act } from '../parts/button';
import { Check, Radios } from '../parts/choice';
import { SelectField, TextAreaField, TextField } from '../parts/field';
import { focusFirstFault } from '../parts/focus_first_fault';
import { Notice, ProblemNotice } from '../parts/notice';
import { Page } from '../parts/page';
import { useAction } from '../parts/use_action';
import { useFormDraft } from '../parts/use_draft';
import { navigate } from '../router';
import { Missing } from '../shell/missing';
import { useWords } from '../words/words';
import { caseAgain, emptyCase, faultsIn, newCaseOf } from './case_form';
import { Criteria } from './episodes';

const ageBands: readonly AgeBand[] = ['<12', '12-15', '16-17', '18+'];

/** A new episode of a case that was closed (rule 21). */
export function ContinueCase({ caseId }: { caseId: string }) {
  const { cases, loaded } = useSnapshot();
  const earlier = cases.find(({ id }) => id === caseId);
  if (earlier?.closed && earlier.mySide === 'school' && earlier.identity) return <NewCase earlier={earlier} />;
  return loaded ? <Missing /> : null;
}

export function NewCase({ earlier }: { earlier?: Case }) {
  const { t } = useWords();
  const client = useClient();
  const me = useMe();
  const [form, change, clear] = useFormDraft(earlier ? `new-case-${earlier.id}` : 'new-case', earlier ? caseAgain(earlier) : emptyCase);
  const [colleagues, setColleagues] = useState<readonly Person[]>([]);
  const [tried, setTried] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const { busy, problem, run } = useAction<string>();

  useEffect(() => {
    let gone = false;
    void client.colleagues().then((outcome) => {
      if (outcome.ok && !gone) setColleagues(outcome.value.filter((person) => person.account !== me.account));
    });
    return () => {
      gone = true;
    };
  }, [client, me.account]);

  const faults = faultsIn(form, t);
  const shown = tried ? faults : {};
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (Object.values(faults).some(Boolean)) {
      focusFirstFault(element.current);
      return;
    }
    void run(
      () => client.openCase(newCaseOf(form, earlier?.id ?? '')),
      (caseId) => {
        clear();
        navigate({ name: 'case', caseId }, 'replace');
      },
    );
  };
  const toggle = (account: string, on: boolean): void =>
    change({ team: on ? [...form.team, account] : form.team.filter((one) => one !== account) });

  return (
    <Page
      title={earlier ? t.episodes.title(earlier.reference) : t.newCase.title}
      windowTitle={earlier ? t.episodes.again : t.newCase.title}
      lead={<p>{earlier ? t.episodes.lead : t.newCase.lead}</p>}
      width="text"
    >
      {earlier && <Criteria earlier={earlier} />}
      <form className="form form--long" ref={element} onSubmit={submit} noValidate>
        <section className="panel" aria-labelledby="new-signal">
          <Heading level={2} id="new-signal">
            {t.newCase.signal}
          </Heading>
          <p className="quiet">{t.newCase.signalLead}</p>
          <TextAreaField
            label={t.newCase.behaviour}
            hint={t.newCase.behaviourHint}
            value={form.behaviour}
            onChange={(behaviour) => change({ behaviour })}
            fault={shown.behaviour}
            rows={6}
          />
          <TextAreaField
            label={t.newCase.context}
            hint={t.newCase.contextHint}
            value={form.context}
            onChange={(context) => change({ context })}
            fault={shown.context}
          />
          <TextAreaField
            label={t.newCase.source}
            hint={t.newCase.sourceHint}
            value={form.source}
            onChange={(source) => change({ source })}
            fault={shown.source}
            rows={2}
          />
          <SelectField
            label={t.newCase.kind}
            value={form.kind}
            onChange={(kind) => change({ kind })}
            fault={shown.kind}
            options={[
              { value: '', label: t.newCase.kindChoose },
              ...Object.entries(t.signalKinds).map(([value, label]) => ({ value, label })),
            ]}
          />
          <Radios
            legend={t.newCase.age}
            hint={t.newCase.ageHint}
            fault={shown.ageBand}
            value={form.ageBand}
            layout="row"
            options={ageBands.map((band) => ({ value: band, label: t.ageBands[band] }))}
            onChange={(ageBand) => change({ ageBand })}
          />
        </section>

        <section className="panel" aria-labelledby="new-team">
          <Heading level={2} id="new-team">
            {t.newCase.team}
          </Heading>
          <p className="quiet">{t.newCase.teamLead}</p>
          <fieldset className="choices choices--cards plain-fieldset">
            <legend>{t.newCase.colleagues}</legend>
            {colleagues.length === 0 && <p className="quiet">{t.newCase.noColleagues}</p>}
            <div className="choices__list">
              {colleagues.map((person) => (
                <Check
                  key={person.account}
                  label={person.name}
                  hint={t.functies[person.functie] ?? person.functie}
                  checked={form.team.includes(person.account)}
                  onChange={(on) => toggle(person.account, on)}
                />
              ))}
            </div>
          </fieldset>
          <SelectField
            label={t.newCase.lead_}
            value={form.team.includes(form.lead) ? form.lead : ''}
            onChange={(lead) => change({ lead })}
            options={[
              { value: '', label: t.newCase.leadMe(me.name) },
              ...colleagues
                .filter((person) => form.team.includes(person.account))
                .map((person) => ({ value: person.account, label: person.name })),
            ]}
          />
        </section>

        <section className="panel panel--sealed" aria-labelledby="new-identity">
          <p className="seal">
            <Lock aria-hidden /> {t.newCase.identitySeal}
          </p>
          <Heading level={2} id="new-identity">
            {t.newCase.identity}
          </Heading>
          <p>{t.newCase.identityWho}</p>
          <div className="form__pair">
            <TextField
              label={t.newCase.givenName}
              value={form.givenName}
              onChange={(givenName) => change({ givenName })}
              fault={shown.givenName}
              autoComplete="off"
            />
            <TextField
              label={t.newCase.familyName}
              value={form.familyName}
              onChange={(familyName) => change({ familyName })}
              fault={shown.familyName}
              autoComplete="off"
            />
          </div>
          <TextField
            type="date"
            label={t.newCase.birthDate}
            value={form.birthDate}
            onChange={(birthDate) => change({ birthDate })}
            autoComplete="off"
            className="field--date"
            required={false}
          />
          <TextField
            label={t.newCase.contact}
            hint={t.newCase.contactHint}
            value={form.contact}
            onChange={(contact) => change({ contact })}
            autoComplete="off"
            required={false}
          />
          <TextField
            label={t.newCase.aliases}
            hint={t.newCase.aliasesHint}
            value={form.aliases}
            onChange={(aliases) => change({ aliases })}
            autoComplete="off"
            required={false}
          />
        </section>

        <Notice kind="info">
          <p>{t.newCase.draft}</p>
        </Notice>
        <ProblemNotice problem={problem} />
        {tried && Object.values(faults).some(Boolean) && (
          <p className="choices__fault" role="alert">
            {t.emptyForm}
          </p>
        )}
        <div className="form__actions">
          <Act type="submit" busy={busy} busyLabel={t.newCase.opening}>
            {t.newCase.submit}
          </Act>
          <Act weight="subtle" onClick={() => navigate({ name: 'home' })}>
            {t.cancel}
          </Act>
        </div>
      </form>
    </Page>
  );
}
