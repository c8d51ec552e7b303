// SPDX-License-Identifier: EUPL-1.2
// What was said and is not yet known to be durable on the server. In memory only; survives lost connections and the lock, not sign-out.
import type { Id } from '../protocol/id';
import type { Item } from '../protocol/item';
import type { Payload } from '../protocol/payload';
import type { Problem } from './model';

export interface Outgoing {
  readonly room: Id;
  readonly id: Id;
  readonly thread: Id;
  readonly payload: Payload;
  readonly at: number;
  /** once sealed the same bytes are sent until they are acknowledged, or the server said that it does not have them */
  sealed: Item | undefined;
  /** how often it had to be sealed again */
  resealed: number;
  problem: Problem | undefined;
}

export class Outbox {
  private items: readonly Outgoing[] = [];

  add(item: Pick<Outgoing, 'room' | 'id' | 'thread' | 'payload' | 'at'>): void {
    this.items = [...this.items, { ...item, sealed: undefined, resealed: 0, problem: undefined }];
  }

  ofRoom(room: Id): readonly Outgoing[] {
    return this.items.filter((item) => item.room === room);
  }

  /** The first of a room that still has to go. */
  next(room: Id): Outgoing | undefined {
    return this.items.find((item) => item.room === room && item.problem === undefined);
  }

  /** It stands in the room's chain. */
  arrived(id: Id): void {
    this.items = this.items.filter((item) => item.id !== id);
  }

  wipe(): void {
    this.items = [];
  }
}
