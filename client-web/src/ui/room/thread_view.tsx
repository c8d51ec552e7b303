// SPDX-License-Identifier: EUPL-1.2
// One conversation: its messages by day, older ones on request, and the composer below.
import { ArrowDown, ArrowLeft } from 'lucide-react';
import { Fragment, useEffect, useRef, useState } from 'react';
import type { Message, Room, Thread } from '../../state/model';
import { useClient } from '../client_context';
import { useAnnounce } from '../parts/announcer';
import { Act } from '../parts/button';
import { ProblemNotice } from '../parts/notice';
import { useAction } from '../parts/use_action';
import { useFocusIfLost } from '../parts/use_focus_if_lost';
import { hasActed, RouteLink } from '../router';
import { useWords } from '../words/words';
import { Composer } from './composer';
import { MessageItem } from './message';
import { useAnnounceNew, useReading } from './use_reading';
import { useThreadScroll } from './use_thread_scroll';

/** The id of the first unread message, fixed at the moment the conversation is opened. */
function useFirstUnread(thread: Thread): string {
  const fixed = useRef<string | null>(null);
  if (fixed.current === null && thread.messages.length > 0) {
    const others = thread.messages.filter((message) => !message.mine);
    fixed.current = thread.unread > 0 ? (others.at(-thread.unread)?.id ?? others[0]?.id ?? '') : '';
  }
  return fixed.current ?? '';
}

export function ThreadView({ room, thread, chosen }: { room: Room; thread: Thread; chosen: boolean }) {
  const { t, dates } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const [replyTo, setReplyTo] = useState('');
  const firstUnread = useFirstUnread(thread);
  const { box, atEnd, onScroll, toEnd } = useThreadScroll(thread.messages, firstUnread);
  useReading(room, thread, atEnd);
  useAnnounceNew(room, thread);
  useFocusIfLost(box, thread.whole);
  useEffect(() => {
    if (chosen && hasActed()) heading.current?.focus();
  }, [chosen]);

  const quoted = thread.messages.find((message) => message.id === replyTo);
  return (
    <section className="thread" aria-labelledby="thread-title">
      <div className="thread__head">
        <RouteLink to={{ name: 'room', room: room.id, thread: '' }} className="icon-button thread__back" aria-label={t.room.toThreads}>
          <ArrowLeft aria-hidden />
        </RouteLink>
        <h2 id="thread-title" ref={heading} tabIndex={-1}>
          {thread.title || t.room.untitled}
        </h2>
        <p className="quiet thread__started">{t.room.started(dates.short(thread.startedAt))}</p>
      </div>
      <div className="thread__body">
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard */}
        <section className="thread__scroll" ref={box} onScroll={onScroll} tabIndex={0} aria-label={t.thread.messages}>
          <Older room={room} thread={thread} />
          <ol className="messages">
            {thread.messages.map((message, index) => {
              const earlier = thread.messages[index - 1];
              return (
                <Fragment key={message.id}>
                  {(!earlier || !dates.sameDay(earlier.at, message.at)) && (
                    <li className="messages__day">
                      <span>{dates.day(message.at)}</span>
                    </li>
                  )}
                  {message.id === firstUnread && (
                    <li className="messages__unread" data-unread-from>
                      <span>{t.thread.unreadFromHere}</span>
                    </li>
                  )}
                  <MessageItem
                    room={room}
                    message={message}
                    continues={continues(earlier, message)}
                    quoted={message.replyTo ? thread.messages.find((one) => one.id === message.replyTo) : undefined}
                    onReply={() => setReplyTo(message.id)}
                  />
                </Fragment>
              );
            })}
          </ol>
        </section>
        {!atEnd && (
          <div className="thread__to-end">
            <Act
              weight="secondary"
              icon={ArrowDown}
              onClick={() => {
                toEnd();
                box.current?.focus();
              }}
            >
              {t.thread.toNewest}
            </Act>
          </div>
        )}
      </div>
      {!room.closed && !room.broken && <Composer room={room} thread={thread.id} replyTo={quoted} onReplyDone={() => setReplyTo('')} />}
    </section>
  );
}

const kTogetherMs = 5 * 60_000;

function continues(earlier: Message | undefined, message: Message): boolean {
  return earlier !== undefined && earlier.from === message.from && message.at - earlier.at < kTogetherMs && !message.replyTo;
}

function Older({ room, thread }: { room: Room; thread: Thread }) {
  const { t } = useWords();
  const client = useClient();
  const announce = useAnnounce();
  const asked = useRef<number | null>(null);
  const { busy, problem, run } = useAction();
  const loading = busy || room.loadingOlder;
  const count = thread.messages.length;
  // A conversation of which nothing is here yet is fetched without being asked for.
  const wanted = count === 0 && !thread.whole && room.historyLoaded === 'some' && !room.broken && problem === undefined;
  useEffect(() => {
    if (wanted && !loading) void run(() => client.loadOlder(room.id));
  }, [wanted, loading, run, client, room.id]);
  useEffect(() => {
    if (loading || asked.current === null) return;
    announce(t.thread.olderLoaded(Math.max(0, count - asked.current)));
    asked.current = null;
  }, [loading, count, announce, t]);
  if (thread.whole) return <p className="thread__beginning">{t.thread.beginning}</p>;
  return (
    <div className="thread__older">
      <Act
        weight="subtle"
        busy={loading}
        busyLabel={t.thread.loadingOlder}
        onClick={() => {
          asked.current = count;
          void run(() => client.loadOlder(room.id));
        }}
      >
        {t.thread.older}
      </Act>
      <ProblemNotice problem={problem} />
    </div>
  );
}
