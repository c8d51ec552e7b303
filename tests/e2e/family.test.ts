// SPDX-License-Identifier: EUPL-1.2
// The talk with a parent (step 4): invited by the school with a code, certified by its beheerder, in one room and with nothing else in sight.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, freshCode, launch } from './support/desk';
import { openCase, reportAndAccept } from './support/school';
import { Stage } from './support/stage';

let stage: Stage;
let browser: Browser;
let mentor: Desk;
let beheerder: Desk;
let parent: Desk;
let caseAddress: string;

const kPassphrase = 'vijf stille fietsen bij de brug';
const kAsked = 'Hoe gaat het thuis met Jelmer?';
const kAnswer = 'Jelmer is stil, maar hij vertelt meer dan vorige maand.';

const press = ({ page }: Desk, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const toCase = () => mentor.page.goto(caseAddress).then(() => mentor.page.getByRole('heading', { name: 'Wat kunt u nu doen?' }).waitFor());

async function moveTo(title: RegExp): Promise<void> {
  await mentor.page.getByRole('link', { name: title }).click();
  await press(mentor, 'Naar deze stap');
  await mentor.page.getByRole('heading', { name: 'Wat kunt u nu doen?' }).waitFor();
}

beforeAll(async () => {
  stage = await Stage.set();
  browser = await launch();
  mentor = await Desk.at(browser, stage, stage.person('medewerker', 'Eik'));
  beheerder = await Desk.at(browser, stage, stage.person('beheerder', 'Eik'));
});
afterAll(async () => {
  await browser?.close();
  expect(await stage?.end()).toBe(0);
});

describe('a talk with a parent', () => {
  it('is opened by the school at step 4, and not before', async () => {
    await mentor.signIn();
    caseAddress = await openCase(mentor, '12 tot en met 15 jaar');
    await moveTo(/^Naar stap 2/);
    const link = mentor.page.getByRole('link', { name: 'Praten met ouders en leerling in Beraad' });
    expect(await link.count()).toBe(0);
    await moveTo(/^Naar stap 4/);
    await link.click();
    await mentor.lookBoth('family-open');
    await press(mentor, 'Gesprek openen');
    await mentor.page.getByText('Er is nog niemand uitgenodigd.').waitFor();
  });

  it('gives a code that names nobody', async () => {
    await press(mentor, 'Een ouder uitnodigen');
    await mentor.page.getByRole('heading', { name: 'Code voor Ouder 1' }).waitFor();
    await mentor.lookBoth('family-code');
    const guests = mentor.page.getByRole('region', { name: 'Gasten' });
    await guests.getByText('Heeft de code nog niet gebruikt').waitFor();
    expect(await guests.locator('li').innerText()).not.toMatch(/Kwartelaar|Jelmer/);
  });

  it('begins when the parent has used it and the beheerder has approved', async () => {
    const handed = mentor.page.getByRole('region', { name: 'Code voor Ouder 1' });
    const [login, code] = [await handed.locator('dd').innerText(), await handed.locator('.recovery__code').innerText()];
    parent = await Desk.at(browser, stage, { ...mentor.person, login, passphrase: kPassphrase });
    const { page } = parent;
    await page.getByRole('link', { name: 'Hebt u een uitnodigingscode?' }).click();
    await page.getByLabel('Uitnodigingscode').fill(code);
    await press(parent, 'Code controleren');
    await page.getByLabel('Nieuwe wachtzin').fill(kPassphrase);
    await page.getByLabel('Herhaal de wachtzin').fill(kPassphrase);
    await press(parent, 'Verder');
    Object.assign(parent.person, { totp_secret: (await page.locator('.phone__secret').innerText()).replace(/\s/g, '') });
    await page.getByLabel('Code van 6 cijfers uit de app').fill(await freshCode(parent.person));
    await press(parent, 'Account klaarmaken');
    await page.getByText('Ik heb mijn herstelcode afgedrukt').click();
    await press(parent, 'Naar inloggen');
    await parent.signIn();
    await page.getByText(/De school moet uw account nog goedkeuren/).waitFor();
    await parent.lookBoth('guest-not-yet');
    await mentor.page.getByText('Wacht op goedkeuring door uw beheerder').waitFor();

    await beheerder.signIn();
    await press(beheerder, 'Ouder 1 goedkeuren');
    await mentor.page.getByText('Neemt deel').waitFor();
    await mentor.lookBoth('family-guests');
    await page.getByRole('link', { name: 'Naar het gesprek' }).waitFor();
    await parent.lookBoth('guest-desk');
  });

  it('is held in both directions, with the name of the pupil, which is no secret here', async () => {
    await mentor.page.getByRole('link', { name: 'Naar het gesprek' }).click();
    await mentor.page.getByRole('link', { name: 'Nieuw gesprek' }).first().click();
    await mentor.page.getByLabel('Onderwerp').fill('Hoe gaat het?');
    await mentor.page.getByLabel('Bericht').fill(kAsked);
    await press(mentor, 'Gesprek beginnen');
    await mentor.page.locator('.message', { hasText: kAsked }).waitFor();
    await parent.page.getByRole('link', { name: 'Naar het gesprek' }).click();
    await parent.page.getByText(kAsked).waitFor();
    await parent.page.getByRole('textbox', { name: 'Uw bericht' }).fill(kAnswer);
    await press(parent, 'Versturen');
    await mentor.page.getByText(kAnswer).waitFor();
    await parent.lookBoth('guest-talk');
    await mentor.lookBoth('family-talk');
  });

  it('shows the parent nothing else, at whatever address', async () => {
    const caseId = caseAddress.split('/').at(-1);
    for (const address of [`#/casus/${caseId}`, `#/casus/${caseId}/gesprek`, '#/casus/nieuw', '#/mensen', `#/casus/${caseId}/openen/casusoverleg`]) {
      await parent.page.goto(`${stage.origin}/${address}`);
      await parent.page.getByRole('heading', { name: 'Deze pagina is er niet' }).waitFor();
    }
    await toCase();
    expect(parent.foreignRequests).toEqual([]);
    expect(parent.complaints).toEqual([]);
  });

  it('is over for the parent when the case goes to the gemeente, who is not told so', async () => {
    const gemeente = await Desk.at(browser, stage, stage.person('aandachtsfunctionaris', 'Oeverdam'));
    await gemeente.signIn();
    await reportAndAccept(mentor, gemeente, 'Zorgen na een gesprek thuis');
    await parent.page.goto(`${stage.origin}/#/`);
    await parent.page.getByText('Dit gesprek is afgelopen. U kunt het nog lezen.').waitFor();
    expect(await parent.page.locator('main').innerText()).not.toMatch(/melding|gemeente|stap/i);
    await parent.look('screen-guest-over-desktop');
  });

  it('ends for a guest at once when the school ends it', async () => {
    await toCase();
    await mentor.page.getByRole('link', { name: 'Naar het gesprek met ouders en leerling' }).click();
    await press(mentor, 'Toegang van Ouder 1 beëindigen');
    await mentor.page.getByRole('dialog').waitFor();
    await mentor.lookBoth('family-end');
    await press(mentor, 'Ja, beëindigen');
    await parent.page.getByRole('heading', { name: 'Inloggen' }).waitFor();
    await mentor.page.getByText('Toegang beëindigd').waitFor();
  });
});
