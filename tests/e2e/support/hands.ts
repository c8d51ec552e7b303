// SPDX-License-Identifier: EUPL-1.2
// The hands of the clock of one browser window, page and worker alike: the device goes on as always, only later. The server's clock stays.
import type { Page } from 'playwright-core';

interface MovableClock {
  beraadForward(ms: number): void;
}

/** In the worker: Playwright's own clock does not reach it. What waits is kept with its moment, so that moving the hands ends the wait. */
function makeMovable(): void {
  const scope = globalThis as unknown as MovableClock & Pick<typeof globalThis, 'setTimeout' | 'clearTimeout'>;
  const { setTimeout: wait, clearTimeout: stop } = globalThis;
  const now = Date.now.bind(Date);
  const waiting = new Map<number, { at: number; run: () => void; timer: ReturnType<typeof wait> }>();
  let ahead = 0;
  Date.now = () => now() + ahead;
  const arm = (id: number, at: number, run: () => void): void => {
    const timer = wait(
      () => {
        waiting.delete(id);
        run();
      },
      Math.max(0, at - Date.now()),
    );
    waiting.set(id, { at, run, timer });
  };
  let last = 1_000_000_000;
  scope.setTimeout = ((run: () => void, ms = 0) => {
    arm(++last, Date.now() + ms, run);
    return last;
  }) as unknown as typeof setTimeout;
  scope.clearTimeout = ((id: number) => {
    stop(waiting.get(id)?.timer ?? id);
    waiting.delete(id);
  }) as typeof clearTimeout;
  scope.beraadForward = (ms) => {
    ahead += ms;
    for (const [id, { at, run, timer }] of [...waiting]) {
      stop(timer);
      arm(id, at, run);
    }
  };
}

export class Hands {
  private constructor(private readonly page: Page) {}

  /** Once per load of the page, before anybody signs in. */
  static async of(page: Page): Promise<Hands> {
    await page.clock.install();
    await page.reload();
    const worker = page.workers()[0] ?? (await page.waitForEvent('worker'));
    await worker.evaluate(makeMovable);
    return new Hands(page);
  }

  async forward(ms: number): Promise<void> {
    await this.page.workers()[0]?.evaluate((by) => (globalThis as unknown as MovableClock).beraadForward(by), ms);
    await this.page.clock.fastForward(ms);
  }
}
