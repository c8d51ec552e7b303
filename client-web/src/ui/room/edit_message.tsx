// SPDX-License-Identifier: EUPL-1.2
// Changing one's own message in its place, under the same check as a new one.
import { useCallback, useEffect, useId, useRef, useState } from 'react';
import type { Message, Room } from '../../state/model';
import { useClient } from '../client_context';
import { Act } from '../parts/button';
import { GuardedText, type GuardedTextHandle } from '../parts/guarded_text';
import { ProblemNotice } from '../parts/notice';
import { useAction } from '../parts/use_action';
import { useFindings } from '../parts/use_findings';
import { useWords } from '../words/words';

export function EditMessage({ room, message, onDone }: { room: Room; message: Message; onDone: () => void }) {
  const { t } = useWords();
  const client = useClient();
  const id = useId();
  const [text, setText] = useState(message.text);
  const handle = useRef<GuardedTextHandle>(null);
  const place = useRef<HTMLDivElement>(null);
  const { busy, problem, run } = useAction();
  const check = useCallback((words: string) => client.check(room.id, words), [client, room.id]);
  const { found, checkNow } = useFindings(text, check);
  useEffect(() => {
    handle.current?.focus();
    place.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);

  const save = async (): Promise<void> => {
    const wanted = text.trim();
    if (!wanted || wanted === message.text) return onDone();
    const [hit] = await checkNow();
    if (hit) return handle.current?.goTo(hit);
    await run(() => client.edit(room.id, message.id, wanted), onDone);
  };
  return (
    <div className="edit" ref={place}>
      <GuardedText
        id={id}
        label={t.thread.editLabel}
        value={text}
        onChange={setText}
        findings={found}
        handle={handle}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
          if (event.key === 'Escape') onDone();
        }}
      />
      <ProblemNotice problem={problem} />
      <div className="form__actions">
        <Act busy={busy} onClick={() => void save()}>
          {t.thread.save}
        </Act>
        <Act weight="subtle" onClick={onDone}>
          {t.cancel}
        </Act>
      </div>
    </div>
  );
}
