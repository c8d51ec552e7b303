// SPDX-License-Identifier: EUPL-1.2
// Steps 1 to 4 as a school walks them: what is recorded, what is refused with its rule, and a case that is closed at school for everybody.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Desk, kPhone, launch } from './support/desk';
import { openCase } from './support/school';
import { Stage } from './support/stage';

let stage: Stage;
let browser: Browser;
let mentor: Desk;
let caseAddress: string;

const kSubject = 'Stiller dan anders';
const kReason = 'De zorgen zijn weg: het ging om een verhuizing.';

const course = () => mentor.page.getByRole('region', { name: 'Verloop' });
const toCase = () => mentor.page.getByRole('heading', { name: 'Wat kunt u nu doen?' }).waitFor();

async function record(title: string, answers: readonly [question: string, answer: string][], words: readonly [label: string, text: string] | null, on = '') {
  const { page } = mentor;
  await page.getByRole('link', { name: title, exact: true }).click();
  if (on) await page.getByLabel(on).fill('2026-01-15');
  for (const [question, answer] of answers) await page.getByRole('radiogroup', { name: question }).getByText(answer, { exact: true }).click();
  if (words) await page.getByLabel(words[0]).fill(words[1]);
  await page.getByRole('button', { name: 'Vastleggen' }).click();
  await toCase();
  await course().getByRole('heading', { name: title }).last().waitFor();
}

async function moveTo(title: RegExp): Promise<void> {
  await mentor.page.getByRole('link', { name: title }).click();
  await mentor.page.getByRole('button', { name: 'Naar deze stap' }).click();
  await toCase();
  await course().getByRole('heading', { name: title }).waitFor();
}

beforeAll(async () => {
  stage = await Stage.set();
  browser = await launch();
  mentor = await Desk.at(browser, stage, stage.person('medewerker', 'Eik'));
});
afterAll(async () => {
  await browser?.close();
  expect(await stage?.end()).toBe(0);
});

describe('a signal that ends at school', () => {
  let gemeente: Desk;

  it('is discussed with the gemeente', async () => {
    await mentor.signIn();
    caseAddress = await openCase(mentor, '12 tot en met 15 jaar');
    const { page } = mentor;
    await page.getByRole('link', { name: 'Vraag de gemeente om mee te denken' }).click();
    await page.getByText('Onder mijn naam').click();
    await page.getByLabel('Onderwerp').fill(kSubject);
    await page.getByLabel('Uw vraag').fill('Wat kan ik het beste vragen?');
    await page.getByRole('button', { name: 'Vraag versturen' }).click();
    await page.getByText('Nog niet opgepakt').waitFor();
    gemeente = await Desk.at(browser, stage, stage.person('aandachtsfunctionaris', 'Oeverdam'));
    await gemeente.signIn();
    await gemeente.page.getByRole('link', { name: kSubject }).click();
    await gemeente.page.getByRole('button', { name: 'Ik pak dit op' }).click();
  });

  it('has its answers, talks and steps recorded, each with its words', async () => {
    await mentor.page.goto(caseAddress);
    await toCase();
    await record(
      'Uitkomst van de bespreking',
      [['Gaat de school met de ouders in gesprek?', 'Ja'], ['Is het delen van informatie nodig', 'Nee']],
      ['Waarom?', 'Er is geen gevaar.'],
    );
    await record('Gesprek met de leerling', [['Is de leerling al bekend', 'Nee']], ['Wat is er besproken?', 'Hij vertelde over thuis.'], 'Wanneer was het gesprek?');
    await moveTo(/^Naar stap 4/);
    await mentor.page.getByRole('link', { name: 'Gesprek met de ouders', exact: true }).click();
    await mentor.lookBoth('record-parents-talk');
    await mentor.page.goto(caseAddress);
    await record(
      'Gesprek met de ouders',
      [['Was de leerling erbij?', 'Ja'], ['Is er toestemming', 'Niet gevraagd'], ['Is er al zorg of hulp?', 'Nee']],
      ['Wat is er besproken?', 'Zij zien het ook.'],
      'Wanneer was het gesprek?',
    );
    await mentor.lookBoth('case-step-4');
  });

  it('closes with a reason, for the school and for the gemeente', async () => {
    const { page } = mentor;
    await page.getByRole('link', { name: 'Casus op school afsluiten' }).click();
    await page.getByRole('button', { name: 'Casus afsluiten' }).click();
    await page.getByText('Vul dit in').first().waitFor();
    await page.getByLabel('Waarom kan de casus worden afgesloten?').fill(kReason);
    await mentor.lookBoth('close-at-school');
    await page.getByRole('button', { name: 'Casus afsluiten' }).click();
    await page.getByText('Deze casus is op school afgesloten').waitFor();
    await course().getByText(kReason).waitFor();
    expect(await page.getByRole('link', { name: /Naar stap|Gesprek met/ }).count()).toBe(0);
    await mentor.lookBoth('case-closed');
    await page.getByRole('link', { name: /^Schoolteam/ }).click();
    await page.getByText('gesloten').first().waitFor();
    expect(await page.getByRole('textbox', { name: 'Uw bericht' }).count()).toBe(0);
    await gemeente.page.getByText('gesloten').first().waitFor();
    expect(await gemeente.page.getByRole('textbox', { name: 'Uw bericht' }).count()).toBe(0);
    await gemeente.look('consult-closed-desktop');
    await gemeente.context.close();
  });

  it('is the same on a second device', async () => {
    const second = await Desk.at(browser, stage, mentor.person, kPhone);
    await second.signIn();
    await second.page.goto(caseAddress);
    await second.page.getByText('Deze casus is op school afgesloten').waitFor();
    await second.page.getByRole('region', { name: 'Verloop' }).getByText(kReason).waitFor();
    await second.page.getByText('Hij vertelde over thuis.').waitFor();
    await second.context.close();
  });
});

describe('a pupil of 16 who refuses that the parents are spoken with', () => {
  const question = 'Wat is het antwoord van de leerling?';
  const parents = () => mentor.page.getByRole('link', { name: 'Gesprek met de ouders', exact: true });

  it('is asked first: without an answer the talk with the parents is not offered, and rule 5 says why', async () => {
    caseAddress = await openCase(mentor, '16 of 17 jaar');
    await moveTo(/^Naar stap 2/);
    await moveTo(/^Naar stap 4/);
    await mentor.page.getByText(/Vanaf 16 jaar spreekt de school pas met de ouders/).waitFor();
    await mentor.page.getByText(/Regel 5/).first().waitFor();
    expect(await parents().count()).toBe(0);
  });

  it('is what waits for the school, with the way to where the answer is recorded', async () => {
    const { page } = mentor;
    const reference = await page.getByRole('heading', { level: 1 }).innerText();
    await page.getByRole('link', { name: 'Mijn casussen' }).click();
    const consent = page.locator('.task', { hasText: reference });
    await consent.getByText(/u spreekt pas met de ouders als de leerling dat goedvindt/).waitFor();
    await consent.getByRole('link', { name: 'Vraag de leerling eerst om toestemming' }).click();
    await page.getByRole('radiogroup', { name: question }).waitFor();
    await page.getByRole('button', { name: 'Annuleren' }).click();
    await toCase();
  });

  it('refuses, and the talk stays out of reach, also by its address', async () => {
    await record('Toestemming van de leerling', [[question, 'Geen toestemming']], null, 'Wanneer hebt u het gevraagd?');
    expect(await parents().count()).toBe(0);
    await mentor.page.goto(`${caseAddress}/vastleggen/parents_talk`);
    await mentor.page.getByText(/Vanaf 16 jaar spreekt de school pas met de ouders/).waitFor();
    expect(await mentor.page.getByRole('button', { name: 'Vastleggen' }).count()).toBe(0);
    await mentor.lookBoth('record-refused-by-rule');
    await mentor.page.getByRole('link', { name: 'Terug naar de casus' }).click();
    await toCase();
  });

  it('is spoken over with the parents only after a reason for the exception has been recorded', async () => {
    await record('Uitzondering op de toestemming', [], ['Waarom is een gesprek met de ouders toch nodig?', 'Er is direct gevaar voor hemzelf.']);
    await parents().waitFor();
    await mentor.lookBoth('case-exception');
  });
});

describe('a school for which more than five things wait', () => {
  it('sees five of them, and all of them by one key', async () => {
    const { page } = mentor;
    const waiting = page.locator('.task');
    for (let opened = 0; opened < 5; ++opened) {
      caseAddress = await openCase(mentor, '12 tot en met 15 jaar');
      await moveTo(/^Naar stap 2/);
    }
    await page.getByRole('link', { name: 'Mijn casussen' }).click();
    const all = page.getByRole('button', { name: /^Toon alle \d+$/ });
    await all.waitFor();
    expect(await waiting.count()).toBe(5);
    await mentor.lookBoth('tasks-folded');
    const promised = Number((await all.innerText()).replace(/\D/g, ''));
    await all.press('Enter');
    expect(await waiting.count()).toBe(promised);
    await mentor.lookBoth('tasks-unfolded');
  });
});
