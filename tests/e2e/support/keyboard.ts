// SPDX-License-Identifier: EUPL-1.2
// A person without a mouse. After every key the focus is looked for: it is somewhere, in sight, and with a ring around what keys work on.
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** No screen has more stops than this. */
const kMostStops = 150;
const kUsable = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex="0"]';

/** In the page. What is wrong with the focus, in words; nothing when all is well. */
function faultsOfFocus(): string[] {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return ['nothing has the focus'];
  const words = (focused.getAttribute('aria-label') ?? focused.textContent ?? '').trim().slice(0, 40);
  const name = `${focused.tagName.toLowerCase()}.${focused.className} “${words}”`;

  const shown = focused.getBoundingClientRect();
  const clip = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
  let opacity = 1;
  for (let around = focused.parentElement; around; around = around.parentElement) {
    const style = getComputedStyle(around);
    opacity *= Number(style.opacity);
    if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
    const box = around.getBoundingClientRect();
    clip.left = Math.max(clip.left, box.left);
    clip.top = Math.max(clip.top, box.top);
    clip.right = Math.min(clip.right, box.right);
    clip.bottom = Math.min(clip.bottom, box.bottom);
  }
  const left = Math.max(shown.left, clip.left);
  const right = Math.min(shown.right, clip.right);
  const top = Math.max(shown.top, clip.top);
  const bottom = Math.min(shown.bottom, clip.bottom);
  const operable = focused.matches('a, button, input, select, textarea, summary, [tabindex="0"]');
  if (!operable) return [];
  if (right - left < 8 || bottom - top < 8 || opacity < 0.9) return [`${name} has the focus and is not in sight`];
  const onTop = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  if (onTop && !focused.contains(onTop) && !onTop.contains(focused) && !onTop.closest('label')?.contains(focused))
    return [`${name} has the focus behind ${onTop.tagName.toLowerCase()}.${onTop.className}`];

  const ringed = [focused, focused.parentElement, focused.parentElement?.parentElement].flatMap((element) =>
    element ? [{ element, style: getComputedStyle(element) }] : [],
  );
  const ring = [{ element: focused, style: getComputedStyle(focused, '::after') }, ...ringed].find(
    ({ style }) => style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2 && !style.outlineColor.endsWith(', 0)'),
  );
  return ring ? [] : [`${name} has the focus without a ring`];
}

export class Keyboard {
  constructor(private readonly page: Page) {}

  /** Waits until the focus is where a person can see it. */
  async seen(): Promise<void> {
    await expect.poll(() => this.page.evaluate(faultsOfFocus), { timeout: 15_000 }).toEqual([]);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
    await this.seen();
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
    await this.seen();
  }

  async has(target: Locator): Promise<boolean> {
    return target.evaluate((element) => element === document.activeElement);
  }

  /** Presses Tab, or Shift+Tab, until this has the focus. */
  async to(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await target.waitFor();
    for (let presses = 0; presses < kMostStops; ++presses) {
      if (await this.has(target)) return this.seen();
      await this.page.keyboard.press(key);
    }
    throw new Error(`${target} cannot be reached with ${key}`);
  }

  /** To something, and Enter. */
  async enter(target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.to(target, key);
    await this.press('Enter');
  }

  async write(field: Locator, text: string): Promise<void> {
    await this.to(field);
    await this.press('Control+A', 'Delete');
    await this.type(text);
  }

  /** Once around with Tab: everything that can be used is passed, each in sight with a ring, and nothing holds the focus. */
  async around(): Promise<void> {
    const passed = await this.page.evaluateHandle(() => new Set<Element>());
    const isDate = () => this.page.evaluate(() => document.activeElement instanceof HTMLInputElement && document.activeElement.type === 'date');
    for (let presses = 0; ; ++presses) {
      expect(presses).toBeLessThan(kMostStops);
      // Day, month, year and the calendar of a date are stops of their own, in one element.
      const stops = (await isDate()) ? 4 : 1;
      for (let stop = 0; stop < stops; ++stop) await this.page.keyboard.press('Tab');
      const again = await passed.evaluate((set) => {
        const focused = document.activeElement ?? document.body;
        return set.size === set.add(focused).size;
      });
      if (again) break;
      if (await this.page.evaluate(() => document.activeElement !== document.body)) await this.seen();
    }
    const missed = await passed.evaluate((set, usable) => {
      const scope = document.querySelector('dialog[open]') ?? document;
      const groups = new Set([...set].map((one) => (one instanceof HTMLInputElement && one.type === 'radio' ? one.name : '')));
      return [...scope.querySelectorAll<HTMLElement>(usable)]
        .filter((one) => one.tabIndex >= 0 && one.checkVisibility() && !set.has(one))
        .filter((one) => !(one instanceof HTMLInputElement && one.type === 'radio' && groups.has(one.name)))
        .map((one) => one.outerHTML.slice(0, 120));
    }, kUsable);
    expect(missed).toEqual([]);
  }
}
