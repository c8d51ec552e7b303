// SPDX-License-Identifier: EUPL-1.2
// The passphrase is forgotten: with the printed recovery code one chooses another, and has all of one's history again.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, freshCode, launch } from './support/desk';
import { Stage } from './support/stage';

let stage: Stage;
let browser: Browser;
let desk: Desk;
let before: readonly string[];

const kNew = 'zeven gele emmers op het dak';

async function recoverWith(recoveryCode: string, totp: string): Promise<void> {
  const { page, person } = desk;
  await page.getByLabel('Inlognaam').fill(person.login);
  await page.getByLabel('Herstelcode').fill(recoveryCode);
  await page.getByLabel('Code van 6 cijfers').fill(totp);
  await page.getByRole('button', { name: 'Verder' }).click();
}
async function choose(first: string, second: string): Promise<void> {
  await desk.page.getByLabel('Nieuwe wachtzin').fill(first);
  await desk.page.getByLabel('Herhaal de wachtzin').fill(second);
  await desk.page.getByRole('button', { name: 'Wachtzin opslaan' }).click();
}
/** Every message of the demo's consultation. */
async function history(at: Desk): Promise<readonly string[]> {
  await at.page.getByRole('link', { name: /^[A-Z0-9]{4}-/ }).first().click();
  await at.page.getByRole('link', { name: 'Naar de consultatie' }).click();
  await at.page.getByText('Dit is het begin van het gesprek.').waitFor();
  return at.texts();
}

beforeAll(async () => {
  stage = await Stage.set();
  browser = await launch();
  desk = await Desk.at(browser, stage, stage.person('medewerker', 'Eik'));
});
afterAll(async () => {
  await browser?.close();
  expect(await stage?.end()).toBe(0);
});

describe('who forgot the passphrase', () => {
  it('had a history', async () => {
    await desk.signIn();
    before = await history(desk);
    expect(before.length).toBeGreaterThan(2);
    await desk.page.getByRole('button', { name: 'Uitloggen' }).click();
  });

  it('is told plainly when the recovery code is not complete, mistyped, or another', async () => {
    const { page, person } = desk;
    await page.getByRole('link', { name: 'Wachtzin vergeten?' }).click();
    await recoverWith(person.recovery_code.slice(0, 12), '000000');
    await page.getByText('Een herstelcode heeft 26 letters en cijfers.').waitFor();

    await recoverWith(person.recovery_code.replace(/.$/, 'U'), '000000');
    const alert = page.getByRole('alert');
    await alert.getByText(/herstelcode klopt niet/).waitFor();

    await recoverWith(stage.person('beheerder', 'Eik').recovery_code, '000000');
    await expect.poll(() => alert.innerText()).toContain('De inlognaam of de herstelcode klopt niet.');
    expect(await page.getByLabel('Herstelcode').inputValue()).not.toBe('');
  });

  it('chooses a new passphrase that is long enough and typed twice alike', async () => {
    const { page, person } = desk;
    await recoverWith(person.recovery_code.toLowerCase().replaceAll('-', ' '), await freshCode(person));
    await page.getByRole('heading', { name: 'Kies een nieuwe wachtzin' }).waitFor();
    await choose('kort', 'kort');
    await page.getByText('Deze wachtzin is te kort.').waitFor();
    await choose(kNew, `${kNew}!`);
    await page.getByText('De twee wachtzinnen zijn niet gelijk.').waitFor();
    await choose(kNew, kNew);
    await page.getByRole('heading', { name: 'Mijn casussen' }).waitFor();
  });

  it('has the full history again', async () => {
    expect(await history(desk)).toEqual(before);
  });

  it('cannot use the old passphrase any more, and can use the new one on a browser that was never used', async () => {
    await desk.page.getByRole('button', { name: 'Uitloggen' }).click();
    await desk.fillSignIn(desk.person.passphrase, '000000');
    await desk.page.getByRole('button', { name: 'Inloggen', exact: true }).click();
    await desk.page.getByText('De inlognaam of de wachtzin klopt niet.').waitFor();

    const other = await Desk.at(browser, stage, { ...desk.person, passphrase: kNew });
    await other.signIn();
    expect(await history(other)).toEqual(before);
  });
});
