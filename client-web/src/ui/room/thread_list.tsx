// SPDX-License-Identifier: EUPL-1.2
// The conversations of a room, the one with the latest message first, each with what is unread in it.
import { MessageSquarePlus } from 'lucide-react';
import type { Room, Thread } from '../../state/model';
import { ActLink } from '../parts/button';
import { RouteLink } from '../router';
import { useWords } from '../words/words';

interface ThreadListProps {
  readonly room: Room;
  readonly threads: readonly Thread[];
  readonly current: string;
}

export function ThreadList({ room, threads, current }: ThreadListProps) {
  const { t, dates } = useWords();
  return (
    <nav className="threads" aria-labelledby="threads-title">
      <div className="threads__head">
        <h2 id="threads-title">{t.room.threads}</h2>
        {!room.closed && !room.broken && (
          <ActLink to={{ name: 'new_thread', room: room.id }} weight="subtle" icon={MessageSquarePlus}>
            {t.room.newThread}
          </ActLink>
        )}
      </div>
      {threads.length === 0 && <p className="quiet">{room.historyLoaded === 'none' ? t.room.loading : t.room.noThreads}</p>}
      <ul>
        {threads.map((thread) => (
          <li key={thread.id} className={thread.unread > 0 ? 'thread-link thread-link--unread' : 'thread-link'}>
            <RouteLink
              to={{ name: 'room', room: room.id, thread: thread.id }}
              aria-current={thread.id === current ? 'true' : undefined}
              className="thread-link__link"
            >
              <span className="thread-link__title">{thread.title || t.room.untitled}</span>
              <span className="thread-link__when">{dates.short(thread.lastAt)}</span>
              {thread.unread > 0 && (
                <span className="count">
                  <span aria-hidden>{thread.unread}</span>
                  <span className="for-screen-readers">{t.room.unread(thread.unread)}</span>
                </span>
              )}
            </RouteLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}
