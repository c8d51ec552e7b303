// SPDX-License-Identifier: EUPL-1.2
// Waiting for the thing itself: a snapshot that says so. For programs and tests.
import type { BeraadClient, Room, Snapshot } from './model';

export function until<T>(
  client: Pick<BeraadClient, 'snapshot' | 'subscribe'>,
  look: (snapshot: Snapshot) => T | undefined | false,
): Promise<T> {
  return new Promise((resolve) => {
    let stop = (): void => undefined;
    const check = () => {
      const found = look(client.snapshot());
      if (found === undefined || found === false) return false;
      stop();
      resolve(found);
      return true;
    };
    if (!check()) stop = client.subscribe(check);
  });
}

export function roomOf(snapshot: Snapshot, kind: string): Room | undefined {
  return snapshot.rooms.find((room) => room.kind === kind);
}

/** What the outcome holds; a refusal fails the test (or the program) with its words. */
export function granted<T>(outcome: { ok: true; value: T } | { ok: false; problem: { reason: string; message: string } }): T {
  if (!outcome.ok) throw new Error(`${outcome.problem.reason}: ${outcome.problem.message}`);
  return outcome.value;
}
