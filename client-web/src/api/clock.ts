// SPDX-License-Identifier: EUPL-1.2
// Time as an argument: what waits asks a Clock, so that a test can turn its hands.

export type Cancel = () => void;

export interface Clock {
  /** Milliseconds since 1970, of this device. */
  now(): number;
  /** Runs once after `ms` unless cancelled before. */
  after(ms: number, run: () => void): Cancel;
}

export const kDeviceClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
