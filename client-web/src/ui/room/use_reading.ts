// SPDX-License-Identifier: EUPL-1.2
// Reading: a message counts as read once its end has been in sight while the window was looked at. New ones are said aloud.
import { useEffect, useRef, useState } from 'react';
import type { Room, Thread } from '../../state/model';
import { useClient } from '../client_context';
import { nameIn, newestSeq } from '../facts';
import { useAnnounce } from '../parts/announcer';
import { useWords } from '../words/words';

function useLookedAt(): boolean {
  const [looked, setLooked] = useState(document.visibilityState === 'visible');
  useEffect(() => {
    const change = (): void => setLooked(document.visibilityState === 'visible');
    document.addEventListener('visibilitychange', change);
    return () => document.removeEventListener('visibilitychange', change);
  }, []);
  return looked;
}

export function useReading(room: Room, thread: Thread, atEnd: boolean): void {
  const client = useClient();
  const looked = useLookedAt();
  const newest = newestSeq(thread.messages);
  useEffect(() => {
    if (looked && atEnd && newest > 0 && thread.unread > 0) void client.markRead(room.id, thread.id, newest);
  }, [client, looked, atEnd, newest, room.id, thread.id, thread.unread]);
}

export function useAnnounceNew(room: Room, thread: Thread): void {
  const { t } = useWords();
  const announce = useAnnounce();
  const heard = useRef(0);
  const newest = newestSeq(thread.messages);
  useEffect(() => {
    const last = thread.messages.at(-1);
    if (heard.current > 0 && newest > heard.current && last && !last.mine) announce(t.thread.newMessage(nameIn(t, room, last.from)));
    heard.current = newest;
  }, [newest, thread.messages, room, announce, t]);
}
