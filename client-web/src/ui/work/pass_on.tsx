// SPDX-License-Identifier: EUPL-1.2
// A partner passes on a signal: to which gemeente, who reads it there, and words without names (rule 8).
import { Heading } from '@utrecht/component-library-react';
import { UserRound } from 'lucide-react';
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { AgeBand, Person } from '../../state/model';
import { useClient, useMe } from '../client_context';
import { Act, ActLink } from '../parts/button';
import { Radios } from '../parts/choice';
import { SelectField } from '../parts/field';
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
import { useWords } from '../words/words';

interface Form {
  readonly gemeente: string;
  readonly ageBand: AgeBand | '';
  readonly title: string;
  readonly text: string;
}
const emptyForm: Form = { gemeente: '', ageBand: '', title: '', text: '' };
const ageBands: readonly AgeBand[] = ['<12', '12-15', '16-17', '18+'];

export function PassOn() {
  const { t } = useWords();
  const client = useClient();
  const me = useMe();
  const [form, change, clear] = useFormDraft('pass-on', emptyForm);
  const [officials, setOfficials] = useState<readonly Person[]>();
  const [tried, setTried] = useState(false);
  const [blocked, setBlocked] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const titleHandle = useRef<GuardedTextHandle>(null);
  const textHandle = useRef<GuardedTextHandle>(null);
  const { busy, problem, run } = useAction<string>();
  const check = useCallback((text: string) => client.checkForCase('', text), [client]);
  const inTitle = useFindings(form.title, check);
  const inText = useFindings(form.text, check);

  useEffect(() => {
    let gone = false;
    void client.officials().then((outcome) => {
      if (!gone) setOfficials(outcome.ok ? outcome.value : []);
    });
    return () => {
      gone = true;
    };
  }, [client]);

  const gemeenten = [...new Set((officials ?? []).map(({ orgName }) => orgName))].sort();
  const gemeente = gemeenten.includes(form.gemeente) ? form.gemeente : '';
  const readers = (officials ?? []).filter(({ orgName }) => orgName === gemeente);
  const fault = (value: string): string => (tried && value.trim() === '' ? t.required : '');

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    setBlocked(false);
    const { ageBand } = form;
    const [title, text] = [form.title.trim(), form.text.trim()];
    if (gemeente === '' || ageBand === '' || title === '' || text === '') {
      focusFirstFault(element.current);
      return;
    }
    const [[titleHit], [textHit]] = await Promise.all([inTitle.checkNow(), inText.checkNow()]);
    if (titleHit || textHit) {
      setBlocked(true);
      if (titleHit) titleHandle.current?.goTo(titleHit);
      else if (textHit) textHandle.current?.goTo(textHit);
      return;
    }
    await run(
      () => client.passOn({ gemeente, ageBand, title, text }),
      (room) => {
        clear();
        navigate({ name: 'room', room, thread: '' }, 'replace');
      },
    );
  };

  return (
    <Page title={t.routing.title} lead={<p>{t.routing.lead}</p>} width="text">
      <PhaseBanner phase="anonymous" explain />
      <form className="form form--long" ref={element} onSubmit={(event) => void submit(event)} noValidate>
        <section className="panel" aria-labelledby="pass-on-readers">
          <Heading level={2} id="pass-on-readers">
            {t.routing.readers}
          </Heading>
          {officials?.length === 0 && (
            <Notice kind="warning">
              <p>{t.routing.noGemeente}</p>
            </Notice>
          )}
          <SelectField
            label={t.routing.gemeente}
            hint={t.routing.gemeenteHint}
            value={gemeente}
            fault={fault(gemeente)}
            onChange={(chosen) => change({ gemeente: chosen })}
            options={[{ value: '', label: t.routing.gemeenteChoose }, ...gemeenten.map((name) => ({ value: name, label: name }))]}
          />
          {gemeente === '' && <p className="quiet">{t.routing.readersNone}</p>}
          <ul className="people-list" aria-live="polite">
            {readers.map((person) => (
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
          <p className="quiet">{t.routing.underOwnName(me.name, me.orgName)}</p>
        </section>

        <section className="panel" aria-labelledby="pass-on-what">
          <Heading level={2} id="pass-on-what">
            {t.routing.what}
          </Heading>
          <Radios
            legend={t.routing.age}
            value={form.ageBand}
            fault={fault(form.ageBand)}
            layout="row"
            options={ageBands.map((band) => ({ value: band, label: t.ageBands[band] }))}
            onChange={(ageBand) => change({ ageBand })}
          />
          <GuardedField
            label={t.routing.subject}
            hint={t.routing.subjectHint}
            fault={fault(form.title)}
            value={form.title}
            onChange={(title) => change({ title })}
            findings={inTitle.found}
            lines="one"
            handle={titleHandle}
          />
          <GuardedField
            label={t.routing.text}
            hint={t.routing.textHint}
            fault={fault(form.text)}
            value={form.text}
            onChange={(text) => change({ text })}
            findings={inText.found}
            lines="many"
            handle={textHandle}
          />
        </section>

        <ProblemNotice problem={problem} />
        {blocked && inTitle.found.length + inText.found.length > 0 && (
          <Notice kind="error" role="alert">
            <p>{t.routing.blocked}</p>
          </Notice>
        )}
        <div className="form__actions">
          <Act type="submit" busy={busy} busyLabel={t.routing.sending}>
            {t.routing.submit}
          </Act>
          <ActLink to={{ name: 'home' }} weight="subtle">
            {t.cancel}
          </ActLink>
        </div>
      </form>
    </Page>
  );
}
