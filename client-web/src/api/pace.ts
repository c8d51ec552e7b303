// SPDX-License-Identifier: EUPL-1.2
// Keeps the frames of one connection under what the server takes (20 a second, 40 at once), in their order.
import type { Cancel, Clock } from './clock';

const kBurst = 30;
const kPerSecond = 16;

export class Pace {
  private readonly queue: (() => void)[] = [];
  private tokens = kBurst;
  private countedAt: number;
  private cancel: Cancel | undefined;

  constructor(private readonly clock: Clock) {
    this.countedAt = clock.now();
  }

  /** Runs at once when there is room, otherwise as soon as there is. */
  run(action: () => void): void {
    this.queue.push(action);
    this.drain();
  }

  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
    this.queue.length = 0;
  }

  private drain(): void {
    const now = this.clock.now();
    this.tokens = Math.min(kBurst, this.tokens + (Math.max(0, now - this.countedAt) / 1000) * kPerSecond);
    this.countedAt = now;
    while (this.tokens >= 1) {
      const action = this.queue.shift();
      if (action === undefined) return;
      this.tokens -= 1;
      action();
    }
    if (this.queue.length > 0 && this.cancel === undefined) {
      this.cancel = this.clock.after(Math.ceil(((1 - this.tokens) / kPerSecond) * 1000), () => {
        this.cancel = undefined;
        this.drain();
      });
    }
  }
}
