// SPDX-License-Identifier: EUPL-1.2
// Answering an invitation: which pupil it is about, and whether one has a personal relation to that pupil (rule 15). Only who has none takes
// part.
import { Heading } from '@utrecht/component-library-react';
import { type FormEvent, useRef, useState } from 'react';
import { useClient, useSnapshot } from '../client_context';
import { Act, ActLink } from '../parts/button';
import { Radios } from '../parts/choice';
import { Facts } from '../parts/facts_list';
import { focusFirstFault } from '../parts/focus_first_fault';
import { Notice, ProblemNotice } from '../parts/notice';
import { Page } from '../parts/page';
import { useAction } from '../parts/use_action';
import { Missing } from '../shell/missing';
import { useWords } from '../words/words';

type Answer = 'no' | 'yes';

export function InvitationPage({ room }: { room: string }) {
  const { t, dates } = useWords();
  const client = useClient();
  const { invitations, loaded } = useSnapshot();
  const element = useRef<HTMLFormElement>(null);
  const [answer, setAnswer] = useState<Answer | ''>('');
  const [answered, setAnswered] = useState<Answer | ''>('');
  const [tried, setTried] = useState(false);
  const { busy, problem, run } = useAction();
  const found = invitations.find((one) => one.room === room);
  if (answered) {
    return (
      <Page title={t.plan.invitation} width="text">
        <Notice kind={answered === 'no' ? 'ok' : 'info'} role="status">
          <p>{answered === 'no' ? t.plan.answeredNo : t.plan.answeredYes}</p>
        </Notice>
        <div className="form__actions">
          <ActLink to={{ name: 'home' }} weight="secondary">
            {t.plan.partnerTitle}
          </ActLink>
        </div>
      </Page>
    );
  }
  if (!found) return loaded ? <Missing /> : null;
  const lastDay = dates.day(found.until - 1);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (!answer) {
      focusFirstFault(element.current);
      return;
    }
    await run(
      () => client.answerInvitation(room, answer === 'yes'),
      () => setAnswered(answer),
    );
  };

  return (
    <Page
      title={t.plan.invitation}
      lead={
        <>
          <p>{t.plan.invitationFor(t.room.kinds[found.kind] ?? found.kind, found.byName, found.byOrgName)}</p>
          {found.until > 0 && <p>{found.forName ? t.standIn.forLead(found.forName, lastDay) : t.standIn.untilLead(lastDay)}</p>}
        </>
      }
      width="text"
    >
      <form className="form form--long" ref={element} onSubmit={(event) => void submit(event)} noValidate>
        <section className="panel panel--sealed">
          <Heading level={2}>{t.plan.invitationAbout}</Heading>
          <Facts
            facts={[
              [t.newCase.givenName, found.givenName],
              [t.newCase.familyName, found.familyName],
              [t.plan.invitationBorn, found.birthDate ? dates.calendar(found.birthDate) : '–'],
              [t.plan.invitationSchool, found.schoolName],
            ]}
          />
        </section>
        <section className="panel">
          <Radios
            legend={t.plan.invitationAsk}
            value={answer}
            fault={tried && !answer ? t.required : ''}
            options={[
              { value: 'no', label: t.plan.invitationNo },
              { value: 'yes', label: t.plan.invitationYes, hint: t.plan.invitationYesHint },
            ]}
            onChange={setAnswer}
          />
        </section>
        <p className="quiet">{t.plan.purpose}</p>
        <ProblemNotice problem={problem} />
        <div className="form__actions">
          <Act type="submit" busy={busy} busyLabel={t.plan.answering}>
            {t.plan.invitationAnswer}
          </Act>
          <ActLink to={{ name: 'home' }} weight="subtle">
            {t.cancel}
          </ActLink>
        </div>
      </form>
    </Page>
  );
}
