// SPDX-License-Identifier: EUPL-1.2
// The one snapshot the screens see. Changes of one turn are published together; what did not change keeps its identity.
import type { Snapshot } from './model';
import { share } from './sharing';

export const kStartSnapshot: Snapshot = {
  screen: 'starting',
  lang: 'nl',
  lockedLogin: '',
  connection: 'offline',
  locksAt: 0,
  lockWarning: false,
  endedBecause: '',
  cases: [],
  rooms: [],
  invitations: [],
  accounts: [],
  loaded: false,
};

export class SnapshotStore {
  private current = kStartSnapshot;
  private scheduled = false;
  private readonly listeners = new Set<() => void>();

  /** `render` makes the whole snapshot from the state as it is; it is called at most once a turn. */
  constructor(private readonly render: () => Snapshot) {}

  get(): Snapshot {
    return this.current;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  changed(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    queueMicrotask(() => {
      this.scheduled = false;
      this.publish();
    });
  }

  /** At once; for what must not be seen any longer. */
  publish(): void {
    const before = this.current;
    const next = share(before, this.render());
    if (next === before) return;
    this.current = next;
    for (const listener of [...this.listeners]) listener();
  }
}
