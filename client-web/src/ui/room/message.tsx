// SPDX-License-Identifier: EUPL-1.2
// One message: from whom and when, what it answers, its text, what others thought of it, and how far it came.
import { EyeOff, Pencil, Reply } from 'lucide-react';
import { useId, useRef, useState } from 'react';
import type { Message, Room } from '../../state/model';
import { useClient } from '../client_context';
import { isAnonymous, isToGemeente, nameIn } from '../facts';
import { useAnnounce } from '../parts/announcer';
import { Confirm } from '../parts/confirm';
import { ProblemNotice } from '../parts/notice';
import { useAction } from '../parts/use_action';
import { useFocusIfLost } from '../parts/use_focus_if_lost';
import { useWords } from '../words/words';
import { Delivery } from './delivery';
import { EditMessage } from './edit_message';
import { AddReaction, Reactions } from './reactions';

interface MessageItemProps {
  readonly room: Room;
  readonly message: Message;
  /** follows at once on one of the same sender: the name need not be seen again */
  readonly continues: boolean;
  readonly quoted: Message | undefined;
  readonly onReply: () => void;
}

export function MessageItem({ room, message, continues, quoted, onReply }: MessageItemProps) {
  const { t, dates } = useWords();
  const id = useId();
  const [editing, setEditing] = useState(false);
  const edit = useRef<HTMLButtonElement>(null);
  const react = useRef<HTMLElement>(null);
  useFocusIfLost(edit, editing);
  useFocusIfLost(react, message.reactions.filter((reaction) => reaction.mine).length);
  const name = message.mine ? t.thread.me : nameIn(t, room, message.from);
  const settled = message.seq > 0 && !message.tombstone;
  const open = !room.closed && !room.broken;
  const classes = ['message', message.mine ? 'message--mine' : '', continues ? 'message--continues' : ''].filter(Boolean).join(' ');
  return (
    <li className={classes} id={`message-${message.id}`} data-state={message.state}>
      <article aria-labelledby={id} className="message__bubble">
        <header className="message__head" id={id}>
          <span className={continues ? 'for-screen-readers' : 'message__name'}>{name}</span>
          <time dateTime={new Date(message.at).toISOString()} title={dates.full(message.at)}>
            {dates.time(message.at)}
          </time>
          {message.editedAt > 0 && (
            <span className="message__edited" title={t.thread.editedAt(dates.short(message.editedAt))}>
              {t.thread.edited}
            </span>
          )}
        </header>
        {message.replyTo && <Quote room={room} quoted={quoted} />}
        {message.tombstone && <Removed room={room} message={message} />}
        {!message.tombstone && !editing && <p className="message__text">{message.text}</p>}
        {editing && <EditMessage room={room} message={message} onDone={() => setEditing(false)} />}
        <Reactions room={room} message={message} />
      </article>
      <div className="message__foot">
        {message.mine && <Delivery room={room} message={message} />}
        {settled && open && !editing && (
          <fieldset className="message__actions">
            <legend className="for-screen-readers">{t.thread.actions}</legend>
            <AddReaction room={room} message={message} summary={react} />
            <button type="button" className="mini-button" aria-label={t.thread.reply} title={t.thread.reply} onClick={onReply}>
              <Reply aria-hidden />
            </button>
            {isToGemeente(room) && isAnonymous(room) && <RemoveIdentifying room={room} message={message} />}
            {message.mine && (
              <button
                type="button"
                ref={edit}
                className="mini-button"
                aria-label={t.thread.edit}
                title={t.thread.edit}
                onClick={() => setEditing(true)}
              >
                <Pencil aria-hidden />
              </button>
            )}
          </fieldset>
        )}
      </div>
    </li>
  );
}

/** What was here, who took it away, and what its author can do. */
function Removed({ room, message }: { room: Room; message: Message }) {
  const { t } = useWords();
  const by = message.removedBy && room.participants.find(({ leaf }) => leaf === message.removedBy);
  return (
    <>
      <p className="message__tombstone">{t.thread.tombstone}</p>
      {by && <p className="quiet">{by.me ? t.thread.removedByMe : t.thread.removedBy(nameIn(t, room, by.leaf))}</p>}
      {message.mine && !room.closed && <p className="quiet">{t.thread.writeAgain}</p>}
    </>
  );
}

/** Rule 11: anybody who sees that a message makes the pupil identifiable. */
function RemoveIdentifying({ room, message }: { room: Room; message: Message }) {
  const { t } = useWords();
  const client = useClient();
  const announce = useAnnounce();
  const [asking, setAsking] = useState(false);
  const { busy, problem, run } = useAction();
  const remove = (): void => {
    setAsking(false);
    void run(
      () => client.removeIdentifying(room.id, message.id),
      () => announce(t.thread.removeDone),
    );
  };
  return (
    <>
      <button
        type="button"
        className="mini-button"
        aria-label={t.thread.remove}
        title={t.thread.remove}
        aria-disabled={busy || undefined}
        onClick={() => setAsking(true)}
      >
        <EyeOff aria-hidden />
      </button>
      <ProblemNotice problem={problem} />
      {asking && (
        <Confirm
          title={t.thread.removeTitle}
          body={t.thread.removeBody}
          yes={t.thread.removeYes}
          onNo={() => setAsking(false)}
          onYes={remove}
        />
      )}
    </>
  );
}

const kQuoteLength = 140;

export function quoteOf(text: string): string {
  const flat = text.replace(/\s+/g, ' ');
  return flat.length > kQuoteLength ? `${flat.slice(0, kQuoteLength - 1).replace(/[\s.,;:!?…]+$/, '')}…` : flat;
}

function Quote({ room, quoted }: { room: Room; quoted: Message | undefined }) {
  const { t } = useWords();
  if (!quoted) {
    return (
      <blockquote className="quote">
        <p>{t.thread.quoteMissing}</p>
      </blockquote>
    );
  }
  return (
    <blockquote className="quote">
      <p className="quote__name">{t.thread.replyTo(quoted.mine ? t.you : nameIn(t, room, quoted.from))}</p>
      <p>{quoted.tombstone ? t.thread.tombstone : quoteOf(quoted.text)}</p>
    </blockquote>
  );
}
