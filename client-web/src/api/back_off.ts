// SPDX-License-Identifier: EUPL-1.2
// How long to wait before trying again: doubles from one second to thirty, spread by chance so that a thousand clients do not return at once.

export const kFirstWaitMs = 1_000;
export const kLongestWaitMs = 30_000;

export class BackOff {
  private attempt = 0;

  /** `chance` gives numbers in [0, 1). */
  constructor(private readonly chance: () => number) {}

  /** Between half and the whole of the doubled wait. */
  nextMs(): number {
    const whole = Math.min(kLongestWaitMs, kFirstWaitMs * 2 ** this.attempt);
    this.attempt = Math.min(this.attempt + 1, 16);
    return Math.round(whole / 2 + (whole / 2) * this.chance());
  }

  reset(): void {
    this.attempt = 0;
  }
}

export function deviceChance(): number {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return value / 2 ** 32;
}
