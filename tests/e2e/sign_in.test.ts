// SPDX-License-Identifier: EUPL-1.2
// Every way in which signing in is refused, as somebody sees it who mistyped and does not know why.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, freshCode, launch } from './support/desk';
import { Stage } from './support/stage';

let stage: Stage;
let browser: Browser;
let desk: Desk;

const kWrong = 'dit is niet de goede wachtzin';
const kWrongCode = '000000';
const kUnknown = 'niemand@nergens';

async function submit(): Promise<void> {
  await desk.page.getByRole('button', { name: 'Inloggen', exact: true }).click();
}
/** What the screen says about this attempt. */
async function refusal(passphrase: string, code: string): Promise<string> {
  await desk.fillSignIn(passphrase, code);
  await submit();
  // The answer has come once the code is taken out of its field.
  await expect.poll(() => desk.page.getByLabel('Code van 6 cijfers').inputValue(), { timeout: 60_000 }).toBe('');
  return desk.page.getByRole('alert').innerText();
}

beforeAll(async () => {
  stage = await Stage.set();
  browser = await launch();
  desk = await Desk.at(browser, stage, stage.person('medewerker', 'Meander'));
});
afterAll(async () => {
  await browser?.close();
  expect(await stage?.end()).toBe(0);
});

describe('a sign-in that is refused', () => {
  it('asks the server nothing while a field is empty or a code is short', async () => {
    let asked = 0;
    desk.page.on('request', (request) => {
      if (request.url().includes('/api/sign-in/')) ++asked;
    });
    await submit();
    expect(await desk.page.getByText('Vul dit in.').count()).toBe(3);
    await desk.fillSignIn(kWrong, '123');
    await submit();
    await desk.page.getByText('De code bestaat uit 6 cijfers.').waitFor();
    expect(asked).toBe(0);
  });

  it('says what is wrong with a wrong passphrase, keeps it, and says the same of an account that does not exist', async () => {
    const said = await refusal(kWrong, kWrongCode);
    expect(said).toContain('U bent niet ingelogd.');
    expect(said).toContain('De inlognaam of de wachtzin klopt niet.');
    expect(await desk.page.getByLabel('Wachtzin', { exact: true }).inputValue()).toBe(kWrong);

    const stranger = await Desk.at(browser, stage, { ...desk.person, login: kUnknown });
    await stranger.fillSignIn(kWrong, kWrongCode);
    await stranger.page.getByRole('button', { name: 'Inloggen', exact: true }).click();
    const alert = stranger.page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.innerText()).toBe(said);
    await stranger.context.close();
  });

  it('says that it is the code, when it is', async () => {
    const said = await refusal(desk.person.passphrase, kWrongCode);
    expect(said).toContain('De code uit uw app klopt niet.');
    expect(said).toContain('tijd');
  });

  it('takes a code once, and says to wait for the next', async () => {
    await desk.signIn();
    const code = await freshCode(desk.person);
    await desk.page.getByRole('button', { name: 'Uitloggen' }).click();
    await desk.fillSignIn(desk.person.passphrase, code);
    await submit();
    await desk.page.getByRole('button', { name: 'Uitloggen' }).click();
    await desk.page.getByText('U bent uitgelogd').waitFor();
    const said = await refusal(desk.person.passphrase, code);
    expect(said).toContain('Deze code is al gebruikt.');
    expect(said).toContain('Wacht op de volgende code');
  });

  it('makes one wait after five mistakes, says how long, and lets the right person in after that', async () => {
    for (let mistake = 1; mistake <= 5; ++mistake) expect(await refusal(kWrong, kWrongCode)).toContain('klopt niet');
    const said = await refusal(desk.person.passphrase, await freshCode(desk.person));
    expect(said).toContain('Er zijn te veel pogingen gedaan.');
    expect(said).toMatch(/over \d+ seconden/);
    await desk.look('sign-in-slow-down');
    const left = async () => Number(/over (\d+) seconde/.exec(await desk.page.getByRole('alert').innerText())?.[1] ?? 0);
    const first = await left();
    await expect.poll(left, { timeout: 60_000 }).toBeLessThan(first);
    await expect.poll(left, { timeout: 60_000 }).toBe(0);
    await desk.signIn();
  });
});
