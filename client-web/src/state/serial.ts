// SPDX-License-Identifier: EUPL-1.2
// One after another: work on the same thing waits for the work before it, also when that failed.

export class Serial {
  private tail: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.tail.then(work, work);
    this.tail = result.catch(() => undefined);
    return result;
  }
}
