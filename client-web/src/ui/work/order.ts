// SPDX-License-Identifier: EUPL-1.2
// The order of the gemeente's work list: who waits longest for a first answer comes first, what is closed comes last.

import type { Room } from '../../state/model';
import { isMine, isPickedUp } from '../../state/room_facts';

export type Shown = 'all' | 'fresh' | 'mine' | 'unread' | 'closed';

export interface Sections {
  readonly fresh: readonly Room[];
  readonly active: readonly Room[];
  readonly closed: readonly Room[];
}

const fits: Record<Shown, (room: Room) => boolean> = {
  all: () => true,
  fresh: (room) => !isPickedUp(room) && !room.closed,
  mine: isMine,
  unread: (room) => room.unread > 0,
  closed: (room) => room.closed,
};

export const isShown = (shown: Shown, room: Room): boolean => fits[shown](room);

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Hyphens, spaces and capitals in what is searched for do not matter. */
export function filtered(rooms: readonly Room[], shown: Shown, search: string): readonly Room[] {
  const wanted = plain(search);
  return rooms.filter((room) => fits[shown](room) && plain(room.reference).includes(wanted));
}

export function sectionsOf(rooms: readonly Room[]): Sections {
  const open = rooms.filter((room) => !room.closed);
  const newestFirst = (a: Room, b: Room): number => b.lastAt - a.lastAt;
  return {
    fresh: open.filter((room) => !isPickedUp(room)).sort((a, b) => a.createdAt - b.createdAt),
    active: open.filter(isPickedUp).sort((a, b) => Number(b.unread > 0) - Number(a.unread > 0) || newestFirst(a, b)),
    closed: rooms.filter((room) => room.closed).sort(newestFirst),
  };
}
