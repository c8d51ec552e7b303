// SPDX-License-Identifier: EUPL-1.2
// Beginning a conversation in a room: a subject and a first message, both under the check of the phase.
import { type FormEvent, useCallback, useRef, useState } from 'react';
import type { Room } from '../../state/model';
import { useClient } from '../client_context';
import { Act } from '../parts/button';
import { focusFirstFault } from '../parts/focus_first_fault';
import { GuardedField } from '../parts/guarded_field';
import type { GuardedTextHandle } from '../parts/guarded_text';
import { ProblemNotice } from '../parts/notice';
import { useFocusOnArrival } from '../parts/page';
import { useAction } from '../parts/use_action';
import { useFormDraft } from '../parts/use_draft';
import { useFindings } from '../parts/use_findings';
import { navigate } from '../router';
import { useWords } from '../words/words';

export function NewThread({ room }: { room: Room }) {
  const { t } = useWords();
  const client = useClient();
  const [form, change, clear] = useFormDraft(`thread-${room.id}`, { title: '', text: '' });
  const [tried, setTried] = useState(false);
  const [blocked, setBlocked] = useState(false);
  const heading = useFocusOnArrival<HTMLHeadingElement>();
  const element = useRef<HTMLFormElement>(null);
  const titleHandle = useRef<GuardedTextHandle>(null);
  const textHandle = useRef<GuardedTextHandle>(null);
  const { busy, problem, run } = useAction<string>();
  const check = useCallback((words: string) => client.check(room.id, words), [client, room.id]);
  const inTitle = useFindings(form.title, check);
  const inText = useFindings(form.text, check);

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    setBlocked(false);
    if (!form.title.trim() || !form.text.trim()) {
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
      () => client.startThread(room.id, form.title.trim(), form.text.trim()),
      (thread) => {
        clear();
        navigate({ name: 'room', room: room.id, thread }, 'replace');
      },
    );
  };

  return (
    <section className="thread thread--new" aria-labelledby="new-thread">
      <div className="thread__form">
        <h2 id="new-thread" ref={heading} tabIndex={-1}>
          {t.newThread.title}
        </h2>
        <p className="quiet">{t.newThread.lead}</p>
        <form className="form" ref={element} onSubmit={(event) => void submit(event)} noValidate>
          <GuardedField
            label={t.newThread.titleLabel}
            value={form.title}
            onChange={(title) => change({ title })}
            findings={inTitle.found}
            fault={tried && !form.title.trim() ? t.required : ''}
            lines="one"
            handle={titleHandle}
          />
          <GuardedField
            label={t.newThread.textLabel}
            value={form.text}
            onChange={(text) => change({ text })}
            findings={inText.found}
            fault={tried && !form.text.trim() ? t.required : ''}
            lines="many"
            handle={textHandle}
          />
          <ProblemNotice problem={problem} />
          {blocked && inTitle.found.length + inText.found.length > 0 && (
            <p className="composer__blocked" role="alert">
              {t.findings.blocked}
            </p>
          )}
          <div className="form__actions">
            <Act type="submit" busy={busy}>
              {t.newThread.submit}
            </Act>
            <Act weight="subtle" onClick={() => navigate({ name: 'room', room: room.id, thread: '' })}>
              {t.cancel}
            </Act>
          </div>
        </form>
      </div>
    </section>
  );
}
