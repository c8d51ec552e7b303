// SPDX-License-Identifier: EUPL-1.2
// Small questions about rooms of a snapshot that need no words. Pure.
import type { Case, Room } from './model';

export const isPickedUp = (room: Room): boolean => room.owner !== '';
export const isMine = (room: Room): boolean => room.participants.some((who) => who.me && who.leaf === room.owner);

export const roomsOf = (found: Case, rooms: readonly Room[]): readonly Room[] =>
  rooms.filter((room) => room.caseId === found.id || found.rooms.includes(room.id));

/** What is in it is known on this device, or never will be. */
export const isHere = (room: Room): boolean => room.historyLoaded !== 'none' || room.broken !== undefined;
