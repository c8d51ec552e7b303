// SPDX-License-Identifier: EUPL-1.2
// Locks after fifteen minutes in which the person did nothing, and says so two minutes before. Also true after the device slept.
import type { Cancel, Clock } from '../api/clock';

export const kLockAfterMs = 15 * 60_000;
export const kWarnBeforeMs = 2 * 60_000;
/** The server hears at most once in this time that the person is active. */
export const kTouchEveryMs = 60_000;

export interface LockState {
  /** Device time of the lock, 0 when the timer does not run. */
  readonly locksAt: number;
  readonly warning: boolean;
}

export interface LockEvents {
  changed(state: LockState): void;
  lock(): void;
  /** The person is active and the server has not heard so for a while. */
  touchServer(): void;
}

export class LockTimer {
  private cancel: Cancel | undefined;
  private cancelTell: Cancel | undefined;
  private state: LockState = { locksAt: 0, warning: false };
  private toldServerAt = 0;

  constructor(
    private readonly clock: Clock,
    private readonly events: LockEvents,
  ) {}

  start(): void {
    this.toldServerAt = this.clock.now();
    this.arm(this.clock.now() + kLockAfterMs);
  }

  stop(): void {
    this.cancel?.();
    this.cancel = undefined;
    this.cancelTell?.();
    this.cancelTell = undefined;
    this.show({ locksAt: 0, warning: false });
  }

  /** The person did something. After the moment of locking this no longer helps. */
  touch(): void {
    const now = this.clock.now();
    if (this.state.locksAt === 0) return;
    if (now >= this.state.locksAt) {
      this.fire();
      return;
    }
    this.tellServer();
    // Moving the lock for every key stroke would publish a snapshot each time: within a second of the last move nothing changes.
    if (now + kLockAfterMs - this.state.locksAt >= 1000) this.arm(now + kLockAfterMs);
  }

  /** At once, or at the end of the minute: so the server's session never ends before this lock. */
  private tellServer(): void {
    const wait = this.toldServerAt + kTouchEveryMs - this.clock.now();
    const tell = () => {
      this.cancelTell = undefined;
      this.toldServerAt = this.clock.now();
      this.events.touchServer();
    };
    if (wait <= 0) tell();
    else this.cancelTell ??= this.clock.after(wait, tell);
  }

  private arm(locksAt: number): void {
    this.cancel?.();
    const now = this.clock.now();
    const warnAt = locksAt - kWarnBeforeMs;
    const warning = now >= warnAt;
    this.cancel = this.clock.after((warning ? locksAt : warnAt) - now, () => this.due(locksAt));
    this.show({ locksAt, warning });
  }

  private due(locksAt: number): void {
    if (this.clock.now() >= locksAt) this.fire();
    else this.arm(locksAt);
  }

  private fire(): void {
    this.stop();
    this.events.lock();
  }

  private show(state: LockState): void {
    if (state.locksAt === this.state.locksAt && state.warning === this.state.warning) return;
    this.state = state;
    this.events.changed(state);
  }
}
