// SPDX-License-Identifier: EUPL-1.2
// Rule 8: a police officer passes on a signal to the gemeente, which answers what happens with it. Nobody else learns of it.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, launch } from './support/desk';
import { Stage } from './support/stage';

let stage: Stage;
let browser: Browser;
let agent: Desk;
let gemeente: Desk;

const kSubject = 'Uitspraken bij het station';
const kText = 'Een jongere in een groep bij het station riep leuzen en zei dat er “iets gaat gebeuren”.';
const kAnswer = 'Wij bellen morgen de school. Wilt u ons laten weten of de groep er weer staat?';

beforeAll(async () => {
  stage = await Stage.set();
  browser = await launch();
  agent = await Desk.at(browser, stage, stage.person('jeugdagent', 'Politie'));
  gemeente = await Desk.at(browser, stage, stage.person('aandachtsfunctionaris', 'Oeverdam'));
});
afterAll(async () => {
  await browser?.close();
  expect(await stage?.end()).toBe(0);
});

describe('a signal that a partner passes on', () => {
  it('goes to the gemeente that is chosen, with who reads it in sight, and without a name in it', async () => {
    await gemeente.signIn();
    await agent.signIn();
    const { page } = agent;
    await agent.lookBoth('partner-desk');
    await page.getByRole('link', { name: 'Signaal doorgeven' }).click();
    await page.getByRole('button', { name: 'Doorgeven', exact: true }).click();
    await page.getByText('Vul dit in.').first().waitFor();
    await page.getByLabel('Welke gemeente?').selectOption('Gemeente Oeverdam');
    await page.getByText(gemeente.person.name).waitFor();
    await page.getByText('16 of 17 jaar').click();
    await page.getByLabel('Onderwerp').fill(kSubject);
    await page.getByRole('textbox', { name: 'Uw signaal' }).fill(`${kText} Bel mij op 06-12345678.`);
    await page.getByRole('button', { name: 'Doorgeven', exact: true }).click();
    await page.getByText('Uw signaal is niet verstuurd.').waitFor();
    await agent.lookBoth('pass-on-blocked');
    await page.getByRole('textbox', { name: 'Uw signaal' }).fill(kText);
    await agent.lookBoth('pass-on');
    await page.getByRole('button', { name: 'Doorgeven', exact: true }).click();
    await page.getByText('De gemeente heeft uw signaal ontvangen.').waitFor();
    await agent.lookBoth('passed-on');
  });

  it('waits for the gemeente as something to pick up, and is answered with what happens', async () => {
    const { page } = gemeente;
    await page.locator('.task', { hasText: kSubject }).getByRole('link').click();
    await page.getByText(kText).waitFor();
    await page.getByRole('button', { name: 'Ik pak dit op' }).click();
    await agent.page.getByText(`${gemeente.person.name} heeft dit opgepakt`).waitFor();
    await gemeente.lookBoth('signal-to-answer');
    await page.getByRole('link', { name: 'Antwoord geven' }).click();
    await page.getByRole('radiogroup', { name: 'Wat gebeurt er met het signaal?' }).getByText(/neemt het op met de school/).click();
    await page.locator('textarea').first().fill(kAnswer);
    await gemeente.lookBoth('answer-signal');
    await page.getByRole('button', { name: 'Vastleggen', exact: true }).click();
    await page.getByText('Dit overleg is gesloten.').waitFor();
  });

  it('shows the officer the answer, and can only be read from then on', async () => {
    const { page } = agent;
    await page.getByText(kAnswer).waitFor();
    await page.getByText('Dit overleg is gesloten.').waitFor();
    await agent.lookBoth('signal-answered');
    expect(await page.locator('textarea').count()).toBe(0);
    await page.goto(`${stage.origin}/#/`);
    await page.getByRole('heading', { name: /Door u doorgegeven/ }).waitFor();
    await page.getByRole('link', { name: kSubject }).waitFor();
  });

  it('is known to no school, no other gemeente and no colleague of the police', async () => {
    const others = [stage.person('medewerker', 'Eik'), stage.person('aandachtsfunctionaris', 'Hoogzand'), stage.person('weegtafel', 'Politie')];
    for (const person of others) {
      const desk = await Desk.at(browser, stage, person);
      await desk.signIn();
      await desk.page.getByRole('heading', { level: 1 }).waitFor();
      expect(await desk.page.getByText(kSubject).count()).toBe(0);
      await desk.context.close();
    }
  });
});
