// SPDX-License-Identifier: EUPL-1.2
// A person at a browser of their own: signs in as a person does, and everything looked at is checked by axe and kept as a picture.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { oneTimeCode } from '../../../client-web/tools/one_time_code';
import type { Stage, StagePerson } from './stage';

const kStepMs = 30_000;
const screens = process.env.BERAAD_SCREENS ?? join(import.meta.dirname, '..', '..', '..', 'build', 'screens');
const usedSteps = new Map<string, number>();

export const kDesktop = { width: 1280, height: 800 };
export const kPhone = { width: 375, height: 812 };

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
    ],
  });
}

/** A code that was not used before: the server takes each once. Waits for the next one when it must. */
export async function freshCode(person: StagePerson): Promise<string> {
  const used = usedSteps.get(person.login) ?? Math.floor(Date.now() / kStepMs) - 1;
  await expect.poll(() => Math.floor(Date.now() / kStepMs) + 1, { timeout: 90_000, interval: 250 }).toBeGreaterThan(used);
  const step = Math.max(used + 1, Math.floor(Date.now() / kStepMs));
  usedSteps.set(person.login, step);
  return oneTimeCode(person.totp_secret, step * kStepMs);
}

/** In the page. What is wider than the window, or cut off by something narrower. */
function sticksOut(): string[] {
  const found = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
    if (!element.checkVisibility() || element.closest('.for-screen-readers, [aria-hidden], svg')) return false;
    if (getComputedStyle(element).clipPath !== 'none' || element.getClientRects().length === 0) return false;
    const { left, right } = element.getBoundingClientRect();
    return left < -1 || right > document.documentElement.clientWidth + 1;
  });
  return found.map((element) => `${element.tagName.toLowerCase()}.${element.className}: ${element.innerText?.slice(0, 40)}`);
}

export class Desk {
  readonly foreignRequests: string[] = [];
  readonly complaints: string[] = [];

  private constructor(
    readonly stage: Stage,
    readonly person: StagePerson,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol !== 'blob:' && url.protocol !== 'data:' && url.host !== new URL(stage.origin).host) this.foreignRequests.push(request.url());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy|TrustedHTML|TrustedScript/.test(message.text())) this.complaints.push(message.text());
    });
  }

  static async at(browser: Browser, stage: Stage, person: StagePerson, viewport = kDesktop, before?: (page: Page) => Promise<unknown>): Promise<Desk> {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, viewport, locale: 'nl-NL', timezoneId: 'Europe/Amsterdam' });
    context.setDefaultTimeout(90_000);
    const page = await context.newPage();
    const desk = new Desk(stage, person, context, page);
    await before?.(page);
    await page.goto(stage.origin);
    return desk;
  }

  async fillSignIn(passphrase: string, code: string): Promise<void> {
    await this.page.getByLabel('Inlognaam').fill(this.person.login);
    await this.page.getByLabel('Wachtzin', { exact: true }).fill(passphrase);
    await this.page.getByLabel('Code van 6 cijfers').fill(code);
  }

  /** Waits out a code that the demo has used already. */
  async signIn(): Promise<void> {
    const inside = this.page.getByRole('button', { name: 'Uitloggen' });
    const used = this.page.getByText(/al gebruikt/);
    for (let attempt = 0; attempt < 4; ++attempt) {
      await this.fillSignIn(this.person.passphrase, await freshCode(this.person));
      await this.page.getByRole('button', { name: 'Inloggen', exact: true }).click();
      await inside.or(used).first().waitFor();
      if (await inside.isVisible()) return;
    }
    throw new Error(`${this.person.login} could not sign in`);
  }

  /** A picture for the documentation, after axe has found nothing and nothing sticks out sideways. */
  async look(name: string, fullPage = false): Promise<void> {
    expect(await this.page.evaluate(sticksOut), name).toEqual([]);
    const found = await new AxeBuilder({ page: this.page }).analyze();
    expect(found.violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual([]);
    mkdirSync(screens, { recursive: true });
    await this.page.screenshot({ path: join(screens, `${name}.png`), fullPage });
  }

  /** The same on a wide screen and on a phone. */
  async lookBoth(name: string): Promise<void> {
    await this.look(`screen-${name}-desktop`, true);
    await this.page.setViewportSize(kPhone);
    await this.look(`screen-${name}-phone`, true);
    await this.page.setViewportSize(kDesktop);
  }

  /** The newest head of the room's chain and the number of items it stands for, as "Controle" shows them. */
  async chainHead(): Promise<{ head: string; seq: number }> {
    const place = this.page.getByTestId('chain-head');
    if (!(await place.isVisible())) await this.page.getByText('Controle', { exact: true }).click();
    await place.waitFor();
    return { head: (await place.innerText()).replace(/\s/g, ''), seq: Number(await place.getAttribute('data-seq')) };
  }

  async texts(): Promise<string[]> {
    return this.page.locator('.message__text').allInnerTexts();
  }
}
