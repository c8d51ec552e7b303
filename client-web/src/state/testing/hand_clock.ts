// SPDX-License-Identifier: EUPL-1.2
// A clock that stands still until it is turned: what is due runs in order of time.
import type { Cancel, Clock } from '../../api/clock';

export class HandClock implements Clock {
  private due: { at: number; run: () => void }[] = [];
  constructor(private at = 1_760_000_000_000) {}

  now(): number {
    return this.at;
  }

  after(ms: number, run: () => void): Cancel {
    const entry = { at: this.at + ms, run };
    this.due.push(entry);
    return () => {
      this.due = this.due.filter((other) => other !== entry);
    };
  }

  turn(ms: number): void {
    const until = this.at + ms;
    for (;;) {
      const next = this.due.filter((entry) => entry.at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.due = this.due.filter((entry) => entry !== next);
      this.at = next.at;
      next.run();
    }
    this.at = until;
  }

  /** Time passes and nothing runs, as on a device that sleeps. */
  sleep(ms: number): void {
    this.at += ms;
  }

  /** How long until the next thing is due; -1 when nothing waits. */
  nextIn(): number {
    return this.due.length === 0 ? -1 : Math.min(...this.due.map((entry) => entry.at)) - this.at;
  }
}
