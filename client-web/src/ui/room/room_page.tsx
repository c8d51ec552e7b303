// SPDX-License-Identifier: EUPL-1.2
// One room: what it is and who is in it on top, its conversations beside the one that is read.
import { useEffect } from 'react';
import type { Room } from '../../state/model';
import { useClient, useSnapshot } from '../client_context';
import { threadsByLast } from '../facts';
import { useWindowTitle } from '../parts/page';
import { useWide } from '../parts/use_wide';
import { Missing } from '../shell/missing';
import { useWords } from '../words/words';
import { NewThread } from './new_thread';
import { RoomTop } from './room_top';
import { ThreadList } from './thread_list';
import { ThreadView } from './thread_view';

export type Pane = { readonly kind: 'thread'; readonly thread: string } | { readonly kind: 'new' };

export function RoomPage({ roomId, pane }: { roomId: string; pane: Pane }) {
  const { rooms, loaded } = useSnapshot();
  const room = rooms.find((one) => one.id === roomId);
  if (room) return <OneRoom room={room} pane={pane} />;
  return loaded ? <Missing /> : null;
}

function OneRoom({ room, pane }: { room: Room; pane: Pane }) {
  const { t } = useWords();
  const client = useClient();
  const wide = useWide();
  useWindowTitle(t.room.kinds[room.kind] ?? room.kind);
  useEffect(() => {
    void client.openRoom(room.id);
  }, [client, room.id]);

  const threads = threadsByLast(room);
  const asked = pane.kind === 'thread' ? pane.thread : '';
  const newest = wide && pane.kind === 'thread' ? (threads[0]?.id ?? '') : '';
  const thread = threads.find((one) => one.id === (asked || newest));
  const unknown = asked !== '' && !thread && room.historyLoaded === 'all';
  const inPane = pane.kind === 'new' || asked !== '';

  if (unknown) return <Missing />;
  return (
    <div className={inPane ? 'room room--in-pane' : 'room'}>
      <RoomTop room={room} overview={!inPane} />
      <div className="room__panes">
        {(wide || !inPane) && <ThreadList room={room} threads={threads} current={pane.kind === 'new' ? '' : (thread?.id ?? '')} />}
        {pane.kind === 'new' && <NewThread room={room} />}
        {pane.kind === 'thread' && thread && (wide || inPane) && (
          <ThreadView key={thread.id} room={room} thread={thread} chosen={asked !== ''} />
        )}
        {pane.kind === 'thread' && !thread && (wide || inPane) && (
          <div className="room__nothing">
            <p className="quiet">
              {room.historyLoaded === 'none' ? t.room.loading : threads.length ? t.room.chooseThread : t.room.noThreads}
            </p>
          </div>
        )}
      </div>
    </div>
  );
}
