// SPDX-License-Identifier: EUPL-1.2
// Writing: the draft is kept, what could name the pupil is marked while typing, and with a mark in it nothing leaves.
import { CornerUpLeft, SendHorizontal, X } from 'lucide-react';
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import type { Message, Problem, Room } from '../../state/model';
import { isPickedUp } from '../../state/room_facts';
import { useClient, useMe, useSnapshot } from '../client_context';
import { deskOf, isAnonymous, isToGemeente, nameIn } from '../facts';
import { Act } from '../parts/button';
import { GuardedText, type GuardedTextHandle } from '../parts/guarded_text';
import { ProblemNotice } from '../parts/notice';
import { useDraft } from '../parts/use_draft';
import { useFindings } from '../parts/use_findings';
import { useWords } from '../words/words';
import { quoteOf } from './message';

/** protocol.md section 6: a plaintext is at most 32,000 bytes, and its JSON takes some of them */
const kTextBytes = 30_000;
const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

interface ComposerProps {
  readonly room: Room;
  readonly thread: string;
  readonly replyTo: Message | undefined;
  readonly onReplyDone: () => void;
}

export function Composer({ room, thread, replyTo, onReplyDone }: ComposerProps) {
  const { t } = useWords();
  const client = useClient();
  const me = useMe();
  const { connection } = useSnapshot();
  const id = useId();
  const handle = useRef<GuardedTextHandle>(null);
  const draft = `message-${room.id}-${thread}`;
  const [text, setText] = useDraft(draft);
  const [blocked, setBlocked] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const checking = useRef(false);
  const check = useCallback((words: string) => client.check(room.id, words), [client, room.id]);
  const { found, checkNow } = useFindings(text, check);
  const anonymous = isAnonymous(room);
  // One primary action at a time: first somebody picks it up.
  const mayPickUp = isToGemeente(room) && !isPickedUp(room) && deskOf(me) === 'consulted';
  const tooLong = bytesOf(text) > kTextBytes;

  useEffect(() => {
    if (replyTo) handle.current?.focus();
  }, [replyTo]);

  const stopReply = (): void => {
    onReplyDone();
    handle.current?.focus();
  };
  const send = async (): Promise<void> => {
    const wanted = text.trim();
    if (!wanted || tooLong || checking.current) return handle.current?.focus();
    checking.current = true;
    const hits = await checkNow().catch(() => undefined);
    checking.current = false;
    if (hits?.[0]) {
      setBlocked(true);
      handle.current?.goTo(hits[0]);
      return;
    }
    if (!hits) return setProblem({ reason: 'failed', rule: '', message: t.failed });
    setBlocked(false);
    setProblem(undefined);
    // What was typed while the text was checked is the beginning of the next message.
    const now = client.draft(draft);
    setText(now.startsWith(text) ? now.slice(text.length) : now);
    onReplyDone();
    handle.current?.focus();
    const refused = await client.send(room.id, thread, wanted, replyTo?.id ?? '').then(
      (outcome) => (outcome.ok ? undefined : outcome.problem),
      () => ({ reason: 'failed', rule: '', message: t.failed }),
    );
    if (refused === undefined) return;
    setProblem(refused);
    if (client.draft(draft) === '') setText(wanted);
  };

  return (
    <form
      className="composer"
      aria-label={t.composer.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {replyTo && (
        <div className="composer__reply">
          <CornerUpLeft aria-hidden />
          <p>
            <strong>{t.composer.replying(replyTo.mine ? t.you : nameIn(t, room, replyTo.from))}</strong>
            <span>{quoteOf(replyTo.text)}</span>
          </p>
          <button type="button" className="mini-button" aria-label={t.composer.stopReply} onClick={stopReply}>
            <X aria-hidden />
          </button>
        </div>
      )}
      <ProblemNotice problem={problem} title={t.composer.restored} />
      <div className="composer__line">
        <GuardedText
          id={id}
          label={t.composer.label}
          placeholder={anonymous ? t.composer.placeholderAnonymous : t.composer.placeholder}
          value={text}
          onChange={(next) => {
            setText(next);
            setBlocked(false);
          }}
          findings={found}
          invalid={tooLong}
          describedBy={`${id}-hint`}
          handle={handle}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              void send();
            }
          }}
        />
        <Act type="submit" weight={mayPickUp ? 'secondary' : 'primary'} icon={SendHorizontal}>
          {t.composer.send}
        </Act>
      </div>
      {blocked && found.length > 0 ? (
        <p className="composer__blocked" id={`${id}-hint`} role="alert">
          {t.findings.blocked}
        </p>
      ) : (
        <p className="composer__hint" id={`${id}-hint`}>
          {tooLong ? t.composer.tooLong : connection === 'online' ? t.composer.hint : t.composer.offline}
        </p>
      )}
    </form>
  );
}
