// SPDX-License-Identifier: EUPL-1.2
// The difference between two snapshots as it crosses from the worker to the page, and its application there.
import type { Room, Snapshot } from './model';
import { share } from './sharing';

export interface SnapshotPatch {
  readonly rest: Omit<Snapshot, 'rooms' | 'cases' | 'accounts'>;
  readonly cases?: Snapshot['cases'];
  readonly accounts?: Snapshot['accounts'];
  readonly rooms?: { readonly order: readonly string[]; readonly changed: readonly Room[] };
}

export function snapshotPatch(before: Snapshot, after: Snapshot): SnapshotPatch {
  const { rooms, cases, accounts, ...rest } = after;
  const known = new Set(before.rooms);
  return {
    rest,
    ...(cases === before.cases ? {} : { cases }),
    ...(accounts === before.accounts ? {} : { accounts }),
    ...(rooms === before.rooms ? {} : { rooms: { order: rooms.map(({ id }) => id), changed: rooms.filter((room) => !known.has(room)) } }),
  };
}

export function patched(before: Snapshot, patch: SnapshotPatch): Snapshot {
  const byId = new Map([...before.rooms, ...(patch.rooms?.changed ?? [])].map((room) => [room.id, room]));
  const rooms = patch.rooms?.order.flatMap((id) => byId.get(id) ?? []) ?? before.rooms;
  return share(before, {
    ...patch.rest,
    cases: patch.cases ?? before.cases,
    accounts: patch.accounts ?? before.accounts,
    rooms,
  });
}
