// SPDX-License-Identifier: EUPL-1.2
// What the server in memory keeps of a room.
import type { Bytes } from '../../crypto/bytes';
import type { Id } from '../../protocol/id';
import { decodeHeader, type ItemHeader, type StoredItem } from '../../protocol/item';

// biome-ignore lint/suspicious/noExplicitAny: a test server trusts its clients
type Frame = any;

export interface MemoryRoom {
  readonly id: Id;
  readonly kind: string;
  readonly caseId: Id;
  readonly createdAt: number;
  readonly entries: Frame[];
  readonly items: StoredItem[];
  readonly heads: Bytes[];
  readonly members: Map<Id, Id>;
  readonly cursors: Map<string, { leaf: Id; thread: string; seq: number }>;
  owner: string;
  closed: boolean;
}

export function headerOf(item: StoredItem): ItemHeader | undefined {
  const header = decodeHeader(item.h);
  return header.ok ? header.value : undefined;
}

/** Of the newest item of this leaf; 0 when there is none. */
export function lastCounter(room: MemoryRoom, leaf: Id): number {
  return Math.max(0, ...room.items.map((item) => (headerOf(item)?.from === leaf ? (headerOf(item)?.ctr ?? 0) : 0)));
}
