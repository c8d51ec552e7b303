// SPDX-License-Identifier: EUPL-1.2
// Somebody walks away from the screen. The browser's clock is moved on; the server's is not, so that its session is alive all the while.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kLockAfterMs, kWarnBeforeMs } from '../../client-web/src/state/lock_timer';
import { Desk, launch } from './support/desk';
import { Hands } from './support/hands';
import { Stage } from './support/stage';

let stage: Stage;
let browser: Browser;
let desk: Desk;
let hands: Hands;

const kTyped = 'Nog niet af: ik wilde ook vragen';
const kSecondMs = 1_000;

const warning = () => desk.page.getByRole('dialog', { name: 'Bent u er nog?' });
const composer = () => desk.page.getByRole('textbox', { name: 'Uw bericht' });
const locked = () => desk.page.getByRole('heading', { name: 'Beraad is vergrendeld' });

async function unlock(passphrase: string): Promise<void> {
  await desk.page.getByLabel('Wachtzin', { exact: true }).fill(passphrase);
  await desk.page.getByRole('button', { name: 'Ontgrendelen' }).click();
}

beforeAll(async () => {
  stage = await Stage.set();
  browser = await launch();
  desk = await Desk.at(browser, stage, stage.person('aandachtsfunctionaris', 'Oeverdam'));
  hands = await Hands.of(desk.page);
});
afterAll(async () => {
  await browser?.close();
  expect(await stage?.end()).toBe(0);
});

describe('a screen that nobody looks at', () => {
  it('warns two minutes before it locks, counts down, and stays when one says so', async () => {
    await desk.signIn();
    await desk.page.getByRole('link', { name: /zondert zich af/ }).click();
    await composer().fill(kTyped);
    await hands.forward(kLockAfterMs - kWarnBeforeMs - 30 * kSecondMs);
    await composer().press('End');
    await hands.forward(kLockAfterMs - kWarnBeforeMs - 30 * kSecondMs);
    await expect.poll(() => desk.page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    expect(await warning().count()).toBe(0);

    await hands.forward(30 * kSecondMs);
    await warning().waitFor();
    const stay = warning().getByRole('button', { name: 'Ik ben er nog' });
    expect(await stay.evaluate((button) => button === document.activeElement)).toBe(true);
    expect(await warning().getByRole('timer').innerText()).toMatch(/^Nog (2 min 00 s|1 min 5\d s)$/);
    await hands.forward(90 * kSecondMs);
    await expect.poll(() => warning().getByRole('timer').innerText()).toMatch(/^Nog [23]\d seconden$/);
    await desk.look('lock-warning-desktop');
    await stay.click();
    await warning().waitFor({ state: 'detached' });
    expect(await composer().evaluate((area) => area === document.activeElement)).toBe(true);
  });

  it('is not kept awake by the warning itself, and shows nothing once it is locked', async () => {
    await hands.forward(kLockAfterMs - kWarnBeforeMs);
    await warning().waitFor();
    await desk.page.keyboard.press('Shift');
    await hands.forward(30 * kSecondMs);
    await expect.poll(() => warning().getByRole('timer').innerText()).toMatch(/^Nog 1 min [0-3]\d s$/);
    await hands.forward(kWarnBeforeMs - 30 * kSecondMs);
    await locked().waitFor();
    const shown = await desk.page.content();
    for (const words of ['zondert zich af', 'Goed dat u dit voorlegt', kTyped]) expect(shown).not.toContain(words);
    await desk.page.getByText(desk.person.login).waitFor();
    await desk.look('locked-desktop');
  });

  it('says plainly that a passphrase is wrong, and brings back what was typed after the right one', async () => {
    await unlock('dit is niet de goede wachtzin');
    await desk.page.getByRole('alert').getByText('Deze wachtzin klopt niet.').waitFor();
    await unlock(desk.person.passphrase);
    await desk.page.getByText('Goed dat u dit voorlegt').first().waitFor();
    expect(await composer().inputValue()).toBe(kTyped);
  });

  it('locks when one presses the lock, and Escape at the warning means that one is there', async () => {
    await hands.forward(kLockAfterMs - kWarnBeforeMs);
    await warning().waitFor();
    await desk.page.keyboard.press('Escape');
    await warning().waitFor({ state: 'detached' });
    await desk.page.getByLabel('Uw account').getByRole('button', { name: 'Vergrendelen' }).click();
    await locked().waitFor();
    await unlock(desk.person.passphrase);
    await expect.poll(() => composer().inputValue()).toBe(kTyped);
  });

  it('forgets what was typed when one signs out from the locked screen', async () => {
    await desk.page.getByLabel('Uw account').getByRole('button', { name: 'Vergrendelen' }).click();
    await desk.page.getByRole('button', { name: 'Uitloggen' }).click();
    await desk.page.getByRole('heading', { name: 'Inloggen' }).waitFor();
    await desk.signIn();
    await desk.page.getByRole('link', { name: /zondert zich af/ }).click();
    await desk.page.getByText('Goed dat u dit voorlegt').first().waitFor();
    expect(await composer().inputValue()).toBe('');
  });
});
