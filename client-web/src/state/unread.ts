// SPDX-License-Identifier: EUPL-1.2
// How many messages of others one has not read, per thread: counted here where the items are, otherwise the server's count carried on.
import type { Id } from '../protocol/id';
import type { RoomReplica } from './room_replica';

function countAfter(room: RoomReplica, me: Id, thread: Id, seq: number): number {
  return room.items.all.filter(
    ({ seq: at, header }) => at > seq && header.thread === thread && header.from !== me && header.type === 'text',
  ).length;
}

/** Threads without anything unread are left out. */
export function unreadByThread(room: RoomReplica): ReadonlyMap<Id, number> {
  const { summary, items, cursors } = room;
  const counted = new Map(summary.unread.map(({ thread, count }) => [thread, count]));
  if (!items.loaded) return counted;
  const me = summary.leaf;
  const out = new Map<Id, number>();
  for (const thread of new Set([...counted.keys(), ...items.all.map(({ header }) => header.thread)])) {
    const read = cursors.read(me, thread);
    const allHere = items.complete || read >= items.first - 1;
    const count = allHere ? countAfter(room, me, thread, read) : (counted.get(thread) ?? 0) + countAfter(room, me, thread, summary.lastSeq);
    if (count > 0) out.set(thread, count);
  }
  return out;
}
